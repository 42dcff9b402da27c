import Testing

@testable import HetznerCloud

@Suite struct RequestPacerTests {
    private let start = Duration.seconds(1_000_000)

    /// The usual limit, of which that many are left and which refills by one a second.
    private func status(remaining: Int) -> RateLimitStatus {
        RateLimitStatus(limit: 3600, remaining: remaining, reset: start + .seconds(3600 - remaining))
    }

    private func turns(_ count: Int, remaining: Int, at now: Duration) async -> [Duration] {
        let pacer = RequestPacer()
        await pacer.note(status(remaining: remaining), at: start)
        var waits: [Duration] = []
        for _ in 0..<count { waits.append(await pacer.takeTurn(at: now, reserve: 0.1)) }
        return waits
    }

    @Test("nothing waits before the first answer")
    func unknown() async {
        #expect(await RequestPacer().takeTurn(at: start, reserve: 0.1) == .zero)
    }

    @Test("above the reserve nothing waits")
    func plenty() async {
        #expect(await turns(3, remaining: 361, at: start) == [.zero, .zero, .zero])
    }

    @Test("within the reserve one request goes out for each that is refilled")
    func reserve() async {
        #expect(await turns(3, remaining: 360, at: start) == [.zero, .seconds(1), .seconds(2)])
    }

    @Test("with nothing left even the first one waits for the refill")
    func empty() async {
        #expect(await turns(3, remaining: 0, at: start) == [.seconds(1), .seconds(2), .seconds(3)])
    }

    @Test("what has been refilled meanwhile counts")
    func refilled() async {
        #expect(await turns(2, remaining: 300, at: start + .seconds(61)) == [.zero, .zero])
    }

    @Test("requests slow down when an answer says that the limit runs low")
    func client() async throws {
        let clock = JumpingClock()
        let reset = Int(clock.now.components.seconds) + 3500
        let headers: HTTPHeaders = [
            "RateLimit-Limit": "3600", "RateLimit-Remaining": "100", "RateLimit-Reset": "\(reset)",
        ]
        let client = CloudClient.fixture(ScriptedTransport(.answer(200, [:], headers: headers)), clock: clock)
        #expect(client.rateLimit == nil)
        for _ in 0..<4 { _ = try await client.request(.get, "servers") }
        #expect(clock.sleeps == [.seconds(1), .seconds(1)])
        #expect(client.rateLimit == RateLimitStatus(limit: 3600, remaining: 100, reset: .seconds(reset)))
    }

    @Test("a 429 waits until the limit has refilled as much as is needed")
    func exceeded() async throws {
        let clock = JumpingClock()
        let now = Int(clock.now.components.seconds)
        let headers: HTTPHeaders = [
            "RateLimit-Limit": "3600", "RateLimit-Remaining": "0", "RateLimit-Reset": "\(now + 3600)",
        ]
        let transport = ScriptedTransport(.error(429, "rate_limit_exceeded", headers: headers), .answer(200, [:]))
        _ = try await CloudClient.fixture(transport, clock: clock).request(.post, "servers")
        #expect(clock.sleeps == [.seconds(1)])
    }
}
