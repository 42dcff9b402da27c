import JSONDocuments
import Reconciliation
import ResourceModel

/// What differs between a plan that was reviewed and one of now, in words, the cause before its effects.
package struct PlanDifference: Equatable, Sendable {
    /// Files, variables and the state; a difference in these need not change what happens.
    package let inputs: [String]
    /// What happens otherwise, by address.
    package let effects: [String]
    private let isStateMoved: Bool

    /// Whether carrying out the newer plan is carrying out the older one.
    ///
    /// Costs, places, and what is in the project without the file do not count.
    package var fits: Bool { effects.isEmpty && !isStateMoved }

    package init(from old: SavedPlan, to new: SavedPlan) {
        isStateMoved = old.state != new.state
        inputs =
            Self.moved(old.configuration, new.configuration)
            + (isStateMoved ? Self.movedState(old.plan.recorded, new.plan.recorded) : [])
            + (old.version == new.version ? [] : ["hzform: \(old.version) planned, this is \(new.version)"])
        effects = Self.effects(old.plan, new.plan)
    }

    private static func moved(_ old: ConfigurationDigest, _ new: ConfigurationDigest) -> [String] {
        let names = Set(old.files.keys).union(new.files.keys).sorted { $0.precedes($1) }
        let files = names.compactMap { name -> String? in
            switch (old.files[name], new.files[name]) {
            case (let before?, let after?): before == after ? nil : "file '\(name)': was changed"
            case (nil, _): "file '\(name)': was not read before"
            case (_, nil): "file '\(name)': is not read any more"
            }
        }
        let added = new.variables.filter { !old.variables.contains($0) }.map { "variable '\($0)': is new" }
        let removed = old.variables.filter { !new.variables.contains($0) }.map { "variable '\($0)': is gone" }
        return files + added + removed
    }

    private static func movedState(_ old: RecordedState, _ new: RecordedState) -> [String] {
        let addresses = Set(old.resources.keys).union(new.resources.keys).sorted()
        let moved = addresses.filter { old.resources[$0] != new.resources[$0] }
        guard !moved.isEmpty else { return ["state: is another one"] }
        return moved.map { "state: \($0) is recorded otherwise" }
    }
}

// What happens.
extension PlanDifference {
    private static func effects(_ old: Plan, _ new: Plan) -> [String] {
        let changes = movedChanges(old.changes, new.changes)
        guard changes.isEmpty else { return changes }
        let steps = movedSteps(old.steps, new.steps)
        guard steps.isEmpty else { return steps }
        return old.barriers == new.barriers ? [] : ["requests: wait for each other in another order"]
    }

    /// A replacement may come with the deletion of what an earlier one left behind, at the same address.
    private static func movedChanges(_ old: [Change], _ new: [Change]) -> [String] {
        let before = Dictionary(grouping: old, by: \.address)
        let after = Dictionary(grouping: new, by: \.address)
        return Set(before.keys).union(after.keys).sorted().flatMap { address -> [String] in
            let pair = (before[address] ?? [], after[address] ?? [])
            guard pair.0.count == pair.1.count else {
                return ["\(address): \(pair.0.verbs) was planned, now it is \(pair.1.verbs)"]
                    + (pair.0.isEmpty ? pair.1.observations.map { "\(address): \($0)" } : [])
            }
            return zip(pair.0, pair.1).flatMap { $0.differences(to: $1) }.map { "\(address): \($0)" }
        }
    }

    private static func movedSteps(_ old: [Step], _ new: [Step]) -> [String] {
        let changed = zip(old, new).filter { $0 != $1 }.flatMap { before, after in
            before.differences(to: after).map { "\(after.address): \($0)" }
        }
        let rest = old.count == new.count ? [] : ["requests: there were \(old.count), now there are \(new.count)"]
        return changed + rest
    }
}

extension [Change] {
    /// What is found in the project where nothing was to change before.
    fileprivate var observations: [String] {
        filter { $0.kind == .update }.flatMap(\.attributes).map { "\($0.path) is \($0.old.shown) in the project" }
    }

    fileprivate var verbs: String { isEmpty ? "no change" : map(\.kind.verb.rawValue).joined(separator: " and ") }
}

extension Change {
    /// How the other one, at the same address, is not this one; empty where the same happens for the same reason.
    fileprivate func differences(to new: Change) -> [String] {
        guard kind == new.kind else {
            return ["\(kind.verb.rawValue) was planned, now it is \(new.kind.verb.rawValue)"]
        }
        var texts: [String] = []
        if currentID != new.currentID {
            texts.append("is object \(text(currentID)) in one, \(text(new.currentID)) in the other")
        }
        if reason != new.reason { texts.append("the reason was '\(reason)', now it is '\(new.reason)'") }
        let paths = Set((attributes + new.attributes).map(\.path)).sorted()
        for path in paths {
            let before = attributes.filter { $0.path == path }
            let after = new.attributes.filter { $0.path == path }
            let pairs = zip(before, after).flatMap { $0.differences(to: $1) }
            texts += pairs.map { "\(path) \($0)" }
            if before.count < after.count { texts.append("\(path) changes too") }
            if before.count > after.count { texts.append("\(path) does not change any more") }
        }
        // What it costs was perhaps not asked for, and moves without anything else.
        let (impacts, others) = (impacts.subtracting([.cost]), new.impacts.subtracting([.cost]))
        if impacts != others {
            texts.append("the impact was \(impacts.words), now it is \(others.words)")
        }
        if texts.isEmpty, notes != new.notes { texts.append("now also: \(new.notes.joined(separator: "; "))") }
        return texts
    }

    private func text(_ id: ResourceID?) -> String { id?.description ?? "none" }
}

extension AttributeChange {
    fileprivate func differences(to new: AttributeChange) -> [String] {
        var texts: [String] = []
        if old != new.old { texts.append("is \(new.old.shown) in the project, was \(old.shown)") }
        if self.new != new.new { texts.append(self.new.becoming(new.new)) }
        if effect != new.effect { texts.append("changes in another way (\(new.effect))") }
        if texts.isEmpty, cause != new.cause { texts.append("changes for another reason (\(new.cause))") }
        return texts
    }
}

extension Set<Impact> {
    fileprivate var words: String { isEmpty ? "none" : sorted().map(\.rawValue).joined(separator: ", ") }
}

extension Step {
    /// How the other one, at the same place, is not this one.
    fileprivate func differences(to new: Step) -> [String] {
        guard request.method == new.request.method, request.path == new.request.path, title == new.title else {
            return ["\(requestText) was planned, now it is \(new.requestText)"]
        }
        let parts = (request.body ?? .null).differences(to: new.request.body ?? .null)
        return parts.isEmpty
            ? ["\(title): it comes at another time, or leaves something else in the state"]
            : parts.map { "\(title): \($0)" }
    }

    private var requestText: String { "\(title) (\(request.method.rawValue) /\(request.shownPath))" }
}

extension Value {
    /// Where the other one is not this one: `labels.team is to be "b", was to be "a"`.
    fileprivate func differences(to new: Value, at path: String = "") -> [String] {
        guard self != new else { return [] }
        guard let before = map, let after = new.map else {
            let name = path.isEmpty ? "the body" : path
            return ["\(name) \(Optional(self).becoming(new))"]
        }
        return Set(before.keys).union(after.keys).sorted { $0.precedes($1) }.flatMap { key in
            (before[key] ?? .null).differences(to: after[key] ?? .null, at: path.isEmpty ? key : "\(path).\(key)")
        }
    }
}

extension Step.Request {
    /// Below the endpoint, with what is known later in braces: `servers/{servers.web}/actions/poweron`.
    package var shownPath: String { path.map(\.placeholder).joined(separator: "/") }
}

extension Value {
    /// `{servers.web}` for an ID that is known once the resource exists.
    package var placeholder: String {
        switch self {
        case .reference(.resource(let address)): "{\(address)}"
        case .deferred(let deferred): "{\(deferred.source)}"
        case .reference(.object(_, let id)): id.description
        case .null, .boolean, .integer, .number, .string, .list, .map: keyText
        }
    }
}

extension Value? {
    fileprivate func becoming(_ new: Value?) -> String {
        if let before = fingerprint, let after = new.fingerprint, before.form != after.form {
            return "is a secret that cannot be compared: the two plans tell secrets by different salts or keys"
        }
        let texts = (old: shown, new: new.shown)
        return texts.old == texts.new
            ? "is to be another value (\(texts.new))" : "is to be \(texts.new), was to be \(texts.old)"
    }

    /// What stands for a secret in a plan that is kept.
    private var fingerprint: Fingerprint? {
        guard case .deferred(let deferred)? = self, case .sealed(let seal) = deferred.formula else { return nil }
        return Fingerprint(seal.digest)
    }

    fileprivate var shown: String {
        guard let self else { return "nothing" }
        if case .deferred(let deferred) = self {
            return deferred.isSensitive ? "a secret" : "known after apply (\(deferred.source))"
        }
        return self.json.text(.line.sorted)
    }
}
