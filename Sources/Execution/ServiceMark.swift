import HetznerCloud
import Reconciliation
import ResourceModel

/// The label that says in the project itself which run took an object out of service, and owes it back.
///
/// The state says so too, but it may be lost with the machine of a run that is killed.
struct ServiceMark: Sendable {
    let sender: RequestSender
    /// Who takes the object out of service.
    let run: String
    /// The object; `nil` for the one that the plan's steps mean by the address.
    var object: ResourceID?

    private var context: ApplyContext { sender.context }

    /// Set before the object is taken out of service.
    func set() async throws { try await update(to: .string(run)) }

    /// Taken off once the object is back, whoever set it.
    func remove() async throws { try await update(to: nil) }

    /// Sends the labels that the object has now, with the mark as it should be; nothing where it is.
    private func update(to mark: JSONValue?) async throws {
        let meant = await context.ledger.record(at: sender.step.address)?.id
        guard let id = object ?? meant else { return }
        let collection = context.catalog[sender.step.type].collection
        let path = "\(collection.path)/\(id)"
        let answer = try await context.client.request(.get, APIPath(path))
        var labels = answer[collection.objectKey]?[AttributeName.labels.text]?.object ?? [:]
        guard labels[Ownership.outOfServiceKey] != mark else { return }
        labels[Ownership.outOfServiceKey] = mark
        let body = JSONObject([(AttributeName.labels.text, .object(labels))])
        try await sender.carryOut(ResolvedRequest(method: .put, path: path, body: .object(body)))
    }
}

extension ResolvedRequest {
    /// The request with the mark among the labels that it sends, which would drop it otherwise.
    func keepingMark(of run: String) -> ResolvedRequest {
        guard var body = body?.object, var labels = body[AttributeName.labels.text]?.object else { return self }
        labels[Ownership.outOfServiceKey] = .string(run)
        body[AttributeName.labels.text] = .object(labels)
        return ResolvedRequest(method: method, path: path, body: .object(body))
    }
}
