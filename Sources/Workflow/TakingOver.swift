import Diagnostics
import Reconciliation
import Refreshing
import ResourceModel
import StackConfiguration
import StackWriting

/// What a state file says after objects were taken over that a file describes.
package struct TakenOver: Sendable {
    package let recorded: RecordedState
    /// Whose labels the next plan brings up to date.
    package let relabelled: [ResourceAddress]
    package let warnings: [Diagnostic]
}

/// A file that describes what a project has, and what was found out about it.
package struct DescribedProject: Sendable {
    package let written: WrittenStack
    package let taken: TakenOver
}

extension Workflow {
    /// A file of what is there with which the next plan changes nothing, and the state that belongs to it.
    ///
    /// Declarations are written as one where that is so with them; if need be, each is written for itself. The plan reads
    /// the project anew, so that what was observed is let go of before: a large project is not held twice.
    package func describing(
        _ observed: consuming ObservedState,
        _ scope: WritingScope,
        from origin: String,
        path: String
    ) async throws(WorkflowFailure) -> DescribedProject {
        let writer = StackWriter(catalog: catalog)
        let written = writer.write(observed, scope, from: origin)
        _ = consume observed
        do {
            return DescribedProject(written: written, taken: try await takingOver(written, path: path))
        } catch {
            var plain = scope
            plain.foldsRepetitions = false
            plain.notes = [:]
            let unfolded = writer.write(try await observeProject(), plain, from: origin)
            guard unfolded.text != written.text || unfolded.objects != written.objects else { throw error }
            return DescribedProject(written: unfolded, taken: try await takingOver(unfolded, path: path))
        }
    }

    /// Everything that is in the project, as far as the API shows it.
    package func observeProject() async throws(WorkflowFailure) -> ObservedState {
        var reading = ProjectReading()
        reading.source = .project(.everythingBelow)
        return try await observe(DesiredState(stack: "", resources: []), RecordedState(stack: ""), reading).observed
    }

    /// Plans for a file that describes what is there, and tells what a state file has to say for that plan to be empty.
    ///
    /// Throws where the plan would change anything but the labels that tell addresses, with every attribute.
    package func takingOver(_ written: WrittenStack, path: String) async throws(WorkflowFailure) -> TakenOver {
        var loaded = loader(for: written, at: path).load([path])
        if loaded.desired != nil, !loaded.lookups.isEmpty {
            loaded = loaded.resolved(with: try await find(loaded.lookups))
        }
        guard var desired = loaded.desired else { throw WorkflowFailure([.cannotDescribe] + loaded.diagnostics) }
        let lost = written.objects.keys.filter { desired.resources[$0] == nil }.sorted()
        guard lost.isEmpty else { throw WorkflowFailure([.cannotDescribe] + lost.map { .notDeclared($0) }) }
        for (address, id) in written.objects { desired.resources[address]?.adoption = .object(id) }
        let (first, plan) = try await foundState(for: desired, RecordedState(stack: desired.stack))
        let differing = first.changes.filter { $0.kind != .adopt && !$0.isRelabelling }
        guard differing.isEmpty else { throw WorkflowFailure(differing.map { Diagnostic.wouldChange($0) }) }
        let left = plan.changes.filter { !$0.isRelabelling }
        guard left.isEmpty else { throw WorkflowFailure(left.map { Diagnostic.wouldChange($0) }) }
        return TakenOver(
            recorded: plan.recorded,
            relabelled: plan.changes.map(\.address),
            warnings: loaded.diagnostics
        )
    }
}

extension Workflow {
    /// A plan of what a state without resources would have changed, and one of what follows: what it records is what file
    /// and project alone say.
    ///
    /// The second one is made from the first one's record, for what is only known of resources that stay as they are.
    func foundState(
        for desired: DesiredState,
        _ nothing: RecordedState
    ) async throws(WorkflowFailure) -> (first: Plan, settled: Plan) {
        let planning = try await plan(for: desired, recorded: nothing)
        let settled = planner(planning.fingerprinter)
            .plan(for: desired, recorded: planning.plan.recorded, observed: planning.observed)
        guard let plan = settled.plan else { throw WorkflowFailure(settled.diagnostics) }
        return (planning.plan, plan)
    }

    /// Reads what was written, and nothing else.
    private func loader(for written: WrittenStack, at path: String) -> Loader {
        let parts = Dictionary(written.parts.map { ($0.name, $0.text) }) { first, _ in first }
        return Loader(catalog: catalog) { asked in
            guard asked != path else { return Array(written.text.utf8) }
            let name = asked.split(separator: "/").last.map(String.init) ?? asked
            return Array((parts[name] ?? "").utf8)
        }
    }
}

extension Change {
    /// Whether nothing changes but the labels that tell whose it is.
    fileprivate var isRelabelling: Bool {
        kind == .update && !attributes.isEmpty
            && attributes.allSatisfy(\.path.isOwnershipLabel)
    }
}

extension Diagnostic {
    fileprivate static let cannotDescribe = Diagnostic.error(
        "cannot-describe",
        "nothing was written: the file that describes this project would have errors"
    )

    fileprivate static func notDeclared(_ address: ResourceAddress) -> Diagnostic {
        .error("cannot-describe", "it would not declare \(address)", address: address.description)
    }

    /// Why the file would not leave something as it is.
    fileprivate static func wouldChange(_ change: Change) -> Diagnostic {
        let notes = change.attributes.map { attribute in
            let old = attribute.old?.keyText ?? "nothing", new = attribute.new?.keyText ?? "nothing"
            return attribute.isSensitive
                ? Note("\(attribute.path) is not what the API shows")
                : Note("\(attribute.path) is \(old), and the file would make it \(new)")
        }
        return .error(
            "cannot-describe",
            "nothing was written: the file would not leave \(change.address) as it is",
            at: change.range,
            address: change.address.description,
            notes: notes
        )
    }
}
