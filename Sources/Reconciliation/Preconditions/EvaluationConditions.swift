import Diagnostics
import ResourceModel

/// Expressions whose value is known by now and is not what their place takes.
struct EvaluationConditions {
    let perspective: Perspective

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let isNew = change.kind == .create || perspective.replaced.contains(resource.address)
        let changing = Set(change.attributes.map(\.path.root))
        return resource.attributes.sorted { $0.key < $1.key }.flatMap { name, wish -> [Diagnostic] in
            guard wish.value.isDeferred, isNew || changing.contains(name) else { return [] }
            var seen: Set<String> = []
            return perspective.failures(in: wish.value).filter { seen.insert($0).inserted }.map { failure in
                .error(
                    "invalid-value",
                    failure,
                    at: wish.range ?? resource.range,
                    address: resource.address.description
                )
            }
        }
    }
}
