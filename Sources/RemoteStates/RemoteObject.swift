import JSONDocuments
import StateFiles

/// One object on a server that is replaced as a whole.
protocol RemoteObject: Sendable {
    /// What messages call it.
    var name: String { get }
    /// Whether every version has a number of its own in its text, one more than the one before.
    var numbersVersions: Bool { get }

    /// `nil` where nothing is there.
    func read() async throws(RemoteFailure) -> RemoteVersion?
    /// Puts the bytes in place of that version, or where nothing was; throws ``RemoteFailure/Reason/changed`` where
    /// something else is there by now.
    func write(_ bytes: [UInt8], over version: RemoteVersion?) async throws(RemoteFailure) -> RemoteVersion

    /// - Parameter time: RFC 3339.
    func lock(_ claim: StateClaim, at time: String) async throws(RemoteFailure) -> StateLockAnswer
    func unlock(_ claim: StateClaim) async throws(RemoteFailure)
}

/// What was there at one time.
struct RemoteVersion: Hashable, Sendable {
    let bytes: [UInt8]
    /// By which the server knows it, where it tells.
    let tag: String?

    /// Whether it is that document: some servers keep what it says, and lay it out in their own way.
    func says(_ other: [UInt8]) -> Bool {
        guard bytes != other else { return true }
        guard let own = Self.canonical(bytes), let other = Self.canonical(other) else { return false }
        return own == other
    }

    private static func canonical(_ bytes: [UInt8]) -> String? {
        (try? JSONParser.parse(bytes))?.text(.compact.sorted)
    }
}

/// Why something could not be done to an object.
struct RemoteFailure: Error, CustomStringConvertible {
    enum Reason: Hashable, Sendable {
        /// Somebody wrote since it was read.
        case changed
        /// The server said no.
        case refused(status: Int)
        case unanswered
    }

    let reason: Reason
    let description: String
    /// What can be done about it.
    var hint: String?

    init(_ reason: Reason, _ description: String, hint: String? = nil) {
        self.reason = reason
        self.description = description
        self.hint = hint
    }
}
