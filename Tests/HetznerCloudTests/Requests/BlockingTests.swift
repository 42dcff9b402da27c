import Foundation
import Testing

@testable import HetznerCloud

@Suite struct BlockingTests {
    private static func names(_ client: CloudClient) throws -> [String] {
        try client.blocking { client in try await client.locations.all().collect() }.map(\.name)
    }

    /// What a program without concurrency does.
    private static func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try work() }) }.start()
        }
    }

    @Test("a plain thread gets the answer")
    func plainThread() async throws {
        let client = CloudClient.simulated()
        #expect(try await Self.onThread { try Self.names(client) }.contains("fsn1"))
    }

    @Test("the main actor may wait for it")
    func mainActor() async throws {
        let client = CloudClient.simulated()
        #expect(try await MainActor.run { try Self.names(client) }.contains("fsn1"))
    }

    @Test("many threads may block at once")
    func manyThreads() async throws {
        let client = CloudClient.simulated()
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<50 { group.addTask { try await Self.onThread { try Self.names(client) } } }
            for try await names in group { #expect(names.contains("fsn1")) }
        }
    }

    @Test("what the work throws is thrown")
    func failure() async throws {
        let client = CloudClient.simulated()
        await #expect(throws: APIError.self) {
            try await Self.onThread { try client.blocking { try await $0.servers.get(1) } }
        }
    }
}
