import Diagnostics
import HetznerCatalog
import ResourceModel
import StackWriting
import TerraformStates
import Workflow

/// What a state of Terraform has of a project, and what becomes of it.
struct TerraformStart {
    private let path: String
    private let state: TerraformState
    /// What Terraform made, by what it calls it.
    let names: [ObjectKey: GivenName]
    /// What the files say of it from which Terraform made it.
    let notes: [ObjectKey: GivenNotes]

    /// - Parameter folder: the one with those files, where it is known.
    init(_ path: String, files folder: String?) throws {
        self.path = path
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path)
        } catch {
            throw WorkflowFailure(.unreadable(path, "\(error)"))
        }
        state = try TerraformState(bytes, path: path, prefix: TerraformTypes.prefix)
        let objects = state.resources.compactMap { resource -> (ObjectKey, GivenName)? in
            guard !resource.isDeposed, let object = resource.object else { return nil }
            return (object, GivenName(resource.words, resource.instance))
        }
        names = Dictionary(objects) { first, _ in first }
        let files = try folder.map { try TerraformFiles($0) }
        let notes = state.resources.compactMap { resource -> (ObjectKey, GivenNotes)? in
            guard !resource.isDeposed, let object = resource.object else { return nil }
            let hidden = Catalog.hetzner[object.type].attributes.filter(\.isSensitive).map(\.name)
            return files?.notes(on: resource, hidden).map { (object, $0) }
        }
        self.notes = Dictionary(notes) { first, _ in first }
    }

    /// Throws where the project has nothing of what the state has.
    func check(_ written: WrittenStack) throws(WorkflowFailure) {
        guard written.objects.isEmpty, !names.isEmpty else { return }
        throw WorkflowFailure(.otherProject(path))
    }

    /// What was left out and why, and how Terraform forgets the rest.
    func text(_ written: WrittenStack) -> String {
        remarks(written) + handover
    }

    private func remarks(_ written: WrittenStack) -> String {
        let types = Dictionary(Catalog.hetzner.types.map { ($0.section, $0.name) }) { first, _ in first }
        let found = Set(written.objects.map { ObjectKey(types[$0.key.section] ?? "", $0.value) })
        let present = found.union(written.leftOut.map(\.key))
        let owners = owners(found)
        let lines = state.resources.compactMap { resource -> String? in
            reason(resource, found, present, owners).map { "\(resource.address): \($0)" }
        }
        let others = state.others > 0 ? ["what is not of Hetzner Cloud (\(state.others)) stays with Terraform"] : []
        let list = BoundedList(Self.unique(lines) + others)
        let tainted = state.resources.filter { resource in
            resource.isTainted && resource.object.map(found.contains) == true
        }
        return list.text(under: "Not taken over from Terraform's state:")
            + BoundedList(Self.unique(tainted.map(\.address)))
            .text(under: "Tainted: Terraform would make these anew, and hzform leaves them as they are:")
    }

    private func reason(
        _ resource: TerraformResource,
        _ found: Set<ObjectKey>,
        _ present: Set<ObjectKey>,
        _ owners: Set<String>
    ) -> String? {
        if resource.isData { return "only read; what needs it is written by name" }
        if TerraformTypes.parts.contains(resource.type) {
            let isTaken = resource.owners.isEmpty || resource.owners.contains(where: owners.contains)
            return isTaken ? nil : "what it is part of is not in this state"
        }
        if let reason = TerraformTypes.hiddenParts[resource.type] { return reason }
        guard let type = TerraformTypes.objects[resource.type] else { return "hzform has no such resource" }
        guard let object = resource.object else { return "the state has no ID of it" }
        guard !resource.isDeposed else {
            let isThere = present.contains(object)
            return "left behind by a replacement"
                + (isThere ? ": delete the \(type.words) \(object.id) by hand" : ", and gone by now")
        }
        return found.contains(object) ? nil : "the project has no \(type.words) \(object.id)"
    }

    /// The IDs and names of what is taken over.
    private func owners(_ found: Set<ObjectKey>) -> Set<String> {
        let taken = state.resources.filter { $0.object.map(found.contains) == true }
        return Set(taken.flatMap { [$0.id.map { String($0) }, $0.cloudName].compactMap(\.self) })
    }

    /// The commands for all that is described now; what is described must not be destroyed by Terraform.
    private var handover: String {
        let addresses = state.resources.filter { !$0.isData }.map(\.address)
        let lines = Self.unique(addresses).map { "  terraform state rm '\($0)'\n" }
        return """
            Terraform still has all of it in its state, and 'terraform destroy' would delete it. To hand it over, run where \
            Terraform runs, and take the blocks out of its files:

            """ + lines.joined()
    }

    private static func unique(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0).inserted }
    }
}

extension TerraformResource {
    /// What it is in the project; nil for what was only read, and for what is part of something else.
    fileprivate var object: ObjectKey? {
        guard !isData, let type = TerraformTypes.objects[type], let id else { return nil }
        return ObjectKey(type, ResourceID(id))
    }

    fileprivate var instance: ResourceAddress.Instance? {
        switch index {
        case nil: nil
        case .number(let number)?: .index(Int(number))
        case .key(let key)?: .key(key)
        }
    }
}

extension Diagnostic {
    fileprivate static func otherProject(_ path: String) -> Diagnostic {
        .error(
            "terraform-state",
            "nothing was written: the project has none of what '\(path)' has",
            hint: "Is the token another project's?"
        )
    }

    fileprivate static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
        .error("terraform-state", "'\(path)' cannot be read: \(reason)")
    }
}
