import JSONDocuments
import Testing

@testable import CloudSimulator

/// A simulated cloud whose time only moves when a test moves it, and whose every answer is held against the API's
/// description.
struct TestCloud {
    let cloud: SimulatedCloud
    var token = "project"

    init(_ settings: SimulatorSettings = .test()) {
        cloud = SimulatedCloud(settings: settings, clock: .virtual())
    }

    init(_ cloud: SimulatedCloud) {
        self.cloud = cloud
    }

    func send(_ method: String, _ path: String, _ body: JSONValue? = nil) async -> Answer {
        await send(method, path, bytes: body?.encoded() ?? [])
    }

    func send(_ method: String, _ path: String, bytes: [UInt8]) async -> Answer {
        let request = SimulatorRequest(
            method: method,
            target: path.hasPrefix("/_") ? path : "/v1/\(path)",
            headers: ["authorization": "Bearer \(token)", "host": "simulator"],
            body: bytes
        )
        let answer = Answer(await cloud.respond(to: request))
        APIDescription.shared?.check(answer, method, path)
        return answer
    }

    func get(_ path: String) async -> Answer { await send("GET", path) }
    func post(_ path: String, _ body: JSONValue? = nil) async -> Answer { await send("POST", path, body) }
    func put(_ path: String, _ body: JSONValue) async -> Answer { await send("PUT", path, body) }
    func delete(_ path: String) async -> Answer { await send("DELETE", path) }

    /// Lets simulated time pass.
    func wait(seconds: Int64) async {
        await cloud.advance(milliseconds: seconds * 1_000)
    }

    /// Creates something and gives its ID; the test ends here when that fails.
    func create(_ collection: String, _ body: JSONValue) async throws -> Int {
        let answer = await post(collection, body)
        try #require(answer.status == 201, "\(answer.text)")
        let created = answer[String(collection.dropLast())]
        return try #require(created["id"].int)
    }

    /// A server that has booted, or that is off.
    func server(_ name: String = "web", _ more: [String: JSONValue] = [:], isOff: Bool = false) async throws -> Int {
        var body: [String: JSONValue] = ["name": .string(name), "server_type": "cx23", "image": "ubuntu-24.04"]
        body.merge(more) { $1 }
        if isOff { body["start_after_create"] = false }
        let id = try await create("servers", .object(JSONObject(body.map { ($0, $1) })))
        await wait(seconds: 60)
        return id
    }

    /// A network with the subnet 10.0.1.0/24 in the zone of the default location.
    func network(
        _ name: String = "net",
        range: String = "10.0.0.0/16",
        subnet: String = "10.0.1.0/24"
    ) async throws -> Int {
        let subnet: JSONValue = ["type": "cloud", "network_zone": "eu-central", "ip_range": .string(subnet)]
        return try await create("networks", ["name": .string(name), "ip_range": .string(range), "subnets": [subnet]])
    }

    func status(of server: Int) async -> String? {
        await get("servers/\(server)")["server"]["status"].text
    }
}

extension SimulatorSettings {
    /// Real durations and no rate limit.
    static func test(pace: Pace = .times(1)) -> SimulatorSettings {
        SimulatorSettings(pace: pace, requestsPerHour: nil)
    }
}

/// An answer with its body read.
struct Answer {
    let status: Int
    let json: JSONValue
    let text: String
    let response: SimulatorResponse

    init(_ response: SimulatorResponse) {
        self.response = response
        status = response.status
        text = String(decoding: response.body, as: UTF8.self)
        json = (try? JSONParser.parse(response.body)) ?? .null
    }

    subscript(name: String) -> JSONValue { json[name] ?? .null }

    var code: String? { self["error"]["code"].text }
    var message: String? { self["error"]["message"].text }
    /// The names of the fields that the error is about.
    var fields: [String] { self["error"]["details"]["fields"].elements.compactMap { $0["name"].text } }
    var total: Int? { self["meta"]["pagination"]["total_entries"].int }

    func header(_ name: String) -> String? {
        response.headers.first { $0.name == name }?.value
    }
}

extension JSONValue {
    static func int(_ number: Int) -> JSONValue { .integer(Int64(number)) }
    static func bool(_ flag: Bool) -> JSONValue { .boolean(flag) }
    static func ints(_ numbers: [Int]) -> JSONValue { .array(numbers.map(JSONValue.int)) }
    static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    subscript(name: String) -> JSONValue { self[name] ?? .null }

    var int: Int? { integer.map { Int($0) } }
    var bool: Bool? { boolean }
    var text: String? { string }
    var elements: [JSONValue] { array ?? [] }
    var ints: [Int] { elements.compactMap(\.int) }
    var texts: [String] { elements.compactMap(\.text) }
}

/// A request and how it has to be refused.
struct Refusal: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    let body: String
    let status: Int
    let code: String
    /// Nil where the fields tell.
    let message: String?
    let fields: [String]?

    init(_ method: String, _ path: String, _ body: String, _ status: Int, _ code: String, _ message: String) {
        self.method = method
        self.path = path
        self.body = body
        self.status = status
        self.code = code
        self.message = message
        fields = nil
    }

    /// A refusal that names the fields that are wrong, whatever it says of them.
    init(_ method: String, _ path: String, _ body: String = "", wrong fields: [String]) {
        self.method = method
        self.path = path
        self.body = body
        status = 422
        code = "invalid_input"
        message = nil
        self.fields = fields
    }

    init(_ method: String, _ path: String, _ status: Int, _ code: String, _ message: String) {
        self.init(method, path, "", status, code, message)
    }

    var testDescription: String { "\(method) \(path) \(body)" }

    /// Sends the request; `names` stand for IDs: `{server}`.
    func check(_ cloud: TestCloud, _ names: [String: Int] = [:]) async {
        func filled(_ text: String) -> String {
            names.reduce(text) { text, entry in text.replacing("{\(entry.key)}", with: String(entry.value)) }
        }
        let answer = await cloud.send(method, filled(path), bytes: Array(filled(body).utf8))
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.code == code)
        if let message { #expect(answer.message == filled(message)) }
        if let fields { #expect(answer.fields == fields) }
    }
}
