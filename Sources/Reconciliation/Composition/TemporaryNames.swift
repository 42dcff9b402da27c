import ResourceModel

/// Names for new objects whose own name the old ones still have.
///
/// Nobody has such a name, and nobody gets it in the same plan.
struct TemporaryNames {
    private let situation: Situation
    private var taken: [ResourceType.Name: Set<String>] = [:]

    init(_ situation: Situation) { self.situation = situation }

    /// The first that is free: `web-next`, `web-next-2`.
    mutating func name(besides name: String, of type: ResourceType) -> String {
        var taken = taken[type.name] ?? namesInUse(type.name)
        defer { self.taken[type.name] = taken }
        for number in 1... {
            let candidate = TemporaryName.of(name, number, type)
            if taken.insert(candidate).inserted { return candidate }
        }
        preconditionFailure("the names ran out of numbers")
    }

    private func namesInUse(_ type: ResourceType.Name) -> Set<String> {
        let present = (situation.observed.objects[type] ?? [:]).values.compactMap(\.name)
        let wanted = situation.desired.resources.values.filter { $0.type == type }.compactMap {
            $0.value(.name)?.string
        }
        return Set(present + wanted)
    }
}
