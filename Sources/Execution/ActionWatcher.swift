import HetznerCloud

/// The one poller of an apply: it watches every running action, 25 with each request.
actor ActionWatcher {
    private struct Watch {
        let since: Duration
        let deadline: Duration
        var due: Duration
        /// Since when every look at it is refused.
        var refusedSince: Duration?
        let continuation: AsyncThrowingStream<Action, any Error>.Continuation
    }

    static let pace = LookPace.actions
    /// How often it is seen whether a look is due.
    static let beat: Duration = .milliseconds(50)
    /// As many ids as the client puts into one request.
    private static let batch = 25
    /// How long looks may be refused before that is taken for an answer: a passing 403 or 409 says nothing about actions.
    private static let refusalLimit: Duration = .seconds(30)

    private let client: CloudClient
    private var clock: ClientClock { client.configuration.clock }
    private var watches: [Action.ID: Watch] = [:]
    private let (wakeUps, waker) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    init(client: CloudClient) { self.client = client }

    /// What the action is found to be, from now on until it is finished.
    ///
    /// Throws where it cannot be found out.
    func statuses(of id: Action.ID, deadline: Duration) -> AsyncThrowingStream<Action, any Error> {
        let (stream, continuation) = AsyncThrowingStream<Action, any Error>.makeStream()
        let now = clock.now()
        watches[id] = Watch(since: now, deadline: deadline, due: now + Self.pace.shortest, continuation: continuation)
        waker.yield()
        return stream
    }

    /// Polls until the task is cancelled.
    func run() async {
        for await _ in wakeUps {
            while !watches.isEmpty {
                do {
                    try await clock.sleep(Self.beat)
                    try await poll()
                } catch {
                    // Cancelled: whoever waits is cancelled too.
                    return
                }
            }
        }
    }

    /// What one request told about the actions that it asked for.
    private enum Look: Sendable {
        case seen([Action])
        case missing(ActionsNotFound)
        case refused([Action.ID], APIError)
        /// The limit refills, and the connection may come back; the deadlines say until when that is worth waiting for.
        case unknown([Action.ID])
        case cancelled
    }

    private func poll() async throws(CancellationError) {
        let ids = dueActions()
        let batches = stride(from: 0, to: ids.count, by: Self.batch).map { ids[$0..<min($0 + Self.batch, ids.count)] }
        await withTaskGroup(of: Look.self) { group in
            for batch in batches {
                group.addTask { [client] in await Self.look(at: Array(batch), client) }
            }
            for await look in group { note(look) }
        }
        guard !Task.isCancelled else { throw CancellationError() }
        expire()
    }

    private static func look(at ids: [Action.ID], _ client: CloudClient) async -> Look {
        do {
            return .seen(try await client.actions.get(ids))
        } catch let error as ActionsNotFound {
            return .missing(error)
        } catch is CancellationError {
            return .cancelled
        } catch let error as APIError where error.status < 500 && error.category != .rateLimited {
            return .refused(ids, error)
        } catch {
            return .unknown(ids)
        }
    }

    private func note(_ look: Look) {
        switch look {
        case .seen(let statuses): note(statuses)
        case .missing(let error): for id in error.ids { end(id, throwing: error) }
        case .refused(let ids, let error): note(error, about: ids)
        case .unknown(let ids): postpone(ids)
        case .cancelled: break
        }
    }

    /// A refusal ends only what it is about, and only once it has lasted; a token that is not known stays so.
    private func note(_ refusal: APIError, about ids: [Action.ID]) {
        let now = clock.now()
        for id in ids {
            let since = watches[id]?.refusedSince ?? now
            watches[id]?.refusedSince = since
            if now - since >= Self.refusalLimit || refusal.category == .authentication { end(id, throwing: refusal) }
        }
        postpone(ids)
    }

    /// Those that are due, and as many others as the same number of requests can ask for.
    private func dueActions() -> [Action.ID] {
        let now = clock.now()
        let waiting = watches.sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
        let due = waiting.prefix { $0.value.due <= now }.count
        return waiting.prefix((due + Self.batch - 1) / Self.batch * Self.batch).map(\.key)
    }

    private func note(_ statuses: [Action]) {
        for status in statuses {
            watches[status.id]?.refusedSince = nil
            watches[status.id]?.continuation.yield(status)
            if status.isFinished { end(status.id) }
        }
        postpone(statuses.map(\.id))
    }

    private func postpone(_ ids: [Action.ID]) {
        let now = clock.now()
        for id in ids {
            guard let watch = watches[id] else { continue }
            watches[id]?.due = now + Self.pace.pause(after: now - watch.since)
        }
    }

    private func expire() {
        let now = clock.now()
        for (id, watch) in watches where watch.deadline <= now {
            end(id, throwing: StepError(.timedOut, "action \(id) did not finish in time"))
        }
    }

    private func end(_ id: Action.ID, throwing error: (any Error)? = nil) {
        watches.removeValue(forKey: id)?.continuation.finish(throwing: error)
    }
}
