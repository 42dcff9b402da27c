import HetznerCloud
import JSONDocuments
import ResourceModel

/// A stack's lock as it stands in the project: a placement group, which has a unique name and costs nothing.
package struct LockRecord: Hashable, Sendable {
    package let id: Int64
    /// Who holds it, by its label; whoever made a group of this name by hand holds it without one.
    package let run: String?
    package let holder: String
    let process: ProcessMark?
    /// Seconds since 1970 by the API's clock; nothing where no label says so.
    let until: Int64?
    /// When it was taken, as the API says it.
    package let since: String

    /// How long a lock lives that nobody renews.
    static let lifetime: Int64 = 60

    package static func groupName(of stack: String) -> String { Ownership.lockPrefix + stack }

    /// Reads a placement group.
    init?(_ json: JSONValue) {
        guard let id = json["id"]?.integer else { return nil }
        let labels = json["labels"]
        self.id = id
        run = labels?[Ownership.lockHolderKey]?.string
        holder = labels?[Key.by]?.string ?? "somebody"
        process = labels?[Key.process]?.string.flatMap(ProcessMark.init)
        until = labels?[Key.until]?.string.flatMap { Int64($0) }
        since = json["created"]?.string ?? ""
    }

    /// Whether whoever held it is gone: its time is over, or it is of this machine and its process has ended.
    ///
    /// A group without these labels was made by hand and is left to whoever made it.
    func isStale(at now: Int64) -> Bool {
        guard let until else { return false }
        return until < now || process?.isGone == true
    }

    /// The labels that say who holds a lock and until when.
    static func labels(_ holder: LockHolder, until: Int64) -> JSONValue {
        [
            Ownership.lockHolderKey: .string(holder.run),
            Key.by: .string(holder.name),
            Key.process: .string(holder.process.text),
            Key.until: .string("\(until)"),
        ]
    }

    private enum Key {
        static let by = "hzform/by"
        static let process = "hzform/process"
        static let until = "hzform/until"
    }
}
