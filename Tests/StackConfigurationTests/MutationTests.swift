import Diagnostics
import Foundation
import Glibc
import HetznerCatalog
import StackConfiguration
import Testing

/// Changes of every example: `HZFORM_MUTATIONS` says how many, `HZFORM_SEED` where chance begins.
@Suite("Changed examples", .serialized)
struct MutationTests {
    private static func number(_ name: String, _ usual: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? usual
    }

    private static var isAlone: Bool { ProcessInfo.processInfo.environment["HZFORM_MUTATIONS"] != nil }

    @Test("no change of a few bytes crashes, hangs or takes more than 100 MB", .timeLimit(.minutes(60)))
    func mutations() throws {
        let seed = Self.number("HZFORM_SEED", 1)
        let total = Self.number("HZFORM_MUTATIONS", 2000)
        let examples = try Self.examples()
        try #require(examples.count >= 5)
        var random = SeededGenerator(state: seed)
        for example in examples { Self.read(example.bytes) }
        let before = Self.peak
        for number in 0..<total {
            let example = examples[Int(number) % examples.count]
            let bytes = mutated(example.bytes, &random)
            let text = "seed \(seed), change \(number) of \(example.path)"
            // What does not come back within this time is a hang: the alarm ends the process after its name is told.
            alarm(60)
            let loaded = Self.read(bytes)
            alarm(0)
            #expect((loaded.desired == nil) == loaded.diagnostics.containsErrors, "\(text)")
            // Other tests take memory of the same process, so it is looked at where this one runs alone.
            guard !Self.isAlone || Self.peak - before < 100 else {
                Issue.record("\(text) took \(Self.peak - before) MB: \(String(decoding: bytes, as: UTF8.self))")
                return
            }
        }
        print("\(total) changes of \(examples.count) examples, seed \(seed): peak of memory \(Self.peak) MB")
    }

    @discardableResult
    private static func read(_ bytes: [UInt8]) -> LoadedConfiguration {
        let loaded = Loader(catalog: .hetzner) { _ in throw NoFile() }.load(bytes, path: "hzform.yaml")
        _ = DiagnosticRenderer(loaded.diagnostics).text(color: false)
        return loaded
    }

    /// The most memory that the process had, in MB.
    private static var peak: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }

    private static func examples() throws -> [(path: String, bytes: [UInt8])] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = "/\(root)/examples"
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter {
            $0.hasSuffix(".yaml")
        }
        return try paths.map { ($0, Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))) }
    }
}
