/// An asynchronous action: what the API tells about it, and what happens when it ends.
struct Action: Resource {
    static let kind = ResourceKind.action
    static var table: ReferenceWritableKeyPath<Project, Table<Action>> { \.actions }

    enum Status: String, Codable, Sendable, CaseIterable {
        case running
        case success
        case error
    }

    struct Failure: Codable, Sendable {
        let code: String
        let message: String

        static let injected = Failure(code: "action_failed", message: "Action failed")
        static let serverGone = Failure(
            code: "server_does_not_exist_anymore",
            message: "server does not exist anymore"
        )
        static let canceled = Failure(code: "canceled", message: "Action canceled")
    }

    let id: Int
    let command: String
    var status: Status
    let started: Moment
    /// When it ends, or ended.
    var due: Moment
    let resources: [ObjectKey]
    /// The objects that nobody else may change meanwhile.
    let holds: [ObjectKey]
    let effect: ActionEffect
    /// The action that has to succeed before this one can.
    var predecessor: Int?
    /// How it ends badly; set from the start when a fault was drawn.
    var failure: Failure?

    var name: String? { nil }
    var labels: [String: String] { [:] }
    var created: Moment { started }

    func json(in project: Project) -> JSON {
        let isRunning = status == .running
        var error: JSON = nil
        if status == .error, let failure {
            error = ["code": .string(failure.code), "message": .string(failure.message)]
        }
        return [
            "id": .int(id), "command": .string(command), "status": .string(status.rawValue),
            "progress": .int(progress(at: project.now)),
            "started": .string(started.text), "finished": isRunning ? nil : .string(due.text),
            "resources": .array(resources.map { ["id": .int($0.id), "type": .string($0.kind.rawValue)] }),
            "error": error,
        ]
    }

    /// Grows in steps of ten; what failed stands where it failed, at nothing.
    private func progress(at now: Moment) -> Int {
        switch status {
        case .success: return 100
        case .error: return 0
        // Hetzner shows the actions of zones as half done from the start.
        case .running where resources.first?.kind == .zone: return 50
        case .running:
            let whole = max(due.milliseconds - started.milliseconds, 1)
            let passed = max(now.milliseconds - started.milliseconds, 0)
            return Int(min(passed * 10 / whole, 9)) * 10
        }
    }

    static func changed(from old: Action?, to new: Action?, in project: Project) {
        guard let action = new ?? old else { return }
        if old == nil { project.relations.list(action) }
        if new == nil { project.relations.unlist(action) }
        let isHolding = new?.status == .running
        for key in action.holds {
            if isHolding {
                project.relations.holders[key, default: []].insert(action.id)
            } else if project.relations.holders[key]?.remove(action.id) != nil {
                if project.relations.holders[key]?.isEmpty == true { project.relations.holders[key] = nil }
            }
            if key.kind == .server { project.forgetRendering(Server.self, key.id) }
            if key.kind == .zone { project.forgetRendering(Zone.self, key.id) }
        }
        if let new, !isHolding, old == nil || old?.status == .running { project.forgetOldest(after: new) }
    }
}

extension Project {
    /// Keeps as many finished actions as there may be.
    fileprivate func forgetOldest(after action: Action) {
        if let oldest = finishedActions.note(action.id) { remove(Action.self, oldest) }
    }
}

extension Relations {
    fileprivate mutating func list(_ action: Action) {
        for resource in action.resources {
            actions[resource, default: SortedIDs()].insert(action.id)
            actionsByKind[resource.kind, default: SortedIDs()].insert(action.id)
        }
    }

    fileprivate mutating func unlist(_ action: Action) {
        for resource in action.resources {
            actions[resource]?.remove(action.id)
            if actions[resource]?.isEmpty == true { actions[resource] = nil }
            actionsByKind[resource.kind]?.remove(action.id)
        }
    }
}
