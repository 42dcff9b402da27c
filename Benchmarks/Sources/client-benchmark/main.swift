import Glibc
import HetznerCloud

/// How much of the client a run uses.
enum Part: String, CaseIterable {
    case transport = "transport alone"
    case parsed = "parsed"
    case decoded = "decoded"
}

/// What the process has used so far: seconds on the clock, seconds of CPU.
struct Usage {
    let wall: Double
    let cpu: Double

    init() {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        cpu = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        let now = ContinuousClock.now.duration(to: start).components
        wall = -Double(now.seconds) - Double(now.attoseconds) / 1e18
    }
}

let start = ContinuousClock.now
guard CommandLine.arguments.count == 3, let requests = Int(CommandLine.arguments[2]) else {
    print("usage: client-benchmark ENDPOINT REQUESTS")
    exit(64)
}
let endpoint = CommandLine.arguments[1]
let transport = CurlTransport(options: .init(proxy: .direct, maxConnections: 64))
var configuration = ClientConfiguration(token: "bench")
configuration.endpoint = endpoint
configuration.rateLimitReserve = 0
let client = CloudClient(configuration: configuration, transport: transport)
let page = TransportRequest(
    method: .get,
    url: "\(endpoint)/servers?page=1&per_page=50",
    headers: [("Authorization", "Bearer bench")]
)

@Sendable func once(_ part: Part) async throws {
    switch part {
    case .transport: _ = try await transport.send(page)
    case .parsed: _ = try await client.request(.get, "servers", query: [QueryItem("per_page", "50")])
    case .decoded: _ = try await client.servers.list(perPage: 50)
    }
}

func measure(_ part: Part, concurrency: Int, bytes: Int) async throws {
    let before = Usage()
    try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<concurrency {
            group.addTask {
                for _ in 0..<(requests / concurrency) { try await once(part) }
            }
        }
        try await group.waitForAll()
    }
    let after = Usage()
    let count = Double(requests / concurrency * concurrency)
    let rate = Int(count / (after.wall - before.wall))
    let cpu = Int((after.cpu - before.cpu) / count * 1e6)
    let throughput = Int(Double(bytes) * count / (after.cpu - before.cpu) / 1e6)
    print(
        "  concurrency \(concurrency), \(part.rawValue): \(rate) requests/s, \(cpu) µs CPU each, \(throughput) MB/s CPU"
    )
}

let answer = try await transport.send(page)
print("a page of \(answer.body.count / 1000) kB with status \(answer.status), \(requests) requests a line")
for concurrency in [1, 8, 64] {
    for part in Part.allCases {
        try await measure(part, concurrency: concurrency, bytes: answer.body.count)
    }
}
