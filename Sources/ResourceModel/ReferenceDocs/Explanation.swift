/// A resource type, or one of its attributes, explained on a terminal.
package struct Explanation {
    private let type: ResourceType
    private let catalog: Catalog

    package init(_ type: ResourceType, catalog: Catalog) {
        self.type = type
        self.catalog = catalog
    }

    /// The type with a line for each attribute, and its example; it ends with a line break.
    package var text: String {
        let width = type.attributes.map(\.name.text.count).max() ?? 0
        let rows = type.attributes.map { attribute in
            let name = attribute.name.text
            let need = attribute.presence == .required ? " (required)" : ""
            return "  \(name)\(String(repeating: " ", count: width - name.count))  \(attribute.summary)\(need)"
        }
        let outputs = type.outputs.map { "  \($0.name)  \($0.summary)" }
        let parts = [
            "\(type.section): \(type.summary)", "Attributes:\n" + rows.joined(separator: "\n"),
            outputs.isEmpty ? "" : "Read-only attributes:\n" + outputs.joined(separator: "\n"),
            "Example:\n" + example, "More: hzform explain \(type.section).ATTRIBUTE",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n").withoutMarkup + "\n"
    }

    /// The paths below the section that can be explained: `image`, `subnets.type`.
    package var paths: [String] { all(type.attributes, under: "").map(\.path) }

    /// An attribute: its kind, default, and what a change of it does; `nil` where there is none at the path.
    package func text(of path: String) -> String? {
        guard let attribute = all(type.attributes, under: "").first(where: { $0.path == path })?.attribute else {
            return nil
        }
        let facts = [
            ("value", attribute.valueWords(in: catalog)), ("default", attribute.defaultWords),
            ("a change", attribute.changeWords),
        ]
        let lines = facts.filter { !$0.1.isEmpty }.map { name, text in
            "  \(name)\(String(repeating: " ", count: 10 - name.count))\(text)"
        }
        let parts = attribute.kind.parts.map { "  \(path).\($0.name)  \($0.summary)" }
        let below = parts.isEmpty ? "" : "\n\nParts:\n" + parts.joined(separator: "\n")
        let text = "\(type.section).\(path): \(attribute.summary)\n\n\(lines.joined(separator: "\n"))\(below)"
        return "\(text)\n\nExample:\n\(example)\n".withoutMarkup
    }

    private var example: String {
        type.example.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
            .joined(separator: "\n")
    }

    private func all(_ attributes: [Attribute], under path: String) -> [(path: String, attribute: Attribute)] {
        attributes.flatMap { attribute in
            let own = path + attribute.name.text
            return [(own, attribute)] + all(attribute.kind.parts, under: own + ".")
        }
    }
}

extension String {
    /// Without what marks code and emphasis in Markdown.
    fileprivate var withoutMarkup: String {
        split(separator: "**", omittingEmptySubsequences: false).joined().filter { $0 != "`" }
    }
}
