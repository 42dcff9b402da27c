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
            let candidate = type.nameFormat.appending(number == 1 ? "-next" : "-next-\(number)", to: name)
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

extension ResourceType {
    fileprivate var nameFormat: StringFormat {
        guard case .string(let format)? = attribute(.name)?.kind else { return .text(1...64) }
        return format
    }
}

extension StringFormat {
    /// A text of the form that begins like the other one as far as there is room, and has the ending.
    fileprivate func appending(_ ending: String, to text: String) -> String {
        switch self {
        case .text(let lengths):
            return String(text.prefix(lengths.upperBound - ending.count)) + ending
        case .hostname:
            // The first label takes it, which has at most 63 characters of the name's 253.
            let label = text.prefix { $0 != "." }
            let rest = text[label.endIndex...]
            let start = String(label.prefix(63 - ending.count)).withoutFinalDashes + ending
            return start.count + rest.count <= 253 ? start + rest : start
        case _:
            return text + ending
        }
    }
}

extension String {
    fileprivate var withoutFinalDashes: String { String(prefix(count - reversed().prefix { $0 == "-" }.count)) }
}
