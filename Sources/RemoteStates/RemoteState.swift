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
    private let known = Mutex(Knowledge())

    private struct Knowledge {
        /// What is there, as far as this run knows.
        var version: RemoteVersion?
        /// What this run wrote since without an answer, so that it may be there instead.
        var unanswered: [[UInt8]] = []

        init(_ version: RemoteVersion? = nil) { self.version = version }
    }

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
        known.withLock { $0 = Knowledge(found) }
        guard let found else { return nil }
        return try StateDocument.read(found.bytes, from: name, catalog: catalog)
    }

    package func read(stack: String) async throws(Diagnostic) -> RecordedState {
        try RecordedState.of(stack, try await read())
    }

    package func save(_ state: RecordedState) async throws(Diagnostic) {
        // To its end, also where whoever asked is cancelled: nobody would know what is there.
        let saving = Task { () async -> Diagnostic? in
            do throws(Diagnostic) {
                try await put(state)
                return nil
            } catch {
                return error
            }
        }
        if let problem = await saving.value { throw problem }
    }

    private func put(_ state: RecordedState) async throws(Diagnostic) {
        let known = known.withLock { $0 }
        let serial = object.numbersVersions ? (known.version?.serial ?? 0) + 1 : nil
        let bytes = Array(StateDocument.text(state, serial: serial).utf8)
        do {
            let new = try await written(bytes, known)
            self.known.withLock { $0 = Knowledge(new) }
        } catch {
            if error.reason != .changed { self.known.withLock { $0.unanswered.append(bytes) } }
            throw problem(error, "written")
        }
    }

    /// Where the answer to a write was lost, the next one finds the server changed, by this very run.
    private func written(_ bytes: [UInt8], _ known: Knowledge) async throws(RemoteFailure) -> RemoteVersion {
        do {
            return try await object.write(bytes, over: known.version)
        } catch {
            guard error.reason != .unanswered, let now = try? await object.read() else { throw error }
            if now.says(bytes) { return now }
            guard error.reason == .changed, known.unanswered.contains(where: now.says) else { throw error }
            return try await object.write(bytes, over: now)
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
