/// One HTTP request as the simulator sees it.
public struct SimulatorRequest: Sendable {
    /// `GET`, `POST`, … in capitals.
    public var method: String
    /// The path with its query, as it stands in the request line: `/v1/servers?page=2`.
    public var target: String
    /// By lower-case name.
    public var headers: [String: String]
    public var body: [UInt8]

    public init(method: String, target: String, headers: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}

/// One HTTP answer of the simulator.
public struct SimulatorResponse: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// How long the transport waits before it sends the answer.
    public var delayMilliseconds = 0
    /// The transport closes the connection instead of answering.
    public var isDropped = false

    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    init(_ status: Int, _ json: JSON) {
        self.init(status: status, headers: [("Content-Type", "application/json")], body: json.bytes)
    }

    /// The 204 that most deletions answer.
    static let noContent = SimulatorResponse(status: 204)
}
