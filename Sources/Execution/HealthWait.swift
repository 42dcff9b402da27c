import HetznerCloud
import Reconciliation
import Refreshing
import ResourceModel

/// Waits until everything that passes connections on to an object finds it healthy.
///
/// Where nothing does there is nothing to wait for.
struct HealthWait: Sendable {
    let address: ResourceAddress
    let sender: RequestSender

    private var context: ApplyContext { sender.context }

    /// Throws where that is not so by the deadline of the step.
    func carryOut() async throws {
        guard let record = await context.ledger.record(at: address) else { return }
        let start = context.clock.now()
        while true {
            let unhealthy = try await doubters(of: record.id, record.type)
            guard let first = unhealthy.first else { return }
            let now = context.clock.now()
            let left = sender.deadline - now
            guard left > .zero else {
                throw StepError(.timedOut, "\(first) does not find \(address) healthy after \(sender.limit)")
            }
            context.report(.stepWaiting(sender.step.id, reason: "until \(first) finds it healthy", for: left))
            try await context.ending.sleep(
                atMost: min(LookPace.objects.pause(after: now - start), left),
                context.clock.sleep
            )
            // What runs does so; nobody waits for the next one's turn any more.
            if context.ending.isReached { return }
        }
    }

    /// Whatever does not find it healthy, as people call it.
    private func doubters(of id: ResourceID, _ type: ResourceType.Name) async throws -> [String] {
        var doubters: [String] = []
        for other in context.catalog.types {
            guard let health = other.health, health.type == type else { continue }
            let objects = try await context.client.all(APIPath(other.collection.path), key: other.collection.path)
            doubters += objects.filter { !health.isHealthy(id, in: $0) }.map {
                "\(other.name.words) '\($0["name"]?.string ?? "")'"
            }
        }
        return doubters
    }
}

extension HealthReport {
    /// Whether every state of the object in the lists is the right one, also where it is in none.
    func isHealthy(_ member: ResourceID, in json: JSONValue) -> Bool {
        (json[list]?.array ?? []).allSatisfy { element in
            guard isHealthy(member, in: element) else { return false }
            let found = id.reduce(element as JSONValue?) { $0?[$1] }
            guard found?.integer == member.number else { return true }
            return (element[states]?.array ?? []).allSatisfy { $0[state]?.string == healthy }
        }
    }
}
