import FoundationEssentials

/// An operation that Hetzner carries out after it has answered; `CloudClient.wait(for:)` waits for its end.
public struct Action: APIResource {
    public static let names = ResourceNames(path: "actions", singular: "action")

    /// Unique among the actions of a project, whatever they work on.
    public var id: Identifier<Action>
    /// What the action does, such as `create_server`.
    public var command: String
    /// Goes from `running` to one of the others, and then never changes.
    public var status: Status
    /// From 0 to 100.
    public var progress: Int
    /// Set once the status is `error`.
    public var error: Failure?
    /// What the action works on; nothing else may change these meanwhile.
    public var resources: [Resource]
    /// When the request was accepted; `nil` if the API does not tell.
    public var started: Date?
    /// `nil` while the action runs.
    public var finished: Date?

    /// How far an action is.
    public enum Status: Hashable, Sendable {
        /// It has not ended.
        case running
        /// It has done what it was for.
        case success
        /// It has failed; `error` tells why.
        case error
        /// A status that this library does not know; the action counts as running.
        case unknown(String)
    }

    /// Why an action failed.
    public struct Failure: Hashable, Sendable, CustomStringConvertible {
        /// Most often `action_failed`.
        public var code: ErrorCode
        /// The API's own words, for people.
        public var message: String

        /// Describes a failure that a program makes up, in a test of its own.
        public init(code: ErrorCode, message: String) {
            self.code = code
            self.message = message
        }

        public var description: String { "\(message) (\(code))" }
    }

    /// An object that an action works on.
    public struct Resource: Hashable, Sendable {
        /// The kind, such as `server`.
        public var type: String
        /// Its number among the objects of its kind.
        public var id: Int64

        /// Names an object.
        public init(type: String, id: Int64) {
            self.type = type
            self.id = id
        }
    }

    /// Describes an action that a program makes up, in a test of its own.
    public init(
        id: Identifier<Action>,
        command: String,
        status: Status,
        progress: Int = 0,
        error: Failure? = nil,
        resources: [Resource] = [],
        started: Date? = nil,
        finished: Date? = nil
    ) {
        self.id = id
        self.command = command
        self.status = status
        self.progress = progress
        self.error = error
        self.resources = resources
        self.started = started
        self.finished = finished
    }

    /// Whether it has ended, well or not; unknown statuses count as running.
    public var isFinished: Bool {
        switch status {
        case .success, .error: true
        case .running, .unknown: false
        }
    }
}

extension Action {
    /// Reads an action object of the API; `nil` if it is none.
    public init?(_ json: JSONValue) {
        try? self.init(json: json)
    }

    public init(_ json: JSONFields) throws(ModelError) {
        self.init(
            id: try json.read("id"),
            command: try json.read("command", default: ""),
            status: Status(try json.read("status") as String),
            progress: try json.read("progress", default: 0),
            error: try json.read("error"),
            resources: try json.read("resources", default: []),
            started: try json.read("started"),
            finished: try json.read("finished")
        )
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "command": command.json,
            "status": .string(status.name),
            "progress": progress.json,
            "error": error.json,
            "resources": resources.json,
            "started": started.json,
            "finished": finished.json,
        ]
    }
}

extension Action.Status {
    init(_ text: String) {
        self =
            switch text {
            case "running": .running
            case "success": .success
            case "error": .error
            default: .unknown(text)
            }
    }

    fileprivate var name: String {
        switch self {
        case .running: "running"
        case .success: "success"
        case .error: "error"
        case .unknown(let text): text
        }
    }
}

extension Action.Failure: APIModel {
    public init(_ json: JSONFields) throws(ModelError) {
        code = ErrorCode(rawValue: try json.read("code"))
        message = try json.read("message", default: "")
    }

    public var json: JSONValue {
        ["code": .string(code.rawValue), "message": message.json]
    }
}

extension Action.Resource: APIModel {
    public init(_ json: JSONFields) throws(ModelError) {
        type = try json.read("type")
        id = try json.read("id")
    }

    public var json: JSONValue {
        [
            "type": type.json,
            "id": id.json,
        ]
    }
}

/// The API does not know actions that it was asked about.
public struct ActionsNotFound: CloudError, Hashable {
    /// Those that are missing from the answer.
    public var ids: [Action.ID]

    /// Names the actions that are missing.
    public init(ids: [Action.ID]) {
        self.ids = ids
    }

    public var request: RequestTrace? { RequestTrace(method: .get, path: "/actions") }

    public var summary: String {
        "the API knows no action \(ids.map(\.description).joined(separator: ", "))"
    }
}

extension APIResponse {
    /// All actions that the answer says were started, the main one first: `action`, `actions`, `next_actions`.
    public var actions: [Action] {
        var actions = self["actions"]?.array ?? []
        if let action = self["action"] { actions.insert(action, at: 0) }
        actions += self["next_actions"]?.array ?? []
        return actions.compactMap { Action($0) }
    }
}
