import Reconciliation
import Refreshing
import ResourceModel

/// What a step's request has in its body and is not of use yet, such as a certificate that a run that died had asked for: its own
/// action was waited for by nobody else.
struct UnreadyObjects: Sendable {
    let step: Step
    let context: ApplyContext

    /// What has to pass before the request can succeed; `nil` where all that it names is as it will be.
    func reason() async throws -> String? {
        for reference in Set(step.request.body?.references ?? []).sorted() {
            if let reason = try await reason(reference) { return reason }
        }
        return nil
    }

    private func reason(_ reference: Reference) async throws -> String? {
        guard let (type, id) = await object(reference) else { return nil }
        let outputs = context.catalog[type].ailments.filter { !$0.passing.isEmpty }
        guard !outputs.isEmpty, let object = try await context.refresher.object(type, id) else { return nil }
        for ailment in outputs {
            guard let status = object.outputs[ailment.output]?.string, ailment.passing.contains(status) else {
                continue
            }
            return "\(ailment.output) of \(reference.words) is \(status)"
        }
        return nil
    }

    private func object(_ reference: Reference) async -> (ResourceType.Name, ResourceID)? {
        switch reference {
        case .object(let type, let id): return (type, id)
        case .resource(let address): return await context.ledger.record(at: address).map { ($0.type, $0.id) }
        }
    }
}

extension Reference {
    fileprivate var words: String {
        switch self {
        case .object(let type, let id): "\(type.words) \(id)"
        case .resource(let address): address.description
        }
    }
}
