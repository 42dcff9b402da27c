import Diagnostics
import ResourceModel

/// A change before its steps have their numbers.
struct ChangeDraft {
    let address: ResourceAddress
    let kind: Change.Kind
    let reason: Change.Reason
    var attributes: [AttributeChange] = []
    var impacts: Set<Impact> = []
    var notes: [String] = []
    var currentID: ResourceID?
    var origin: ResourceAddress?
    var range: SourceRange?
    var cost: CostChange?
}

extension ChangeDraft {
    func change(type: ResourceType.Name, steps: [Step.ID]) -> Change {
        var change = Change(
            address: address,
            type: type,
            kind: kind,
            reason: reason,
            attributes: attributes,
            impacts: impacts,
            notes: notes,
            steps: steps,
            currentID: currentID,
            origin: origin,
            range: range
        )
        change.cost = cost
        return change
    }
}
