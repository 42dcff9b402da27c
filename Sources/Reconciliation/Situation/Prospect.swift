import ResourceModel

/// What attributes will be once the plan is carried out: what the file says and, where it says nothing, what is there.
struct Prospect {
    let perspective: Perspective

    private var situation: Situation { perspective.situation }

    /// What an attribute or a part of it will be; `nil` for nothing, and where it is not known.
    func value(_ path: [AttributeName], of address: ResourceAddress) -> Value? {
        guard let root = path.first, let attribute = situation.type(of: address).attribute(root) else { return nil }
        return sides(of: attribute, at: address).value(at: path.dropFirst(), attribute)
    }

    /// The same of what a reference leads to, which may be in no file.
    func value(_ path: [AttributeName], of target: Value?) -> Value? {
        switch target {
        case .reference(.resource(let address))?: return value(path, of: address)
        case .reference(.object(let type, let id))?:
            guard let root = path.first, let present = situation.observed.object(type, id)?.attributes[root] else {
                return nil
            }
            return path.dropFirst().reduce(perspective.observed(present)) { $0?[$1] }
        case _: return nil
        }
    }

    /// The elements of a list; of an object that is one by itself that one.
    func elements(_ list: AttributeName, of target: Value?) -> [Value]? {
        guard let value = value([list], of: target), !value.isDeferred else { return nil }
        return value.list ?? (value.isNull ? [] : [value])
    }

    /// What a part of an element that the file says will be.
    func value(
        _ path: [AttributeName],
        inElement element: Value,
        of list: AttributeName,
        at address: ResourceAddress
    ) -> Value? {
        guard let first = path.first, let attribute = situation.type(of: address).attribute(list),
            let set = attribute.kind.elementSet
        else { return nil }
        let index = ElementIndex(sides(of: attribute, at: address), key: attribute.kind.elementKey)
        var sides = index[set.key(of: element)]
        sides.desired = element
        return sides.part(first).value(at: path.dropFirst(), set.attribute(first))
    }

    private func sides(of attribute: Attribute, at address: ResourceAddress) -> Sides {
        let resource = situation.desired.resources[address]
        let wish = resource?.value(attribute.name).map { perspective.desired($0, attribute.kind, of: address) }
        guard !perspective.replaced.contains(address) else { return Sides(desired: wish) }
        let sides = Sides(
            desired: wish,
            recorded: situation.recorded.resources[address]?.attributes[attribute.name],
            observed: situation.bindings[address]?.attributes[attribute.name].map(perspective.observed)
        )
        guard let ignored = resource?.lifecycle.ignoreChanges[attribute.name], sides.observed != nil else {
            return sides
        }
        return ignored.isEmpty ? Sides(observed: sides.observed) : sides.ignoring(ignored, attribute.kind)
    }
}

extension Sides {
    /// What a part of the attribute will be: what is wanted, its default where it was set before, or what is there.
    fileprivate func value(at path: ArraySlice<AttributeName>, _ attribute: Attribute?) -> Value? {
        if let name = path.first {
            return part(name).value(at: path.dropFirst(), attribute?.kind.part(named: name))
        }
        if let desired, !desired.isNull { return desired }
        if recorded?.isNull == false, let reset = attribute?.reset { return reset }
        return observed
    }
}

extension ValueKind {
    /// A part of an object.
    fileprivate func part(named name: AttributeName) -> Attribute? {
        guard case .object(let parts) = self else { return nil }
        return parts.first { $0.name == name }
    }
}
