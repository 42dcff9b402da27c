import HetznerCloud
import Reconciliation
import Refreshing
import ResourceModel

/// Waits for what an object does in its own time after its action: a shut down server is not off yet.
struct ObservedCompletion: Sendable {
    let sender: RequestSender
    let attribute: AttributeName
    let value: Value

    private var context: ApplyContext { sender.context }

    /// Sends the request; where it does not help in time, or its action fails, sends the other one.
    ///
    /// `refused` is called where nothing was set going.
    func carryOut(
        _ request: ResolvedRequest,
        within limit: Duration,
        otherwise: Step.Request,
        refused: () async -> Void
    ) async throws {
        do {
            try await sender.carryOut(request, refused: refused)
            if try await isObserved(until: context.clock.now() + limit) { return }
        } catch is ActionFailed {
            // Asking did not work; forcing may.
        }
        try await sender.carryOut(try await context.resolver.request(otherwise))
    }

    private func isObserved(until limit: Duration) async throws -> Bool {
        guard let object = await object else { return false }
        let start = context.clock.now()
        while true {
            if try await isThere(object) { return true }
            let now = context.clock.now()
            let left = limit - now
            guard left > .zero else { return false }
            context.report(.stepWaiting(sender.step.id, reason: "until \(attribute) is \(value.keyText)", for: left))
            try await context.clock.sleep(min(LookPace.objects.pause(after: now - start), left))
        }
    }

    /// The object that the request is about, which need not be the one at the address any more.
    private var object: (type: ResourceType.Name, id: ResourceID)? {
        get async {
            if case .reference(.object(let type, let id))? = sender.step.request.path.dropFirst().first {
                return (type, id)
            }
            return await context.ledger.record(at: sender.step.address).map { ($0.type, $0.id) }
        }
    }

    /// A look that fails tells nothing; there will be another one.
    private func isThere(_ object: (type: ResourceType.Name, id: ResourceID)) async throws -> Bool {
        do {
            return try await context.refresher.object(object.type, object.id)?.attributes[attribute] == value
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return false
        }
    }
}
