import ResourceModel

/// Elements that rest on what the plan only takes into the state, as it is, so that they wait for the next apply.
struct HeldBack {
    /// What is wanted without them.
    private(set) var desired: DesiredState
    private(set) var remarks: [Remark] = []

    init(_ comparison: ProjectComparison) {
        let situation = comparison.perspective.situation
        desired = situation.desired
        let referrers = comparison.perspective.postponed.reduce(into: Set()) {
            $0.formUnion(situation.relations.referrers(to: $1))
        }
        for address in referrers.sorted() {
            guard let resource = desired.resources[address] else { continue }
            for attribute in situation.type(of: address).attributes {
                let references = attribute.footing.compactMap(\.targetReference)
                guard !references.isEmpty, let written = resource.attributes[attribute.name] else { continue }
                let present = comparison.present(attribute, at: address)
                let waiting = Set(
                    (written.value.list ?? []).indices.filter { index in
                        let element = written.value.list?[index] ?? .null
                        return !present.contains(attribute.kind.elementKey(element))
                            && references.contains { comparison.isPostponed(element[$0]) }
                    }
                )
                guard !waiting.isEmpty else { continue }
                desired.resources[address]?.attributes[attribute.name] = written.without(waiting)
                remarks += waiting.sorted().map { index in
                    let element = written.value.list?[index] ?? .null
                    let key = attribute.kind.elementKey(element)
                    return Remark(
                        address,
                        "\(attribute.name)[\"\(key)\"] is added by the next apply, after what it rests on"
                    )
                }
            }
        }
    }
}

extension ProjectComparison {
    fileprivate func isPostponed(_ target: Value?) -> Bool {
        guard case .reference(.resource(let address))? = target else { return false }
        return perspective.postponed.contains(address)
    }

    /// The keys of the elements that are there.
    fileprivate func present(_ attribute: Attribute, at address: ResourceAddress) -> Set<String> {
        let elements = perspective.situation.bindings[address]?.attributes[attribute.name]
            .map { perspective.observed($0, attribute.kind) }
        return Set((elements?.list ?? []).map(attribute.kind.elementKey))
    }
}

extension Footing {
    /// The part of an element that refers to what it rests on.
    fileprivate var targetReference: AttributeName? {
        guard case .target(let reference, _, _, _) = self else { return nil }
        return reference
    }
}

extension DesiredValue {
    /// The list without some of its elements, each at its own place.
    fileprivate func without(_ indices: Set<Int>) -> DesiredValue {
        let elements = value.list ?? []
        let kept = elements.indices.filter { !indices.contains($0) }
        let places = places.map { list in
            Places(list.range, elements: kept.map { list[$0] ?? Places(list.range) })
        }
        return DesiredValue(.list(kept.map { elements[$0] }), places: places, isSensitive: isSensitive)
    }
}
