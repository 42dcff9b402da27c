import ResourceModel

extension ChangeBuilder {
    /// Has a new object come in the place of an old one, which `old` removes.
    ///
    /// `temporaryName` is the name that it has until the old one is gone; nobody waits for it.
    mutating func addReplacement(
        of object: ObservedObject,
        with resource: DesiredResource,
        removedBy old: ChangeBuilder,
        createsFirst: Bool,
        temporaryName: String?,
        to drafts: inout StepDrafts
    ) {
        var old = old
        guard createsFirst else {
            let deletion = old.addDeletion(of: object, to: &drafts)
            _ = addCreation(of: resource, temporaryName: nil, after: [deletion], to: &drafts)
            return
        }
        let creation = addCreation(of: resource, temporaryName: temporaryName, after: [], to: &drafts)
        // What is set only afterwards may fail too, and the old object is what there is as long as it does.
        let deletion = old.addDeletion(of: object, after: creation, preferring: [.settled(address)], to: &drafts)
        if temporaryName != nil { addRename(of: resource, after: deletion, to: &drafts) }
    }

    /// Gives the new object the name that the old one had to give up first.
    private func addRename(of resource: DesiredResource, after deletion: Int, to drafts: inout StepDrafts) {
        guard let name = resource.value(.name) else { return }
        var rename = draft("rename to \(name.keyText)", requests.put([AttributeName.name.text: name]))
        rename.after.insert(deletion)
        rename.requires.insert(.free(.name, scope: typeScope, value: name))
        rename.provides = [.settled(address), .attribute(address, .name)]
        rename.outcome = .changed([.attribute(.name, name)])
        _ = drafts.add(rename)
    }
}
