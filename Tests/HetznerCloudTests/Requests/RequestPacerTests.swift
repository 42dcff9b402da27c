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
        #expect(await turns(3, remaining: 363, at: start) == [.zero, .zero, .zero])
    }

    @Test("those that are on their way count, so that many at once do not use the reserve up")
    func burst() async {
        let pacer = RequestPacer()
        await pacer.note(status(remaining: 400), at: start)
        var immediate = 0
        for _ in 0..<200 where await pacer.takeTurn(at: start, reserve: 0.1) == .zero { immediate += 1 }
        #expect(immediate == 41)
        // Without an answer one takes nothing any more.
        for _ in 0..<immediate { await pacer.note(nil, at: start) }
        #expect(await pacer.takeTurn(at: start, reserve: 0.1) == .zero)
    }

    @Test("within the reserve one request goes out for each that is refilled")
    func reserve() async {
        #expect(await turns(3, remaining: 360, at: start) == [.zero, .seconds(1), .seconds(2)])
    }

    @Test("with nothing left even the first one waits for the refill")
    func empty() async {
        #expect(await turns(3, remaining: 0, at: start) == [.seconds(1), .seconds(9), .seconds(17)])
    }

    @Test("the less is left of the reserve, the slower requests get")
    func shared() async {
        #expect(await turns(3, remaining: 180, at: start) == [.zero, .seconds(2), .seconds(4)])
        #expect(await turns(3, remaining: 90, at: start) == [.zero, .seconds(4), .seconds(8)])
    }

    @Test("what has been refilled meanwhile counts")
    func refilled() async {
        #expect(await turns(2, remaining: 300, at: start + .seconds(61)) == [.zero, .zero])
    }

    @Test("two applies of 2,000 steps in one project are never refused, and neither gets much less than the other")
    func twoStacks() async {
        let pacers = [RequestPacer(), RequestPacer()]
        var bucket = Bucket(now: start)
        var next = [start, start]
        var hasTurn = [false, false]
        var sent = [0, 0]
        var least = bucket.left
        var refused = 0
        while sent.min() ?? 0 < 2_000, sent.max() ?? 0 < 2_000 {
            let one = next[0] <= next[1] ? 0 : 1
            let now = next[one]
            let wait = hasTurn[one] ? .zero : await pacers[one].takeTurn(at: now, reserve: 0.1)
            if wait > .zero {
                hasTurn[one] = true
                next[one] = now + wait
                continue
            }
            hasTurn[one] = false
            if !bucket.takes(at: now) { refused += 1 }
            least = min(least, bucket.left)
            sent[one] += 1
            await pacers[one].note(bucket.status(at: now), at: now)
            next[one] = now + .milliseconds(50)
        }
        #expect(refused == 0)
        #expect(least >= 170)
        #expect(sent.min() ?? 0 >= 1_900)
    }

    /// The limit of a project as the API keeps it: it refills evenly.
    private struct Bucket {
        private(set) var left = 3600.0
        private var filled: Duration

        init(now: Duration) { filled = now }

        mutating func takes(at now: Duration) -> Bool {
            left = min(3600, left + (now - filled) / .seconds(1))
            filled = now
            guard left >= 1 else { return false }
            left -= 1
            return true
        }

        func status(at now: Duration) -> RateLimitStatus {
            RateLimitStatus(limit: 3600, remaining: Int(left), reset: now + .seconds(3600 - left))
        }
    }

    @Test("requests slow down when an answer says that the limit runs low")
    func client() async throws {
        let clock = JumpingClock()
        let reset = Int(clock.now.components.seconds) + 3240
        let headers: HTTPHeaders = [
            "RateLimit-Limit": "3600", "RateLimit-Remaining": "360", "RateLimit-Reset": "\(reset)",
        ]
        let client = CloudClient.fixture(ScriptedTransport(.answer(200, [:], headers: headers)), clock: clock)
        #expect(client.rateLimit == nil)
        for _ in 0..<4 { _ = try await client.request(.get, "servers") }
        #expect(clock.sleeps == [.seconds(1), .seconds(1)])
        #expect(client.rateLimit == RateLimitStatus(limit: 3600, remaining: 360, reset: .seconds(reset)))
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
