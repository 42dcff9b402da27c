import Diagnostics
import Execution
import Foundation
import HetznerCatalog
import JSONDocuments
import Reconciliation
import ResourceModel
import StateFiles
import TestSupport
import Testing
import Workflow

/// What a state file says is what may be deleted, so a wrong one must not cost an object that the right one would have
/// left alone.
@Suite("States that somebody edited", .onOneThread)
struct EditedStateTests {
    /// Of each stack; `STATE_EDITS` in the environment says another number.
    private static let edits = ProcessInfo.processInfo.environment["STATE_EDITS"].flatMap { Int($0) } ?? 40

    @Test("are refused, or lead to no deletion that the state before led not to", arguments: randomPairs(usually: 6))
    func edits(seed: UInt64) async throws {
        let project = LiveProject(stepLimit: 1)
        _ = try await project.createBystanders()
        let yaml = RandomStack(seed: seed).yaml()
        let applied = try await project.apply(yaml)
        try #require(applied.report.succeeded, "seed \(seed)\n\(yaml)\n\(applied.failures)")
        let recorded = project.recorded
        let next = RandomStack(seed: seed + 10_000).yaml()
        let files = try await project.isCircle(next) ? [yaml] : [yaml, next]
        var expected: [String: Set<String>] = [:]
        for file in files { expected[file] = try await project.plan(file).plan.deletions }

        var random = SeededGenerator(seed: seed)
        for number in 1...Self.edits {
            let edit = StateEdit(of: StateDocument.json(recorded), &random)
            let file = files[number % files.count]
            project.recorded = recorded
            guard let edited = try? StateDocument.read(edit.document.encoded(), from: "state", catalog: .hetzner).state,
                let plan = try? await project.planAgain(file, edited)
            else { continue }
            let due = expected[file, default: []]
            // What lies below something that was to go is gone either way.
            let more = plan.deletions.filter { path in !due.contains { path == $0 || path.hasPrefix("\($0)/") } }
            #expect(more.isEmpty, "seed \(seed), edit \(number): \(edit.words)\n\(more.sorted())\n\(plan)")
        }
    }
}

extension LiveProject {
    /// The plan with another state; a failure is that it is refused.
    fileprivate func planAgain(_ yaml: String, _ state: RecordedState) async throws -> Plan {
        recorded = state
        return try await plan(yaml).plan
    }
}

extension Plan {
    /// The objects and parts of objects that are not there afterwards, by their paths.
    fileprivate var deletions: Set<String> {
        Set(
            steps.filter { $0.request.method == .delete }.map { $0.request.path.map(\.pathText).joined(separator: "/") }
        )
    }
}

extension Value {
    fileprivate var pathText: String {
        switch self {
        case .reference(.object(_, let id)): "\(id)"
        case let value: value.keyText
        }
    }
}
