import ResourceModel

// What a replacement loses because the file does not say it.
extension ChangeBuilder {
    /// What the old object has and the new one will not: what others added to lists that the file leaves alone, and what
    /// was switched on past it.
    func notesOnLeftBehind(of object: ObservedObject, by resource: DesiredResource) -> [String] {
        let lost = type.attributes.compactMap { attribute -> String? in
            let words = leftBehind(attribute, object, resource)
            guard !words.isEmpty else { return nil }
            return "\(attribute.name) \(Self.named(words))"
        }
        return lost.isEmpty ? [] : ["stays behind, since the file does not say it: \(lost.joined(separator: "; "))"]
    }

    private static let mostNamed = 6

    /// The first of some things, and how many more there are.
    static func named(_ words: [String]) -> String {
        let rest = words.count - mostNamed
        return words.prefix(mostNamed).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    private func leftBehind(_ attribute: Attribute, _ object: ObservedObject, _ resource: DesiredResource) -> [String] {
        guard let present = object.attributes[attribute.name] else { return [] }
        let wish = resource.value(attribute.name)
        // What an earlier apply wrote and the file does not is a change of its own.
        guard wish != nil || situation.recorded.resources[address]?.attributes[attribute.name] == nil else { return [] }
        if case .boolean = attribute.kind {
            return wish == nil && present == true && attribute.reset == false ? ["true"] : []
        }
        guard let undeclared = attribute.undeclared, undeclared != .inherent,
            wish == nil || attribute.undeclared(resource.lifecycle.extra) == .kept
        else { return [] }
        if case .labels = attribute.kind {
            let wished = Set((wish?.map ?? [:]).keys)
            return (present.map ?? [:]).keys.filter { !wished.contains($0) && !Ownership.isReserved($0) }.sorted()
        }
        let kept = Set((wish?.list ?? []).map { attribute.kind.elementKey($0) })
        return (present.list ?? []).compactMap { element in
            let seen = requests.perspective.observed(element)
            let key = attribute.kind.elementKey(seen)
            // What the API gives every object, the new one has too.
            guard !kept.contains(key), attribute.kind.elementSet?.provided(key) == nil else { return nil }
            guard case .reference(.object(let type, let id)) = seen else { return key }
            return situation.observed.object(type, id).map { situation.title(of: $0, type) } ?? key
        }
    }
}
