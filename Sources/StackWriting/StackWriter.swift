import LabelText
import ResourceModel
import YAMLDocuments

/// Files that describe what a project has.
package struct WrittenStack: Sendable {
    package struct Part: Sendable {
        package let name: String
        package let text: String
    }

    package let text: String
    /// What it includes, where it would be too long for one file.
    package let parts: [Part]
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
        let declared = sections.map { (name: "\($0.type.section).yaml", text: text($0)) }
        let objects = sections.flatMap { $0.objects.map { ($0.key, $0.value) } }
        let isLong = objects.count >= Self.mostInOneFile && declared.count > 1
        let head =
            head(selection, scope, origin, includes: isLong ? declared.map(\.name) : [])
            + rest(unique(sections.flatMap(\.variables)), settings, references)
        return WrittenStack(
            text: canonical(([head] + (isLong ? [] : declared.map(\.text))).joined(separator: "\n")),
            parts: isLong
                ? declared.map { WrittenStack.Part(name: $0.name, text: canonical(schemaLine(scope) + $0.text)) } : [],
            objects: Dictionary(objects) { first, _ in first },
            leftOut: selection.leftOut
        )
    }

    private func head(
        _ selection: ProjectSelection,
        _ scope: WritingScope,
        _ origin: String,
        includes: [String]
    ) -> String {
        var layout = TextLayout()
        layout.comment([origin])
        layout.comment(remarks(selection))
        layout.entries([TextNode.Entry("stack", .text(scope.stack))])
        if !includes.isEmpty { layout.entries([TextNode.Entry("include", .list(includes.map(TextNode.text)))]) }
        return schemaLine(scope) + layout.text
    }

    /// Each variable once, however many take their value from it.
    private func unique(_ variables: [TextNode.Entry]) -> [TextNode.Entry] {
        var seen: Set<String> = []
        return variables.filter { seen.insert($0.key).inserted }
    }

    /// What stands between the name of the stack and what is declared.
    private func rest(_ variables: [TextNode.Entry], _ settings: CommonSettings, _ references: References) -> String {
        var layout = TextLayout()
        let nodes = [("settings", settings.node), ("existing", references.existingNode)]
        if !variables.isEmpty {
            layout.blankLine()
            layout.section("variables", variables)
        }
        for (key, node) in nodes {
            guard let node else { continue }
            layout.blankLine()
            layout.entries([TextNode.Entry(key, node)])
        }
        return layout.text
    }

    private func text(_ section: NamedSelection.Section) -> String {
        var layout = TextLayout()
        layout.comment(unseen(section.type))
        layout.section(section.type.section, section.entries)
        return layout.text
    }

    private func schemaLine(_ scope: WritingScope) -> String {
        scope.schema.map { "# yaml-language-server: $schema=\($0)\n" } ?? ""
    }

    private func canonical(_ text: String) -> String {
        YAMLFormatter.format(Array(text.utf8), path: "hzform.yaml").text ?? text
    }
}

extension StackWriter {
    private static let mostNamed = 20
    /// From so many resources on, each section is a file of its own.
    private static let mostInOneFile = 40

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
