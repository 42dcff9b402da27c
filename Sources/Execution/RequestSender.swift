import HetznerCloud
import Reconciliation
import Refreshing
import ResourceModel

/// Sends a step's requests and waits for what they set going, until the step's time is over.
struct RequestSender: Sendable {
    let step: Step
    let context: ApplyContext
    let limit: TimeLimit
    let deadline: Duration

    init(step: Step, context: ApplyContext) {
        self.step = step
        self.context = context
        limit = TimeLimit(
            duration: step.timeoutSeconds.map { .seconds($0) } ?? context.timeout,
            isWritten: step.timeoutSeconds != nil
        )
        deadline = context.clock.now() + limit.duration
    }

    /// Repeats the request as long as something passing is in its way.
    ///
    /// After a lost answer the object is looked at first: it is done where the object shows the edits.
    /// `refused` is called where the API said no, so that nothing was set going.
    func carryOut(
        _ request: ResolvedRequest,
        inPlace edits: [RecordedEdit] = [],
        refused: () async -> Void = {}
    ) async throws {
        var mayHaveHappened = false
        do {
            try await repeatedly(request, edits, &mayHaveHappened)
        } catch  where StepError(error).kind == .refused && !mayHaveHappened {
            await refused()
            throw error
        }
    }

    private func repeatedly(
        _ request: ResolvedRequest,
        _ edits: [RecordedEdit],
        _ mayHaveHappened: inout Bool
    ) async throws {
        var pause = Pause()
        var wasLost = false
        while true {
            do {
                let response = try await context.client
                    .request(request.method, APIPath(request.path), body: request.body)
                mayHaveHappened = true
                return try await awaitActions(response.actions)
            } catch {
                switch Patience.verdict(on: error, request, removes: step.removes) {
                case .done: return
                case .repeatLater(let reason):
                    try await self.pause(&pause, reason: reason, wasLost ? StepError(error) : error)
                case .lost:
                    guard !request.isCreation || !wasLost else { throw error }
                    wasLost = true
                    mayHaveHappened = true
                    try await self.pause(&pause, reason: "the answer was lost", error)
                    if try await isInPlace(edits) { return }
                case .doneIfInPlace:
                    guard try await isInPlace(edits) else { throw error }
                    return
                case .fail where wasLost || error.isRefusal:
                    // What the API refuses now may be what a lost request, or a run that died, has done.
                    if try await isInPlace(edits) { return }
                    let reason = try await UnreadyObjects(step: step, context: context).reason()
                    guard let reason else { throw wasLost ? StepError(error) : error }
                    try await self.pause(&pause, reason: reason, wasLost ? StepError(error) : error)
                case .fail:
                    throw error
                }
            }
        }
    }

    /// Waits before a request is repeated; throws the error instead where the time is over.
    func pause(_ pause: inout Pause, reason: String, _ error: any Error) async throws {
        let delay = pause.next()
        guard context.clock.now() + delay < deadline else { throw StepError(error).after(limit) }
        context.report(.stepWaiting(step.id, reason: reason, for: delay))
        // What puts something back is tried for as long as it takes.
        guard step.restores == nil else { return try await context.clock.sleep(delay) }
        try await context.ending.sleep(atMost: delay, context.clock.sleep)
        if context.ending.isReached { throw StepError(error).interrupted }
    }

    /// Waits until every action has ended; throws the first failure.
    func awaitActions(_ actions: [Action]) async throws {
        var streams: [AsyncThrowingStream<Action, any Error>] = []
        for action in actions where !action.isFinished {
            streams.append(await context.watcher.statuses(of: action.id, deadline: deadline))
        }
        if !streams.isEmpty { context.report(.stepAccepted(step.id)) }
        var ended = actions.filter(\.isFinished)
        for stream in streams {
            do {
                ended.append(try await end(of: stream, after: ended.count, of: actions.count))
            } catch let error as StepError where error.kind == .timedOut {
                let commands = Set(actions.filter { !$0.isFinished }.map(\.command)).sorted()
                let verb = commands.count == 1 ? "is" : "are"
                throw StepError(
                    .timedOut,
                    "\(commands.joined(separator: ", ")) \(verb) still running after \(limit)"
                )
            }
        }
        if let failed = ended.first(where: { $0.status == .error }) {
            throw ActionFailed(command: failed.command, failure: failed.error)
        }
    }

    private func end(
        of stream: AsyncThrowingStream<Action, any Error>,
        after ended: Int,
        of count: Int
    ) async throws -> Action {
        for try await status in stream {
            if status.isFinished { return status }
            context.report(.stepProgress(step.id, percent: (100 * ended + status.progress) / count))
        }
        // The stream ends by itself only with its last status; this task was cancelled.
        throw CancellationError()
    }

    private func isInPlace(_ edits: [RecordedEdit]) async throws -> Bool {
        guard !edits.isEmpty, let record = await context.ledger.record(at: step.address),
            let object = try await context.refresher.object(record.type, record.id)
        else { return false }
        let objects = await context.ledger.objects(at: edits.flatMap(\.addresses))
        return InPlaceCheck(type: context.catalog[record.type], object: object, objects: objects).shows(edits)
    }
}

/// The growing time between two attempts.
struct Pause {
    private var delay = Patience.firstDelay

    mutating func next() -> Duration {
        defer { delay = min(Patience.longestDelay, delay * Patience.growth) }
        return delay
    }
}

extension RecordedEdit {
    fileprivate var addresses: [ResourceAddress] {
        switch self {
        case .attribute(_, let value), .nested(_, _, let value), .element(_, _, let value): value?.addresses ?? []
        case .forgetIfEmpty, .secret, .fingerprint, .dependencies: []
        }
    }
}

extension Error {
    /// Whether the API understood the request and does not carry it out as things are.
    var isRefusal: Bool {
        guard let error = self as? APIError else { return false }
        return [409, 412, 422].contains(error.status)
    }
}
