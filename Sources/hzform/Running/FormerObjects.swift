import Diagnostics
import HetznerCatalog
import ResourceModel
import StackWriting
import TerraformStates
import Workflow

/// What of a project another tool's state has, and what becomes of it.
struct FormerObjects {
    private let state: FormerState
    /// What each resource of the state is in the project, or why it is nothing there.
    private let places: [Place]

    private enum Place {
        case object(ObjectKey)
        /// Part of an object, of which the state may know more.
        case part
        case nowhere(String)
    }

    init(_ state: FormerState, in observed: ObservedState) {
        self.state = state
        let located = FormerPlaces(state.resources, observed)
        places = state.resources.map { resource in
            if resource.condition.isData { return .nowhere("only read; what needs it is written by name") }
            if TerraformTypes.parts.contains(resource.type) { return .part }
            if let kept = TerraformTypes.kept[resource.type] {
                switch located.place(of: resource, kept) {
                case .listed: return .part
                case .object(let key): return .object(key)
                case .nowhere(let reason): return .nowhere(reason)
                }
            }
            guard TerraformTypes.objects[resource.type] != nil else { return .nowhere("hzform has no such resource") }
            return resource.object.map(Place.object) ?? .nowhere("the state has no ID of it")
        }
    }

    /// What the tool made, by what it calls it.
    var names: [ObjectKey: GivenName] {
        let names = objects.map { resource, key in
            let isWhole = TerraformTypes.kept[resource.type]?.entries == nil
            return (key, GivenName(resource.words, isWhole ? resource.instance : nil))
        }
        return Dictionary(names) { first, _ in first }
    }

    /// What the files say of it from which it was made.
    var notes: [ObjectKey: GivenNotes] {
        let notes = objects.compactMap { resource, key in
            state.notes(on: resource, Catalog.hetzner[key.type].attributes.filter(\.isSensitive).map(\.name))
                .map { (key, $0) }
        }
        return Dictionary(notes + state.resources.compactMap(partNotes)) { $0.adding($1) }
    }

    /// Where the secret of a part of an object comes from.
    private func partNotes(_ resource: TerraformResource) -> (ObjectKey, GivenNotes)? {
        guard !resource.condition.isData, !resource.condition.isDeposed,
            let part = TerraformTypes.secretParts[resource.type], let name = resource.cloudName,
            let owner = resource.owners.lazy.compactMap({ Int64($0) }).first,
            let list = Catalog.hetzner[part.owner].attribute(part.list),
            let input = state.notes(on: resource, [part.secret])?.inputs[part.secret]
        else { return nil }
        let inputs = [list.secret(of: part.secret, in: name): input]
        return (ObjectKey(part.owner, ResourceID(owner)), GivenNotes(comments: [], inputs: inputs))
    }

    private var objects: [(resource: TerraformResource, key: ObjectKey)] {
        zip(state.resources, places).compactMap { resource, place in
            guard !resource.condition.isDeposed, case .object(let key) = place else { return nil }
            return (resource, key)
        }
    }

    /// Throws where there is nothing to write a file of.
    func check(_ written: WrittenStack) throws(WorkflowFailure) {
        guard written.objects.isEmpty else { return }
        guard objects.isEmpty else { throw WorkflowFailure(.otherProject(state.tool, state.path)) }
        throw WorkflowFailure(.nothingToTake(state.tool, state.path, remarks(written, [], [])))
    }

    /// What was left out and why, and how the tool forgets the rest.
    func text(_ written: WrittenStack) -> String {
        let types = Dictionary(Catalog.hetzner.types.map { ($0.section, $0.name) }) { first, _ in first }
        let found = Set(written.objects.map { ObjectKey(types[$0.key.section] ?? "", $0.value) })
        let owners = owners(found)
        let forgotten = zip(state.resources, places).filter { isForgotten($0, $1, found, owners) }.map(\.0.address)
        return remarks(written, found, owners) + state.tool.handover(Self.unique(forgotten))
    }

    private func remarks(_ written: WrittenStack, _ found: Set<ObjectKey>, _ owners: Set<String>) -> String {
        let left = Dictionary(written.leftOut.map { ($0.key, $0.reason) }) { first, _ in first }
        let lines = zip(state.resources, places).compactMap { resource, place in
            reason(resource, place, found, left, owners).map { "\(resource.address): \($0)" }
        }
        let others =
            state.others > 0
            ? ["what is not of Hetzner Cloud (\(state.others)) stays with \(state.tool.name)"] : []
        let tainted = objects.filter { $0.resource.condition.isTainted && found.contains($0.key) }
        return BoundedList(Self.unique(lines) + others)
            .text(under: "Not taken over from \(state.tool.name)'s state:")
            + BoundedList(Self.unique(tainted.map(\.resource.address)))
            .text(under: "Tainted: \(state.tool.name) would replace these, and hzform leaves them as they are:")
    }

    /// Whether the tool has no business with a resource any more: it is described, or is part of what is.
    private func isForgotten(
        _ resource: TerraformResource,
        _ place: Place,
        _ found: Set<ObjectKey>,
        _ owners: Set<String>
    ) -> Bool {
        guard !resource.condition.isData, !resource.condition.isDeposed else { return false }
        switch place {
        case .object(let key): return found.contains(key)
        case .part: return resource.owners.isEmpty || resource.owners.contains(where: owners.contains)
        case .nowhere: return resource.owners.contains(where: owners.contains)
        }
    }

    private func reason(
        _ resource: TerraformResource,
        _ place: Place,
        _ found: Set<ObjectKey>,
        _ left: [ObjectKey: LeftOut.Reason],
        _ owners: Set<String>
    ) -> String? {
        switch place {
        case .nowhere(let reason):
            return reason
        case .part:
            let isTaken = resource.owners.isEmpty || resource.owners.contains(where: owners.contains)
            return isTaken ? nil : "what it is part of is not in this state"
        case .object(let key):
            guard !resource.condition.isDeposed else {
                let isThere = found.contains(key) || left[key] != nil
                return "left behind by a replacement"
                    + (isThere ? ": delete the \(key.type.words) \(key.id) by hand" : ", and deleted by now")
            }
            if case .stack(let stack)? = left[key] { return "it is of stack '\(stack)' already" }
            return found.contains(key) ? nil : "the project has no \(key.type.words) \(key.id)"
        }
    }

    /// The IDs and names of what is taken over.
    private func owners(_ found: Set<ObjectKey>) -> Set<String> {
        let taken = objects.filter { found.contains($0.key) }.map(\.resource)
        return Set(taken.flatMap { [$0.id.map { String($0) }, $0.cloudName].compactMap(\.self) })
    }

    private static func unique(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0).inserted }
    }
}

extension TerraformResource {
    /// What it is in the project; nil for what was only read, and for what is part of something else.
    var object: ObjectKey? {
        guard !condition.isData, let type = TerraformTypes.objects[type], let id else { return nil }
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
    fileprivate static func otherProject(_ tool: FormerTool, _ path: String) -> Diagnostic {
        .error(
            tool.code,
            "nothing was written: the project has none of what '\(path)' has",
            hint: "Is the token another project's?"
        )
    }

    fileprivate static func nothingToTake(_ tool: FormerTool, _ path: String, _ remarks: String) -> Diagnostic {
        let lines = remarks.split(separator: "\n").dropFirst()
        return .error(
            tool.code,
            "nothing was written: '\(path)' has nothing that can be taken over",
            notes: lines.map { Note(String($0.drop { $0 == " " })) }
        )
    }
}
