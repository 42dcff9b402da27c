import FoundationEssentials

/// How often actions are asked about, and for how long.
public struct ActionPolling: Sendable {
    /// The wait before that poll (from 1).
    public var interval: @Sendable (_ poll: Int) -> Duration
    /// When to give up; `nil` waits as long as it takes.
    public var timeout: Duration?

    /// Waits equally long before each poll; half a second is what hcloud-go does.
    public init(every interval: Duration = .milliseconds(500), timeout: Duration? = nil) {
        self.init(timeout: timeout) { _ in interval }
    }

    /// Waits as long as the function says, for example longer each time.
    public init(timeout: Duration? = nil, interval: @escaping @Sendable (_ poll: Int) -> Duration) {
        self.interval = interval
        self.timeout = timeout
    }

    /// Waits twice as long before each poll, up to a maximum, for actions that may take seconds or an hour.
    public static func doubling(
        from first: Duration = .milliseconds(500),
        upTo longest: Duration = .seconds(10),
        timeout: Duration? = nil
    ) -> ActionPolling {
        ActionPolling(timeout: timeout) { poll in min(longest, first * (1 << min(max(poll - 1, 0), 30))) }
    }
}

/// Waiting for an action came to no good end.
public protocol ActionError: CloudError {
    /// The actions that have failed, or still run.
    var actions: [Action] { get }
}

extension ActionError {
    public var request: RequestTrace? { nil }
}

/// An action ended with an error.
public struct ActionFailed: ActionError, Hashable {
    /// As it was when it had failed, with the reason.
    public var action: Action

    /// Wraps an action that has ended with an error.
    public init(action: Action) {
        self.action = action
    }

    public var actions: [Action] { [action] }

    public var summary: String {
        let failure = action.error.map { ": \($0)" } ?? ""
        return "the action '\(action.command)' (\(action.id)) failed\(failure)"
    }
}

/// Actions were still running when the time to wait for them was over.
///
/// They go on.
public struct ActionTimedOut: ActionError, Hashable {
    /// Each as it was when it was last asked about.
    public var running: [Action]

    /// Wraps the actions that are still running.
    public init(running: [Action]) {
        self.running = running
    }

    public var actions: [Action] { running }

    public var summary: String {
        let actions = running.map { "'\($0.command)' (\($0.id), \($0.progress) %)" }
        return "gave up waiting for \(actions.joined(separator: ", "))"
    }
}

extension CloudClient {
    /// Waits until the action has succeeded, and returns it as it is then.
    ///
    /// How often it is asked about, and for how long, says `ClientConfiguration.polling` unless something else is given.
    /// Throws `ActionFailed`, `ActionTimedOut`, and what `ActionsClient.get(_:)` throws.
    @discardableResult
    public func wait(for action: Action, polling: ActionPolling? = nil) async throws -> Action {
        try await wait(for: [action], polling: polling).first ?? action
    }

    /// Waits until all actions have succeeded, asking about 25 with each request.
    ///
    /// The first that fails ends the waiting; the others go on unwatched.
    @discardableResult
    public func wait(
        for actions: [Action],
        polling: ActionPolling? = nil
    ) async throws -> [Action] {
        var latest: [Action.ID: Action] = [:]
        for try await action in updates(of: actions, polling: polling) {
            if action.status == .error { throw ActionFailed(action: action) }
            latest[action.id] = action
        }
        return actions.map { latest[$0.id] ?? $0 }
    }

    /// Waits until all has happened that a call has started: what was created can be used then.
    @discardableResult
    public func wait(for started: some StartedActions, polling: ActionPolling? = nil) async throws -> [Action] {
        try await wait(for: started.actions, polling: polling)
    }

    /// The progress of the actions: each as given at first, then every change, until all have ended, well or not.
    ///
    /// Polls only while somebody iterates.
    public func updates(of actions: [Action], polling: ActionPolling? = nil) -> ActionUpdates {
        ActionUpdates(client: self, actions: actions, polling: polling ?? configuration.polling)
    }
}

/// The changes of some actions as they happen.
public struct ActionUpdates: AsyncSequence, Sendable {
    public typealias Element = Action

    let client: CloudClient
    let actions: [Action]
    let polling: ActionPolling

    public func makeAsyncIterator() -> Iterator {
        Iterator(client: client, polling: polling, queue: actions[...], running: actions.filter { !$0.isFinished })
    }

    /// Polls when all changes so far have been handed out.
    public struct Iterator: AsyncIteratorProtocol {
        let client: CloudClient
        let polling: ActionPolling
        var queue: ArraySlice<Action>
        var running: [Action]
        var poll = 0
        var waited = Duration.zero

        public mutating func next() async throws -> Action? {
            while queue.isEmpty {
                guard !running.isEmpty else { return nil }
                try await ask()
            }
            return queue.removeFirst()
        }

        private mutating func ask() async throws {
            poll += 1
            let pause = polling.interval(poll)
            if let timeout = polling.timeout, waited + pause > timeout { throw ActionTimedOut(running: running) }
            let clock = client.configuration.clock
            let start = clock.now()
            try await clock.sleep(pause)
            let answer = try await client.actions.get(running.map(\.id))
            waited += Swift.max(pause, clock.now() - start)
            queue = zip(running, answer).filter { $0 != $1 }.map(\.1)[...]
            running = answer.filter { !$0.isFinished }
        }
    }
}
