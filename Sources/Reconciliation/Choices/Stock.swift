import ResourceModel

/// What the API's catalogue has in store.
struct Stock {
    struct Problem {
        let attribute: AttributeName
        let text: String
    }

    let offerings: Offerings

    /// Why an object cannot be had as wished in a location; the first reason, and nothing about what was not read.
    ///
    /// What the present object has must fit into what it changes to.
    func problem(
        with resource: DesiredResource,
        _ type: ResourceType,
        at location: String?,
        fitting object: ObservedObject?
    ) -> Problem? {
        var architectures: (of: AttributeName, Set<String>)?
        for attribute in type.attributes {
            guard case .offering(let offering) = attribute.kind, let items = offerings.items[offering],
                let name = resource.value(attribute.name)?.string
            else { continue }
            let matching = items.filter { $0.name == name || $0.id.description == name }
            guard let item = matching.first else {
                return Problem(attribute: attribute.name, text: "there is no \(attribute.name) '\(name)'")
            }
            if let text = Self.shortage(of: item, attribute, at: location) ?? Self.shortage(of: item, attribute, object)
            {
                return Problem(attribute: attribute.name, text: text)
            }
            let offered = Set(matching.compactMap(\.architecture))
            guard !offered.isEmpty else { continue }
            if let (other, wanted) = architectures, wanted.isDisjoint(with: offered) {
                let text = "\(other) is for \(wanted.words), and \(attribute.name) '\(name)' is for \(offered.words)"
                return Problem(attribute: other, text: text)
            }
            architectures = architectures ?? (attribute.name, offered)
        }
        return nil
    }

    private static func shortage(of item: Offerings.Item, _ attribute: Attribute, at location: String?) -> String? {
        let place = location.map { " in \($0)" } ?? ""
        if let location, let locations = item.locations, !locations.contains(location) {
            return "\(attribute.name) '\(item.name)' is not available\(place)"
        }
        guard let date = item.deprecation.date(in: location.map { [$0] } ?? []) else { return nil }
        return "\(attribute.name) '\(item.name)' is deprecated\(place) and cannot be ordered after \(date.prefix(10))"
    }

    private static func shortage(
        of item: Offerings.Item,
        _ attribute: Attribute,
        _ object: ObservedObject?
    ) -> String? {
        guard let rule = attribute.room, let size = item.figures[rule.figure],
            let held = object?.outputs[rule.output]?.integer, held > size
        else { return nil }
        return "\(attribute.name) '\(item.name)' has a \(rule.figure) of \(size) \(rule.unit), and \(held) are needed"
    }
}

extension Set<String> {
    fileprivate var words: String { sorted().joined(separator: ", ") }
}
