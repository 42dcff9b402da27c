import HetznerCloud
import ResourceModel

extension Refresher {
    /// What was found, with the word about each object that a run made, could not start, and did not come to mark.
    ///
    /// Only what is the stack's, out of service, without a mark, and without a word of file or state about that is asked
    /// for its actions. What was in service once was taken out of it by somebody, who may have a reason.
    func addingStarts(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        to found: [ResourceType.Name: [ResourceID: ObservedObject]]
    ) async throws -> [ResourceType.Name: [ResourceID: ObservedObject]] {
        var found = found
        for type in catalog.types {
            guard let window = type.window, let history = window.history else { continue }
            let declared = desired.resources.values.filter { $0.type == type.name }
            let settled = declared.filter { $0.value(window.attribute) != nil }
            let settledNames = Set(settled.compactMap { $0.value(.name)?.string })
            let names = Set(declared.compactMap { $0.value(.name)?.string })
            let records = recorded.resources.values.filter { $0.type == type.name }
            let known = Set(records.flatMap(\.objects))
            let settledIDs = Set(settled.compactMap { recorded.resources[$0.address]?.id })
                .union(records.filter { $0.attributes[window.attribute] != nil }.map(\.id))
            let silent = (found[type.name] ?? [:]).values.filter { object in
                guard object.attributes[window.attribute] == window.outOfService, !object.isOwedService,
                    !settledIDs.contains(object.id), object.name.map(settledNames.contains) != true
                else { return false }
                if known.contains(object.id) { return true }
                guard let owner = object.ownership else {
                    return !desired.usesOwnershipLabels && object.name.map(names.contains) == true
                }
                return owner.stack == desired.stack
            }
            for object in silent.sorted(by: { $0.id < $1.id }) {
                let isNeverStarted = try await history.tellsOfNoStart(actions(of: object.id, type))
                found[type.name]?[object.id]?.wasNeverStarted = isNeverStarted
            }
        }
        return found
    }

    private func actions(of id: ResourceID, _ type: ResourceType) async throws -> [Action] {
        let path: APIPath = "\(APIPath(type.collection.path))/\(id)"
        do {
            return try await client.all("\(path)/actions", key: "actions").compactMap { Action($0) }
        } catch let error as APIError where error.status == 404 {
            // It is gone by now.
            return []
        }
    }
}

extension ServiceHistory {
    /// Whether the actions are all there, and somebody wanted the object in service in vain.
    ///
    /// What was made to be out of service has no start among its actions.
    fileprivate func tellsOfNoStart(_ actions: [Action]) -> Bool {
        let starts = actions.filter { started.contains($0.command) }
        return actions.contains { $0.command == made } && !starts.isEmpty && starts.allSatisfy { $0.status != .success }
    }
}
