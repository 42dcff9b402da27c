import Diagnostics
import ResourceModel
import YAMLDocuments

/// Finds what a logical name stands for.
struct ReferenceResolver {
    private let declarations: Declarations
    private let sections: [ResourceType.Name: String]

    init(_ declarations: Declarations, _ catalog: Catalog) {
        self.declarations = declarations
        sections = Dictionary(catalog.types.map { ($0.name, $0.section) }) { first, _ in first }
    }

    /// A reference to the resource of a name in the section of a type; reports what is not there.
    func reference(
        _ name: String,
        of type: ResourceType.Name,
        at node: YAMLNode,
        _ problems: inout Problems
    ) -> Value? {
        guard let section = sections[type] else {
            preconditionFailure("a catalog has every type that its attributes refer to, but not '\(type)'")
        }
        let address = ResourceAddress(section, name)
        if let reference = declarations.reference(to: address) { return reference }
        problems.report(.unknownReference(name, type, at: node, hint: hint(for: name, in: section, &problems)))
        return nil
    }

    private func hint(for name: String, in section: String, _ problems: inout Problems) -> String {
        let names = declarations.names(in: section)
        let prefix = section + "."
        if name.hasPrefix(prefix), case let key = String(name.dropFirst(prefix.count)), names.contains(key) {
            return "A reference is the logical name alone: '\(key)'."
        }
        return problems.question(for: name, among: names) ?? "Declare it under '\(section)'."
    }
}

extension Diagnostic {
    fileprivate static func unknownReference(
        _ name: String,
        _ type: ResourceType.Name,
        at node: YAMLNode,
        hint: String
    ) -> Diagnostic {
        .error(
            "unknown-reference",
            "there is no \(type.words) \(quoted(name)) in this file",
            at: node.range,
            hint: hint
        )
    }
}
