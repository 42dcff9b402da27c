import Diagnostics
import HetznerCatalog
import HetznerCloud
import ResourceModel
import StateFiles
import TestSupport
import Testing

@testable import RemoteStates

private let plain = "https://states.test/shop"
private let gitlab = "https://states.test/api/v4/projects/7/terraform/state/shop"
private let bucket = "s3://states/shop/hzform.state.json?endpoint=https://fsn1.your-objectstorage.com"

extension RecordedState {
    fileprivate static func fixture(_ id: Int64) -> RecordedState {
        var state = RecordedState(stack: "shop")
        state.resources[.at("ssh_keys.admin")] = RecordedResource(type: "ssh_key", id: ResourceID(id))
        return state
    }
}

@Suite("States on servers")
struct RemoteStateTests {
    let server = StateServer()
    let time = VirtualTime()

    private func store(_ address: String, on server: StateServer? = nil) throws -> any StateStore {
        let environment = [
            "HZFORM_STATE_USER": "robot", "HZFORM_STATE_PASSWORD": "secret", "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "hidden",
        ]
        return try StateAddress(address).store(
            environment,
            catalog: .hetzner,
            transport: { server ?? self.server },
            clock: time.clientClock
        )
    }

    @Test("are there for the next run as they were saved", arguments: [plain, gitlab, bucket])
    func roundTrip(address: String) async throws {
        let first = try store(address)
        #expect(try await first.read(stack: "shop") == RecordedState(stack: "shop"))
        try await first.save(.fixture(1))
        try await first.save(.fixture(2))
        let second = try store(address)
        #expect(try await second.read(stack: "shop") == .fixture(2))
        try await second.save(.fixture(3))
        #expect(try await first.read()?.state == .fixture(3))
    }

    @Test("are of one stack alone", arguments: [plain, bucket])
    func foreign(address: String) async throws {
        try await store(address).save(.fixture(1))
        await #expect(throws: Diagnostic.self) { _ = try await store(address).read(stack: "other") }
    }

    @Test("are left as they are where another run wrote them meanwhile", arguments: [plain, gitlab, bucket])
    func conflict(address: String) async throws {
        let (one, other) = (try store(address), try store(address))
        _ = try await one.read()
        _ = try await other.read()
        try await other.save(.fixture(2))
        let problem = await #expect(throws: Diagnostic.self) { try await one.save(.fixture(1)) }
        #expect(problem?.code.name == "state-conflict")
        #expect(try await other.read()?.state == .fixture(2))
    }

    @Test("are saved where only the answer was lost", arguments: [plain, gitlab, bucket])
    func lostAnswer(address: String) async throws {
        for lost in 0..<2 {
            let store = try store(address)
            _ = try await store.read()
            // A look, where the protocol has no conditions, and the write itself.
            await lost == 0 ? server.fail(.lostAnswer) : server.fail(.status(503), .lostAnswer)
            try await store.save(.fixture(Int64(lost + 1)))
            try await store.save(.fixture(Int64(lost + 10)))
            #expect(try await self.store(address).read()?.state == .fixture(Int64(lost + 10)))
        }
    }

    @Test("are saved over what this run wrote without ever hearing of it", arguments: [plain, gitlab, bucket])
    func nothingHeard(address: String) async throws {
        let store = try store(address)
        _ = try await store.read()
        let looks = address == bucket ? [] : [StateServer.Fault.answered]
        await server.fail(looks + [.lostAnswer] + Array(repeating: .refusedConnection, count: 5))
        await #expect(throws: Diagnostic.self) { try await store.save(.fixture(1)) }
        try await store.save(.fixture(2))
        #expect(try await self.store(address).read()?.state == .fixture(2))
    }

    @Test("are saved to the end though the apply that saves them is over", arguments: [plain, gitlab, bucket])
    func cancelled(address: String) async throws {
        let store = try store(address)
        _ = try await store.read()
        let saving = Task {
            while !Task.isCancelled { await Task.yield() }
            try await store.save(.fixture(1))
        }
        saving.cancel()
        try await saving.value
        try await store.save(.fixture(2))
        #expect(try await self.store(address).read()?.state == .fixture(2))
    }

    @Test("are saved by and by where the server cannot now")
    func passing() async throws {
        let store = try store(bucket)
        await server.fail(.status(503), .refusedConnection, .status(500), .status(429))
        try await store.save(.fixture(1))
        #expect(try await self.store(bucket).read()?.state == .fixture(1))
        await server.fail(.status(503), .status(503), .status(503), .status(503), .status(503), .status(503))
        let problem = await #expect(throws: Diagnostic.self) { try await store.save(.fixture(2)) }
        #expect(problem?.message.contains("HTTP 503") == true)
    }

    @Test("say who has them locked, and let only that run write", arguments: [plain, gitlab])
    func locks(address: String) async throws {
        let (one, other) = (try store(address), try store(address))
        let claim = StateClaim(run: "r1", holder: "anna.desk")
        #expect(try await one.lock(claim) == .taken)
        let answer = try await other.lock(StateClaim(run: "r2", holder: "ben.desk"))
        guard case .held(claim, let since) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(since.hasPrefix("2026-"))
        #expect(try await one.lock(claim) == .taken, "the answer to the first one may have been lost")
        _ = try await other.read()
        await #expect(throws: Diagnostic.self) { try await other.save(.fixture(2)) }
        _ = try await one.read()
        try await one.save(.fixture(1))
        try await one.unlock(claim)
        #expect(try await other.lock(StateClaim(run: "r2", holder: "ben.desk")) == .taken)
    }

    @Test("are locked, written and given back where only the answers were lost", arguments: [plain, gitlab])
    func lostLockAnswers(address: String) async throws {
        let store = try store(address)
        let claim = StateClaim(run: "r1", holder: "anna.desk")
        await server.fail(.lostAnswer)
        #expect(try await store.lock(claim) == .taken)
        _ = try await store.read()
        try await store.save(.fixture(1))
        await server.fail(.lostAnswer)
        try await store.unlock(claim)
        #expect(try await self.store(address).lock(StateClaim(run: "r2", holder: "ben.desk")) == .taken)
        await #expect(throws: Diagnostic.self) { try await store.unlock(claim) }
    }

    @Test("are saved again and again where the server lays them out in its own way", arguments: [plain, gitlab])
    func ownLayout(address: String) async throws {
        let server = StateServer(keepsBytes: false)
        let one = try store(address, on: server)
        _ = try await one.read()
        try await one.save(.fixture(1))
        try await one.save(.fixture(2))
        // What was written and never answered is this run's own there, too.
        await server.fail([.answered, .lostAnswer] + Array(repeating: .refusedConnection, count: 5))
        await #expect(throws: Diagnostic.self) { try await one.save(.fixture(3)) }
        try await one.save(.fixture(4))

        let other = try store(address, on: server)
        #expect(try await other.read()?.state == .fixture(4))
        try await other.save(.fixture(5))
        let problem = await #expect(throws: Diagnostic.self) { try await one.save(.fixture(6)) }
        #expect(problem?.code.name == "state-conflict")
        #expect(try await other.read()?.state == .fixture(5))
    }

    @Test("speak as Terraform does, and as GitLab wants it")
    func protocols() async throws {
        for address in [plain, gitlab] {
            let store = try store(address)
            let claim = StateClaim(run: "r1", holder: "anna")
            _ = try await store.lock(claim)
            _ = try await store.read()
            try await store.save(.fixture(1))
            try await store.unlock(claim)
        }
        let path = "/api/v4/projects/7/terraform/state/shop"
        #expect(
            await server.log == [
                "LOCK /shop", "GET /shop", "GET /shop", "POST /shop?ID=r1", "UNLOCK /shop",
                "POST \(path)/lock", "GET \(path)", "GET \(path)", "POST \(path)?ID=r1", "DELETE \(path)/lock?ID=r1",
            ]
        )
        let headers = await server.requests.flatMap(\.headers).filter { $0.name == "Authorization" }
        #expect(headers.allSatisfy { $0.value == "Basic cm9ib3Q6c2VjcmV0" } && headers.count == 10)
        // GitLab tells versions apart by their numbers.
        #expect(await server.text(at: path)?.contains("\"serial\": 1") == true)
    }

    @Test("need no locks of their server")
    func withoutLocks() async throws {
        let plainServer = StateServer(hasLocks: false)
        #expect(try await store(plain, on: plainServer).lock(StateClaim(run: "r", holder: "h")) == .hasNone)
        #expect(try await store(bucket).lock(StateClaim(run: "r", holder: "h")) == .hasNone)
    }

    @Test("are written into a bucket signed, under their escaped key, over nothing but what was read")
    func bucketRequests() async throws {
        let store = try store("s3://states/a b/ü.json?endpoint=http://127.0.0.1:9&region=eu")
        _ = try await store.read()
        try await store.save(.fixture(1))
        try await store.save(.fixture(2))
        let requests = await server.requests
        #expect(requests.allSatisfy { $0.url == "http://127.0.0.1:9/states/a%20b/%C3%BC.json" })
        #expect(requests.allSatisfy { $0.signature?.region == "eu" && $0.signature?.keyID == "key" })
        let conditions = requests.flatMap(\.headers).filter { $0.name.hasPrefix("If-") }.map {
            "\($0.name) \($0.value)"
        }
        #expect(conditions == ["If-None-Match *", "If-Match \"1\""])
    }

    @Test("of something else are refused")
    func somethingElse() async throws {
        await server.put(Array(#"{"version": 4, "terraform_version": "1.9.0"}"#.utf8), at: "/shop")
        let problem = await #expect(throws: Diagnostic.self) { _ = try await store(plain).read() }
        #expect(problem?.code.name == "not-a-state")
    }
}

@Suite("Places of states")
struct StateAddressTests {
    static let credentials = ["AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "hidden"]

    private func store(_ text: String, _ environment: [String: String] = credentials) throws -> any StateStore {
        try StateAddress(text).store(environment, catalog: .hetzner, transport: { StateServer() })
    }

    @Test("are files unless they say otherwise")
    func kinds() throws {
        #expect(try store("dir/hzform.state.json") is StateFile)
        #expect(try store("https.json") is StateFile)
        #expect(try store("s3://b/k?endpoint=https://x.test").name == "s3://b/k")
        #expect(try store("HTTPS://states.test/x").name == "HTTPS://states.test/x")
    }

    @Test(
        "that nothing could be kept at are refused, without telling a secret",
        arguments: [
            "s3://", "s3://bucket", "s3://bucket/", "s3:///key", "https://", "s3://b/k?endpoint=ftp://x",
            "s3://b/k?part=1&endpoint=https://x.test", "https://robot:hunter2@states.test/x",
        ]
    )
    func refused(text: String) {
        let problem = #expect(throws: Diagnostic.self) { try store(text) }
        #expect(problem.map { "\($0)".contains("hunter2") } == false)
    }

    @Test("in buckets need credentials, and an endpoint or a region")
    func settings() throws {
        #expect(throws: Diagnostic.self) { try store("s3://b/k?endpoint=https://x.test", [:]) }
        #expect(throws: Diagnostic.self) { try store("s3://b/k", Self.credentials) }
        for more in [["AWS_REGION": "eu-central-1"], ["AWS_ENDPOINT_URL_S3": "https://fsn1.your-objectstorage.com"]] {
            #expect(try store("s3://b/k", Self.credentials.merging(more) { $1 }).name == "s3://b/k")
        }
    }
}
