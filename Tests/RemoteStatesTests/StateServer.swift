import HetznerCloud
import JSONDocuments

@testable import RemoteStates

/// A server of states as others write them: Terraform's protocol with its locks, and S3 with its conditions.
///
/// It breaks off and says that it cannot now, as it is told.
actor StateServer: Transport {
    enum Fault {
        /// The request is carried out, and the answer lost.
        case lostAnswer
        case refusedConnection
        case status(Int)
        /// The request is answered.
        case answered
    }

    private struct Object {
        let bytes: [UInt8]
        let version: Int
    }

    private var objects: [String: Object] = [:]
    private var locks: [String: JSONValue] = [:]
    private var faults: [Fault] = []
    private let hasLocks: Bool
    /// Whether it gives back the bytes that it got, and not what they say in a layout of its own.
    private let keepsBytes: Bool
    private(set) var requests: [TransportRequest] = []

    init(hasLocks: Bool = true, keepsBytes: Bool = true) {
        self.hasLocks = hasLocks
        self.keepsBytes = keepsBytes
    }

    func fail(_ faults: Fault...) { fail(faults) }
    func fail(_ faults: [Fault]) { self.faults = faults }

    func put(_ bytes: [UInt8], at path: String) {
        let kept = keepsBytes ? bytes : Self.laidOutAnew(bytes)
        objects[path] = Object(bytes: kept, version: (objects[path]?.version ?? 0) + 1)
    }

    func text(at path: String) -> String? { objects[path].map { String(decoding: $0.bytes, as: UTF8.self) } }

    var log: [String] { requests.map { "\($0.verb ?? $0.method.rawValue) \(Self.target($0.url))" } }

    func send(_ request: TransportRequest) throws -> TransportResponse {
        requests.append(request)
        switch faults.isEmpty ? nil : faults.removeFirst() {
        case nil, .answered:
            let response = answer(request)
            // Whoever is cancelled hears nothing, whatever was done.
            try Task.checkCancellation()
            return response
        case .refusedConnection: throw Self.broken(.couldNotConnect)
        case .status(let status): return Self.status(status)
        case .lostAnswer:
            _ = answer(request)
            throw Self.broken(.connectionLost)
        }
    }

    /// The members the other way round, on one line.
    private static func laidOutAnew(_ bytes: [UInt8]) -> [UInt8] {
        guard let members = (try? JSONParser.parse(bytes))?.object else { return bytes }
        return JSONValue.object(JSONObject(members.reversed().map { ($0.key, $0.value) })).encoded()
    }

    private static func broken(_ kind: TransportError.Kind) -> TransportError {
        TransportError(kind, host: "states.test", port: 443, reason: "broken", mayHaveBeenSent: true)
    }

    private static func status(_ status: Int) -> TransportResponse {
        TransportResponse(status: status, headers: [:], body: [])
    }

    private static func target(_ url: String) -> String {
        "/" + url.split(separator: "/", maxSplits: 2).dropFirst(2).joined(separator: "/")
    }

    private func answer(_ request: TransportRequest) -> TransportResponse {
        let parts = Self.target(request.url).split(separator: "?", maxSplits: 1).map(String.init)
        let (path, query) = (parts[0], parts.dropFirst().first ?? "")
        let verb = request.verb ?? request.method.rawValue
        if path.hasSuffix("/lock") {
            let state = String(path.dropLast("/lock".count))
            return verb == "POST"
                ? lock(state, request, held: 409) : unlock(state, String(query.dropFirst("ID=".count)))
        }
        switch verb {
        case "GET": return object(at: path)
        case "POST": return post(path, query, request.body ?? [])
        case "PUT": return put(path, request)
        case "LOCK" where hasLocks: return lock(path, request, held: 423)
        case "UNLOCK" where hasLocks: return unlock(path, Self.claim(request)?["ID"]?.string ?? "")
        case _: return Self.status(405)
        }
    }

    private func object(at path: String) -> TransportResponse {
        guard let object = objects[path] else { return Self.status(404) }
        return TransportResponse(status: 200, headers: ["ETag": "\"\(object.version)\""], body: object.bytes)
    }

    private func post(_ path: String, _ query: String, _ bytes: [UInt8]) -> TransportResponse {
        if let holder = locks[path]?["ID"]?.string, query != "ID=\(holder)" { return Self.status(423) }
        put(bytes, at: path)
        return Self.status(200)
    }

    private func put(_ path: String, _ request: TransportRequest) -> TransportResponse {
        func header(_ name: String) -> String? { request.headers.first { $0.name == name }?.value }
        let tag = objects[path].map { "\"\($0.version)\"" }
        let fits = header("If-Match").map { $0 == tag } ?? (header("If-None-Match") == "*" && tag == nil)
        guard fits else { return Self.status(412) }
        put(request.body ?? [], at: path)
        return TransportResponse(status: 200, headers: ["ETag": "\"\(objects[path]?.version ?? 0)\""], body: [])
    }

    private func lock(_ path: String, _ request: TransportRequest, held conflict: Int) -> TransportResponse {
        if let holder = locks[path] {
            return TransportResponse(status: conflict, headers: [:], body: holder.encoded())
        }
        locks[path] = Self.claim(request)
        return Self.status(200)
    }

    private func unlock(_ path: String, _ run: String) -> TransportResponse {
        guard locks[path]?["ID"]?.string == run else { return Self.status(409) }
        locks[path] = nil
        return Self.status(200)
    }

    private static func claim(_ request: TransportRequest) -> JSONValue? { try? JSONParser.parse(request.body ?? []) }
}
