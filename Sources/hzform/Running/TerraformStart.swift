import Diagnostics
import HetznerCatalog
import ResourceModel
import StackWriting
import TerraformStates
import Workflow

/// What a state of Terraform has of a project, and what becomes of it.
struct TerraformStart {
    private let state: TerraformState
    /// What Terraform made, by what it calls it.
    let names: [ObjectKey: GivenName]

    init(_ path: String) throws {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path)
        } catch {
            throw WorkflowFailure(.unreadable(path, "\(error)"))
        }
        state = try TerraformState(bytes, path: path, prefix: TerraformTypes.prefix)
        let objects = state.resources.compactMap { resource -> (ObjectKey, GivenName)? in
            guard !resource.isData, !resource.isDeposed, let type = TerraformTypes.objects[resource.type],
                let id = resource.id
            else { return nil }
            return (ObjectKey(type, ResourceID(id)), GivenName(resource.words, resource.instance))
        }
        names = Dictionary(objects) { first, _ in first }
    }

    /// What was left out and why, and how Terraform forgets the rest.
    func text(_ written: WrittenStack) -> String {
        leftOut(written) + handover
    }

    private func leftOut(_ written: WrittenStack) -> String {
        let found = Set(written.objects.map { ObjectKey(sectionTypes[$0.key.section] ?? "", $0.value) })
        let lines = state.resources.compactMap { resource -> String? in
            reason(resource, found).map { "  \(resource.address): \($0)\n" }
        }
        let others =
            state.others > 0 ? ["  what is not of Hetzner Cloud (\(state.others)) stays with Terraform\n"] : []
        let all = Self.unique(lines) + others
        return all.isEmpty ? "" : "Not taken over from Terraform's state:\n" + all.joined()
    }

    private func reason(_ resource: TerraformResource, _ found: Set<ObjectKey>) -> String? {
        if resource.isData { return "only read; what needs it is written by name" }
        if TerraformTypes.parts.contains(resource.type) { return nil }
        if let reason = TerraformTypes.hiddenParts[resource.type] { return reason }
        guard let type = TerraformTypes.objects[resource.type] else { return "hzform has no such resource" }
        guard let id = resource.id else { return "the state has no ID of it" }
        if resource.isDeposed { return "left behind by a replacement: delete the \(type.words) \(id) by hand" }
        return found.contains(ObjectKey(type, ResourceID(id))) ? nil : "the project has no \(type.words) \(id)"
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

    private var sectionTypes: [String: ResourceType.Name] {
        Dictionary(Catalog.hetzner.types.map { ($0.section, $0.name) }) { first, _ in first }
    }

    private static func unique(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0).inserted }
    }
}

extension TerraformResource {
    fileprivate var instance: ResourceAddress.Instance? {
        switch index {
        case nil: nil
        case .number(let number)?: .index(Int(number))
        case .key(let key)?: .key(key)
        }
    }
}

extension Diagnostic {
    fileprivate static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
        .error("terraform-state", "'\(path)' cannot be read: \(reason)")
    }
}
