import JSONDocuments
import Testing

@testable import CloudSimulator

struct AccessTests {
    private func status(_ cloud: SimulatedCloud, _ authorization: String?, _ method: String = "GET") async -> Answer {
        var headers: [String: String] = [:]
        headers["authorization"] = authorization
        let request = SimulatorRequest(method: method, target: "/v1/volumes", headers: headers, body: Array("{}".utf8))
        return Answer(await cloud.respond(to: request))
    }

    @Test("only the given tokens are let in, and a reading one only reads")
    func tokens() async {
        var settings = SimulatorSettings.test()
        settings.tokens = ["good"]
        settings.readOnlyTokens = ["reader": "good"]
        let cloud = SimulatedCloud(settings: settings, clock: .virtual())
        for bad in [nil, "", "Bearer", "Bearer bad", "Basic good", "good"] {
            let answer = await status(cloud, bad)
            #expect(answer.status == 401)
            #expect(answer.code == "unauthorized")
            #expect(answer.message == "unable to authenticate")
        }
        #expect(await status(cloud, "Bearer good").status == 200)
        #expect(await status(cloud, "bearer good").status == 200)
        #expect(await status(cloud, "Bearer reader").status == 200)
        #expect(await status(cloud, "Bearer reader", "POST").code == "token_readonly")
        #expect(await status(cloud, "Bearer good", "POST").code == "invalid_input")
    }

    @Test("two tokens never see each other's objects")
    func projects() async throws {
        let mine = TestCloud()
        var yours = mine
        yours.token = "yours"
        let server = try await mine.server()
        let action = try #require(await mine.post("servers/\(server)/actions/reboot")["action"]["id"].int)
        #expect(await yours.get("servers/\(server)").status == 404)
        #expect(await yours.get("servers").total == 0)
        #expect(await yours.get("primary_ips").total == 0)
        #expect(await yours.get("actions/\(action)").status == 404)
        #expect(await yours.get("actions?id=\(action)").total == 0)
        #expect(await yours.delete("servers/\(server)").status == 404)
        let other = try await yours.server()
        #expect(other != server)
        let addresses = await [mine.get("primary_ips"), yours.get("primary_ips")].flatMap { answer in
            answer["primary_ips"].elements.compactMap { $0["ip"].text }
        }
        #expect(Set(addresses).count == 4)
    }

    @Test("the hourly limit is counted down, refused, and refilled once a second")
    func rateLimit() async {
        var settings = SimulatorSettings.test()
        settings.requestsPerHour = 3600
        let test = TestCloud(settings)
        let first = await test.get("volumes")
        #expect(first.header("RateLimit-Limit") == "3600")
        #expect(first.header("RateLimit-Remaining") == "3599")
        for _ in 1..<3600 { _ = await test.get("volumes") }
        let refused = await test.get("volumes")
        #expect(refused.status == 429)
        #expect(refused.code == "rate_limit_exceeded")
        #expect(refused.header("RateLimit-Remaining") == "0")
        let now = await test.cloud.time / 1_000
        #expect(refused.header("RateLimit-Reset") == "\(now + 3600)")
        await test.wait(seconds: 1)
        #expect(await test.get("volumes").status == 200)
        #expect(await test.get("volumes").status == 429)
    }

    @Test("every answer has a correlation ID of its own")
    func correlation() async {
        let test = TestCloud()
        let first = await test.get("volumes").header("X-Correlation-Id")
        let second = await test.get("volumes").header("X-Correlation-Id")
        #expect(first != nil && first != second)
    }

    static let malformedRequests = [
        MalformedRequest("POST", "volumes", [0xFF, 0xFE]),
        MalformedRequest("POST", "volumes", Array("{\"name\": \"\u{1}\"}".utf8)),
        MalformedRequest("POST", "volumes", Array("{\"name\": \"\\ud800\"}".utf8)),
        MalformedRequest("POST", "volumes", Array("[1,]".utf8)),
        MalformedRequest("POST", "volumes", Array("{\"a\":1}x".utf8)),
        MalformedRequest("POST", "volumes", Array("nul".utf8)),
        MalformedRequest("POST", "volumes", [UInt8](repeating: UInt8(ascii: "["), count: 100_000)),
        MalformedRequest("POST", "volumes", Array("{\"size\": 1e999}".utf8)),
        MalformedRequest("POST", "volumes", Array("{\"size\": 01}".utf8)),
        MalformedRequest("POST", "volumes", [0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0xC3, 0x28, 0x22, 0x7D]),
        MalformedRequest("GET", "volumes/abc", []), MalformedRequest("GET", "volumes/-1", []),
        MalformedRequest("GET", "volumes/99999999999999999999", []),
        MalformedRequest("GET", "volumes/%ff", []), MalformedRequest("GET", "volumes/%", []),
        MalformedRequest("GET", "volumes?name=%ff", []),
        MalformedRequest("GET", "volumes?page=99999999999999999999", []), MalformedRequest("GET", "nothing", []),
        MalformedRequest("GET", "", []),
        MalformedRequest("GET", "volumes/1/2/3/4", []), MalformedRequest("BREW", "volumes", []),
        MalformedRequest("DELETE", "volumes", []),
        MalformedRequest(
            "POST",
            "volumes",
            Array("{\"labels\": [1], \"size\": \"10\", \"name\": 5, \"server\": 1.5}".utf8)
        ),
        MalformedRequest("POST", "volumes", Array("{\"size\": 1e300, \"name\": null}".utf8)),
        MalformedRequest("POST", "servers", Array("{\"networks\": {}, \"firewalls\": [1], \"public_net\": 7}".utf8)),
    ]

    @Test("whatever is malformed gets an error of the 400s in the API's envelope", arguments: malformedRequests)
    func malformed(_ request: MalformedRequest) async {
        let answer = await TestCloud().send(request.method, request.path, bytes: request.body)
        #expect((400..<500).contains(answer.status), "\(answer.text)")
        #expect(answer.code != nil)
        #expect(answer.message != nil)
    }
}

/// A request that no server should take, whose body is not printed into the log of the tests.
struct MalformedRequest: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    let body: [UInt8]

    init(_ method: String, _ path: String, _ body: [UInt8]) {
        self.method = method
        self.path = path
        self.body = body
    }

    var testDescription: String {
        let text = String(decoding: body.prefix(60), as: UTF8.self)
        return "\(method) /\(path), \(body.count) bytes: \(text.debugDescription)"
    }
}
