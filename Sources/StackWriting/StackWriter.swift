import LabelText
import ResourceModel
import YAMLDocuments

/// A file that describes what a project has.
package struct WrittenStack: Sendable {
    package let text: String
    /// The object at each address.
    package let objects: [ResourceAddress: ResourceID]
    /// What is in the project and not in the file.
    package let leftOut: [LeftOut]
}

/// Writes the file that a person would have written of what a project has.
///
/// It interprets the catalog, and knows no type.
package struct StackWriter: Sendable {
    private let catalog: Catalog

    package init(catalog: Catalog) { self.catalog = catalog }

    package func write(_ observed: ObservedState, _ scope: WritingScope, from origin: String) -> WrittenStack {
        let selection = ProjectSelection(observed, catalog, scope)
        let named = NamedSelection(selection, scope)
        let settings = CommonSettings(selection.taken)
        var references = References(selection, named.names, observed, catalog)
        let sections = named.sections(settings, &references)
        var layout = TextLayout()
        layout.comment([origin])
        layout.comment(remarks(selection))
        layout.entries([TextNode.Entry("stack", .text(scope.stack))])
        for (key, node) in [("settings", settings.node), ("existing", references.existingNode)] {
            guard let node else { continue }
            layout.blankLine()
            layout.entries([TextNode.Entry(key, node)])
        }
        for section in sections {
            layout.blankLine()
            layout.comment(unseen(section.type))
            layout.section(section.type.section, section.entries)
        }
        let objects = sections.flatMap { $0.objects.map { ($0.key, $0.value) } }
        return WrittenStack(
            text: canonical(layout.text),
            objects: Dictionary(objects) { first, _ in first },
            leftOut: selection.leftOut
        )
    }

    private func canonical(_ text: String) -> String {
        YAMLFormatter.format(Array(text.utf8), path: "hzform.yaml").text ?? text
    }
}

extension StackWriter {
    private static let mostNamed = 20

    /// What is not in the file, and why.
    private func remarks(_ selection: ProjectSelection) -> [String] {
        guard !selection.leftOut.isEmpty else { return [] }
        let lines = selection.leftOut.prefix(Self.mostNamed).map { "  - \($0.words(catalog))" }
        let rest = selection.leftOut.count - lines.count
        return ["", "Also in the project, and not part of this stack:"] + lines
            + (rest > 0 ? ["  - and \(rest) more"] : [])
    }

    /// What the API does not show of objects of a type, and is left out for that.
    private func unseen(_ type: ResourceType) -> [String] {
        let hidden = type.attributes.filter { attribute in
            if case .input = attribute.update { return false }
            return !attribute.isShown && attribute.presence == .optional && !isDemanded(attribute, type)
        }
        guard !hidden.isEmpty else { return [] }
        return ["The API does not show \(hidden.map(\.name).quoted): what is written of that here is for new ones."]
    }

    private func isDemanded(_ attribute: Attribute, _ type: ResourceType) -> Bool {
        type.constraints.contains { constraint in
            guard case .rule(let rule) = constraint else { return false }
            return rule.required.contains(attribute.name)
        }
    }
}

extension LeftOut {
    /// As a list says it: `load balancer 'web' (ID 5), made by the cloud controller manager`.
    package func words(_ catalog: Catalog) -> String {
        let title = "\(key.type.words) \(name.map { "'\($0)' " } ?? "")(ID \(key.id))"
        return switch reason {
        case .stack(let stack): "\(title), of stack '\(stack)'"
        case .controller(let controller): "\(title), made by \(controller)"
        case .labels: "\(title), without such labels"
        case .unnamed: title
        }
    }
}
