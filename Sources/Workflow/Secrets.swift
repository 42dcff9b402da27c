import Fingerprinting
import Glibc
import Reconciliation
import ResourceModel
import StackConfiguration

extension Workflow {
    func planner(_ fingerprinter: Fingerprinter) -> Planner {
        Planner(catalog: catalog, evaluator: .language, fingerprinter: fingerprinter)
    }

    /// A fingerprinter for planning, with what is slow about it done.
    func fingerprinter(for desired: DesiredState, _ recorded: RecordedState) async -> Fingerprinter {
        await Fingerprinter(recorded, key: stateKey).deriving(desired.secretComparisons(with: recorded, catalog))
    }
}

extension Fingerprinter {
    func deriving(_ comparisons: [Comparison]) async -> Fingerprinter {
        await deriving(comparisons, cores: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}

extension RecordedState {
    /// The state with a salt, which is drawn where it has none.
    var salted: RecordedState {
        guard salts.isEmpty else { return self }
        var generator = SystemRandomNumberGenerator()
        return RecordedState(stack: stack, resources: resources, salts: [.random(using: &generator)])
    }
}

extension ObservedState {
    /// What labels say of all objects.
    var ownerships: Set<Ownership> { Set(objects.values.flatMap { $0.values.compactMap(\.ownership) }) }
}
