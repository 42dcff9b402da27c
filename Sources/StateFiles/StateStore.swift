import Diagnostics
import ResourceModel

/// Where the recorded state of a stack is kept: a file of this machine, or an object on a server.
///
/// A store remembers what it read and wrote last, and never writes over what somebody else wrote since; one that has read
/// nothing takes it that nothing is there.
package protocol StateStore: Sendable {
    /// What messages call it: a path, or an address without its secrets.
    var name: String { get }
    /// The file by which runs of this machine keep out of each other's way; `nil` for a store elsewhere.
    var localLockPath: String? { get }

    /// The state that is kept, whatever stack it is of; `nil` where there is none yet.
    func read() async throws(Diagnostic) -> (state: RecordedState, file: SourceFile)?
    /// The state of a stack; an empty one where there is none yet.
    func read(stack: String) async throws(Diagnostic) -> RecordedState
    /// Replaces what is kept as a whole.
    func save(_ state: RecordedState) async throws(Diagnostic)
    /// Finds out before anything is applied whether ``save(_:)`` could work, as far as that can be known without it.
    func checkWritable(steps: Int) async throws(Diagnostic)

    /// Takes the store's own lock, where it has one; the answer says who has it otherwise.
    func lock(_ claim: StateClaim) async throws(Diagnostic) -> StateLockAnswer
    /// Gives back what ``lock(_:)`` took. What cannot be given back ends by somebody's hand.
    func unlock(_ claim: StateClaim) async throws(Diagnostic)
}

/// Who wants to have a state for itself.
package struct StateClaim: Hashable, Sendable {
    /// Of one run alone.
    package let run: String
    /// Whom others are told of.
    package let holder: String

    package init(run: String, holder: String) {
        self.run = run
        self.holder = holder
    }
}

package enum StateLockAnswer: Hashable, Sendable {
    case taken
    /// The store keeps nobody out; whoever needs that has another lock.
    case hasNone
    /// `since` is a time as the store tells it, or empty.
    case held(StateClaim, since: String)
}

extension RecordedState {
    /// The state, where it is of the stack.
    package static func of(
        _ stack: String,
        _ found: (state: RecordedState, file: SourceFile)?
    ) throws(Diagnostic) -> RecordedState {
        guard let found else { return RecordedState(stack: stack) }
        guard found.state.stack == stack else {
            throw .foreignState(found.state.stack, expected: stack, in: found.file)
        }
        return found.state
    }
}
