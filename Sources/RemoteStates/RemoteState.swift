import Diagnostics
import FoundationEssentials
import HetznerCloud
import JSONDocuments
import ResourceModel
import StateFiles
import Synchronization

/// A state on a server.
package final class RemoteState: StateStore {
    private let object: any RemoteObject
    private let catalog: Catalog
    private let clock: ClientClock
    /// What is there, as far as this run knows.
    private let version = Mutex<RemoteVersion?>(nil)

    init(_ object: any RemoteObject, catalog: Catalog, clock: ClientClock) {
        self.object = object
        self.catalog = catalog
        self.clock = clock
    }

    package var name: String { object.name }
    package var localLockPath: String? { nil }

    package func read() async throws(Diagnostic) -> (state: RecordedState, file: SourceFile)? {
        let found: RemoteVersion?
        do {
            found = try await object.read()
        } catch {
            throw problem(error, "read")
        }
        version.withLock { $0 = found }
        guard let found else { return nil }
        return try StateDocument.read(found.bytes, from: name, catalog: catalog)
    }

    package func read(stack: String) async throws(Diagnostic) -> RecordedState {
        try RecordedState.of(stack, try await read())
    }

    package func save(_ state: RecordedState) async throws(Diagnostic) {
        let old = version.withLock { $0 }
        let serial = object.numbersVersions ? (old?.serial ?? 0) + 1 : nil
        let bytes = Array(StateDocument.text(state, serial: serial).utf8)
        do {
            let new = try await written(bytes, over: old)
            version.withLock { $0 = new }
        } catch {
            throw problem(error, "written")
        }
    }

    /// Where the answer to a write was lost, the next one finds the server changed, by this very run.
    private func written(_ bytes: [UInt8], over old: RemoteVersion?) async throws(RemoteFailure) -> RemoteVersion {
        do {
            return try await object.write(bytes, over: old)
        } catch {
            guard error.reason != .unanswered, let now = try? await object.read(), now.bytes == bytes else {
                throw error
            }
            return now
        }
    }

    // Nothing but writing tells, and an apply does that before its first request.
    package func checkWritable(steps: Int) {}

    package func lock(_ claim: StateClaim) async throws(Diagnostic) -> StateLockAnswer {
        do {
            let time = Date(timeIntervalSince1970: clock.now() / .seconds(1))
            return try await object.lock(claim, at: time.formatted(.iso8601))
        } catch {
            throw problem(error, "locked")
        }
    }

    package func unlock(_ claim: StateClaim) async throws(Diagnostic) {
        do {
            try await object.unlock(claim)
        } catch {
            throw problem(error, "unlocked")
        }
    }

    private func problem(_ failure: RemoteFailure, _ what: String) -> Diagnostic {
        guard failure.reason != .changed else {
            return .error(
                "state-conflict",
                "the state '\(name)' was written by another run since this one read it, and is left as it is",
                hint: "See with 'hzform plan' what is left to do."
            )
        }
        return .error("state-file", "the state '\(name)' cannot be \(what): \(failure)", hint: failure.hint)
    }
}

extension RemoteVersion {
    /// How often it was written.
    fileprivate var serial: Int64? { (try? JSONParser.parse(bytes))?["serial"]?.integer }
}
