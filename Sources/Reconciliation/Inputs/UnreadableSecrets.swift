import Diagnostics
import Fingerprinting
import ResourceModel

extension Diagnostic {
    /// Secrets that were recorded with a key that is not at hand: all of them would look as if they had changed.
    static func unreadableSecrets(
        _ recorded: RecordedState,
        _ desired: DesiredState,
        _ fingerprinter: Fingerprinter
    ) -> Diagnostic? {
        let unreadable = desired.resources.keys.filter { address in
            recorded.resources[address]?.allFingerprints.contains { !fingerprinter.canRead($0) } == true
        }
        guard !unreadable.isEmpty else { return nil }
        return .error(
            "state-key",
            "the state tells secrets by a key, and HZFORM_STATE_KEY does not have that one",
            notes: unreadable.sorted().map { Note("it was used for \($0)", at: desired.resources[$0]?.range) },
            hint: "Set HZFORM_STATE_KEY to the key with which the stack was applied before."
        )
    }
}
