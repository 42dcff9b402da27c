import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads `adopt`: what a resource takes over instead of being created.
struct AdoptionReader {
    let type: ResourceType
    private let scalars = ScalarReader()

    init(type: ResourceType) { self.type = type }

    func adoption(_ node: Node, _ problems: inout Problems) -> Adoption? {
        switch node.content {
        case .invalid:
            return nil
        case .mapping(let entries):
            return object(entries, in: node, &problems)
        case .scalar(let scalar):
            if node.isNull || scalar.value == .boolean(false) { return nil }
            guard scalar.value == .boolean(true) else { break }
            guard type.hasUniqueName else {
                problems.report(.nothingToFindBy(type, at: node.range))
                return nil
            }
            return .named
        case .sequence, .pending, .link:
            break
        }
        problems.report(.wrongType(expected: "true or a map with 'id'", for: "adopt", node))
        return nil
    }

    private func object(_ entries: [Node.Entry], in node: Node, _ problems: inout Problems) -> Adoption? {
        var id: Int64?
        for entry in entries {
            guard entry.name == "id" else {
                problems.reportUnknownAttribute(entry, of: "'adopt'", known: ["id"])
                return nil
            }
            guard case .scalar(let scalar) = entry.value.content, case .integer(let number) = scalars.value(of: scalar)
            else {
                problems.report(.wrongType(expected: "an integer", for: "id", entry.value))
                return nil
            }
            id = number
        }
        guard type.collection.parent == nil else {
            problems.report(.foundByName(type, at: node.range))
            return nil
        }
        guard let id else {
            problems.report(.missingAttributes(["id"], of: "'adopt'", at: node.range))
            return nil
        }
        return .object(ResourceID(id))
    }
}

extension Diagnostic {
    fileprivate static func foundByName(_ type: ResourceType, at range: SourceRange) -> Diagnostic {
        .error(
            "invalid-value",
            "a \(type.name.words) has no ID of its own: it is found by what it is called",
            at: range,
            hint: "Write: adopt: true"
        )
    }

    fileprivate static func nothingToFindBy(_ type: ResourceType, at range: SourceRange) -> Diagnostic {
        .error(
            "invalid-value",
            "a \(type.name.words) has no name by which it could be found",
            at: range,
            hint: "Say which one it takes over: adopt: { id: … }"
        )
    }
}
