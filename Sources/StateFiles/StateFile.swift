import Diagnostics
import ResourceModel

/// The file that keeps what earlier applies set.
public struct StateFile: Sendable {
    public let path: String
    private let catalog: Catalog
    private var file: DurableFile { DurableFile(path: path) }

    public init(path: String, catalog: Catalog) {
        self.path = path
        self.catalog = catalog
    }

    /// The state of a stack; an empty one where there is no file yet.
    package func read(stack: String) throws(Diagnostic) -> RecordedState {
        try RecordedState.of(stack, try read())
    }

    /// The state in the file, whatever stack it is of; `nil` where there is no file.
    package func read() throws(Diagnostic) -> (state: RecordedState, file: SourceFile)? {
        let bytes: [UInt8]
        do {
            bytes = try file.read()
        } catch {
            if error.isMissingFile { return nil }
            throw .stateCannot("read", path: path, error.description)
        }
        return try StateDocument.read(bytes, from: path, catalog: catalog)
    }

    /// Replaces the file; the same state gives the same bytes.
    package func save(_ state: RecordedState) throws(Diagnostic) {
        do {
            try file.replace(with: Array(StateDocument.text(state).utf8))
        } catch {
            throw .stateCannot("written", path: path, error.description)
        }
    }

    /// Finds out before anything is applied whether ``save(_:)`` could work, also after so many more steps.
    package func checkWritable(steps: Int = 0) throws(Diagnostic) {
        // More than a resource of any type has been seen to take.
        let bytesOfStep = 4096
        do {
            try file.checkReplaceable(growingBy: steps * bytesOfStep)
        } catch {
            throw .stateCannot("written", path: path, error.description)
        }
    }
}

extension StateFile: StateStore {
    package var name: String { path }

    /// In the folder beside the state that git ignores.
    package var localLockPath: String? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return "\(folder).hzform/\(name).lock"
    }

    // The system's lock beside the file is enough.
    package func lock(_ claim: StateClaim) -> StateLockAnswer { .hasNone }
    package func unlock(_ claim: StateClaim) {}
}

extension StateFile {
    /// What two runs recorded that both began with one state, as the bytes of a state file.
    ///
    /// - Parameter base: empty where there was none.
    package func merging(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(Diagnostic) -> [UInt8] {
        let merge = try merge(base: base, ours: ours, theirs: theirs)
        guard merge.conflicts.isEmpty else { throw .mergeConflict(merge.conflicts) }
        return Array(StateDocument.text(merge.merged).utf8)
    }

    package func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(Diagnostic) -> StateMerge {
        let own = try state(ours, "ours")
        let other = try state(theirs, "theirs")
        guard own.stack == other.stack else { throw .mergesStacks(own.stack, other.stack) }
        let old = base.isEmpty ? RecordedState(stack: own.stack) : try state(base, "the common one")
        return StateMerge(base: old, ours: own, theirs: other)
    }

    /// - Parameter side: what messages call it.
    private func state(_ bytes: [UInt8], _ side: String) throws(Diagnostic) -> RecordedState {
        try StateDocument.read(bytes, from: "\(path) (\(side))", catalog: catalog).state
    }
}

extension Diagnostic {
    package static func mergeConflict(_ places: [String]) -> Diagnostic {
        .error(
            "state-conflict",
            "two runs recorded different values",
            notes: places.map { Note($0) },
            hint: "See with 'hzform plan' which is true, or 'hzform state rebuild' reads it from the project."
        )
    }

    fileprivate static func mergesStacks(_ own: String, _ other: String) -> Diagnostic {
        .error("foreign-state", "the state of stack '\(other)' cannot be merged into that of '\(own)'")
    }
}
