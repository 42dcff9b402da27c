import HetznerCloud
import TestSupport

/// Plays the toy API: creates what is posted, lets actions run for a while, and does what a test scripted instead.
actor ScriptedCloud: Transport {
    enum Answer: Sendable {
        case json(Int, JSONValue)
        case error(Int, String, String)
        /// The request is carried out and its answer lost.
        case lostAfter
        /// The request is lost on its way.
        case lostBefore
        /// Answered as usual, with an action that fails.
        case failingAction(String)
        case usual
    }

    struct Request: Sendable {
        let method: HTTPMethod
        let path: String
        let body: JSONValue?
        var line: String { body.map { "\(method.rawValue) \(path) \($0)" } ?? "\(method.rawValue) \(path)" }
    }

    struct Action: Sendable {
        let ends: Duration
        let error: String?
    }

    private let now: @Sendable () -> Duration
    private let actionSeconds: Int
    private var scripts: [String: [Answer]] = [:]
    private var nextID: Int64 = 100
    private var actions: [Int64: Action] = [:]
    private(set) var requests: [Request] = []
    private(set) var objects: [String: [String: JSONValue]] = [:]

    init(now: @escaping @Sendable () -> Duration, actionSeconds: Int = 2) {
        self.now = now
        self.actionSeconds = actionSeconds
    }

    /// The answers to the next requests of this method and path, one after the other.
    func script(_ request: String, _ answers: Answer...) { scripts[request, default: []] += answers }

    func script(_ request: String, _ answer: Answer, times: Int) {
        scripts[request, default: []] += Array(repeating: answer, count: times)
    }

    func put(_ collection: String, _ object: JSONValue) {
        objects[collection, default: [:]]["\(object["id"] ?? 0)"] = object
    }

    /// What changed something, as `POST boxes {…}`.
    var mutations: [String] { requests.filter { $0.method != .get }.map(\.line) }
    var lines: [String] { requests.map(\.line) }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        let target = request.url.split(separator: "/v1/", maxSplits: 1).last.map(String.init) ?? ""
        let path = target.split(separator: "?").first.map(String.init) ?? ""
        let body = try request.body.map { try JSONParser.parse($0) }
        let logged = Request(method: request.method, path: request.method == .get ? target : path, body: body)
        requests.append(logged)
        let key = "\(request.method.rawValue) \(path)"
        let script = scripts[key]?.isEmpty == false ? scripts[key]?.removeFirst() : nil
        switch script ?? .usual {
        case .usual: return usual(request.method, path, target, body)
        case .failingAction(let message): return usual(request.method, path, target, body, actionError: message)
        case .json(let status, let json): return Self.response(status, json)
        case .error(let status, let code, let message):
            return Self.response(status, ["error": ["code": .string(code), "message": .string(message)]])
        case .lostBefore: throw Self.lost
        case .lostAfter:
            _ = usual(request.method, path, target, body)
            throw Self.lost
        }
    }

    private static let lost = TransportError(
        .connectionLost,
        host: "toy",
        port: 1,
        reason: "lost",
        mayHaveBeenSent: true
    )

    private static func response(_ status: Int, _ json: JSONValue) -> TransportResponse {
        TransportResponse(status: status, headers: ["X-Correlation-Id": "c0ffee"], body: json.encoded())
    }

    private func usual(
        _ method: HTTPMethod,
        _ path: String,
        _ target: String,
        _ body: JSONValue?,
        actionError: String? = nil
    ) -> TransportResponse {
        let parts = path.split(separator: "/").map(String.init)
        switch (method, parts.count) {
        case (.get, 1) where path == "actions": return Self.response(200, ["actions": .array(polled(target))])
        case (.get, 1): return list(path, target)
        case (.get, 2):
            guard let object = objects[parts[0]]?[parts[1]] else { return notFound }
            return Self.response(200, .object(JSONObject([(Self.singular(parts[0]), object)])))
        case (.post, 1): return create(path, body ?? [:], actionError)
        case (.delete, _):
            guard objects[parts[0]]?.removeValue(forKey: parts[1]) != nil else { return notFound }
            return Self.response(200, ["action": start(actionError)])
        case (.post, _): return Self.response(201, ["action": start(actionError)])
        default: return notFound
        }
    }

    private var notFound: TransportResponse {
        Self.response(404, ["error": ["code": "not_found", "message": "not found"]])
    }

    private func create(_ collection: String, _ body: JSONValue, _ actionError: String?) -> TransportResponse {
        nextID += 1
        var object = body.object ?? [:]
        object["id"] = .integer(nextID)
        if collection == "boxes" { object["address"] = .string("10.0.0.\(nextID)") }
        objects[collection, default: [:]]["\(nextID)"] = .object(object)
        let json = JSONObject([(Self.singular(collection), .object(object)), ("action", start(actionError))])
        return Self.response(201, .object(json))
    }

    private func list(_ collection: String, _ target: String) -> TransportResponse {
        let name = target.split(separator: "?").last?.split(separator: "&").first { $0.hasPrefix("name=") }?.dropFirst(
            5
        )
        let found = (objects[collection] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
            .filter { object in name.map { object["name"]?.string == String($0) } ?? true }
        return Self.response(200, .object(JSONObject([(collection, .array(found))])))
    }

    private func start(_ error: String?) -> JSONValue {
        nextID += 1
        actions[nextID] = Action(ends: now() + .seconds(actionSeconds), error: error)
        return status(nextID)
    }

    private func polled(_ target: String) -> [JSONValue] {
        let query = target.split(separator: "?").last ?? ""
        return query.split(separator: "&").compactMap { $0.hasPrefix("id=") ? Int64($0.dropFirst(3)) : nil }.map(status)
    }

    private func status(_ id: Int64) -> JSONValue {
        guard let action = actions[id] else { return [:] }
        let hasEnded = action.ends <= now()
        let error: JSONValue = action.error.map { ["code": "action_failed", "message": .string($0)] } ?? .null
        return [
            "id": .integer(id), "command": "toy", "progress": hasEnded ? 100 : 50,
            "status": hasEnded ? (action.error == nil ? "success" : "error") : "running",
            "error": hasEnded ? error : .null,
        ]
    }

    private static func singular(_ collection: String) -> String {
        collection == "boxes" ? "box" : String(collection.dropLast())
    }
}
