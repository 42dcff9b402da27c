import ResourceModel

/// One line a change and one a step, stable: what tests compare and logs show.
///
///     ~ disks.a (differs): size 1 → 2 [irreversible]
///       #1 resize to 2: POST disks/#7/actions/resize {size: 2} after #3
extension Plan: CustomStringConvertible {
    public var description: String {
        let lines = changes.flatMap { change in
            [change.description] + change.steps.map { "  \(description(of: self[$0]))" }
        }
        return (lines + remarks.map { "! \($0.address): \($0.message)" }).joined(separator: "\n")
    }

    /// The step with everything that it waits for.
    package func description(of step: Step) -> String { step.description(after: predecessors(of: step)) }
}

extension Change: CustomStringConvertible {
    package var description: String {
        var text = "\(kind) \(address) (\(origin.map { "from \($0)" } ?? "\(reason)"))"
        if case .create = kind { return text }
        if !attributes.isEmpty { text += ": \(attributes.map(\.description).joined(separator: ", "))" }
        if !impacts.isEmpty { text += " [\(impacts.sorted().map(\.rawValue).joined(separator: ", "))]" }
        return text
    }
}

extension Change.Kind: CustomStringConvertible {
    package var description: String {
        switch self {
        case .create: "+"
        case .update: "~"
        case .replace(let createsFirst): createsFirst ? "+/-" : "-/+"
        case .delete: "-"
        case .adopt: ">"
        case .forget: "x"
        case .move: "=>"
        }
    }
}

extension Change.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .declared: "declared"
        case .undeclared: "undeclared"
        case .destroyed: "destroyed"
        case .vanished: "vanished"
        case .differs: "differs"
        case .unusable: "unusable"
        case .requested: "requested"
        case .follows(let address): "follows \(address)"
        case .found: "found"
        case .named: "named"
        case .interrupted: "interrupted"
        case .adopted: "adopted"
        case .leftover: "leftover"
        case .abandoned: "abandoned"
        case .kept: "kept"
        case .listed: "listed"
        case .removed: "removed"
        }
    }
}

extension AttributeChange: CustomStringConvertible {
    package var description: String {
        let values = isSensitive ? "(sensitive)" : "\(old.shown) → \(new.shown)"
        let marks = cause.marks + effect.marks
        return "\(path) \(values)" + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
    }
}

extension AttributeChange.Cause {
    fileprivate var marks: [String] {
        switch self {
        case .edited: []
        case .drifted: ["drifted"]
        case .failed: ["failed"]
        case .unset: ["unset"]
        case .follows(let address): ["follows \(address)"]
        }
    }
}

extension AttributeChange.Effect {
    fileprivate var marks: [String] {
        switch self {
        case .inPlace: []
        case .offline: ["offline"]
        case .rebuild: ["rebuild"]
        case .replacement, .wishedReplacement: ["replaces"]
        case .ignored: ["ignored"]
        }
    }
}

extension Step: CustomStringConvertible {
    package var description: String { description(after: waitsFor) }

    fileprivate func description(after earlier: [ID]) -> String {
        let after = earlier.isEmpty ? "" : " after \(earlier.map(\.description).joined(separator: " "))"
        let restoring = restores.map { " restores \($0)" } ?? ""
        return "\(id) \(title): \(request)\(after)\(restoring)"
    }
}

extension Step.Request: CustomStringConvertible {
    package var description: String {
        let text = "\(method.rawValue) \(path.map(\.shown).joined(separator: "/"))"
        return body.map { "\(text) \($0.shown)" } ?? text
    }
}

extension Value? {
    fileprivate var shown: String { self?.shown ?? "nothing" }
}

extension Value {
    fileprivate var shown: String {
        switch self {
        case .null: "null"
        case .list(let values): "[\(values.map(\.shown).joined(separator: ", "))]"
        case .map(let entries):
            "{\(entries.sortedByKey().map { "\($0.key): \($0.value.shown)" }.joined(separator: ", "))}"
        case .reference(.resource(let address)): address.description
        case .deferred(let deferred): "${\(deferred.source)}"
        case .boolean, .integer, .number, .string, .reference: keyText
        }
    }
}
