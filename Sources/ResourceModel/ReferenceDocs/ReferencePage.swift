/// The page about a resource type, in Markdown.
package struct ReferencePage {
    private let type: ResourceType
    private let catalog: Catalog

    package init(_ type: ResourceType, catalog: Catalog) {
        self.type = type
        self.catalog = catalog
    }

    package var fileName: String { "\(type.section).md" }

    package var text: String {
        let tables = [table(of: type.attributes, noun: "attribute")] + nested(type.attributes, under: [])
        let parts =
            ["# `\(type.section)`", type.summary, "```yaml\n\(type.example)\n```", "## Attributes"] + tables
            + [rules, outputs, whatGoes].compactMap { $0 }
        return Self.notice + parts.joined(separator: "\n\n") + "\n"
    }

    /// The page that lists all types.
    package static func index(of catalog: Catalog) -> String {
        let rows = catalog.types.map { "| [`\($0.section)`](\($0.section).md) | \($0.summary) |" }
        let table = ["| section | declares |", "| --- | --- |"] + rows
        return notice + "# Resource types\n\n" + table.joined(separator: "\n") + "\n\n" + common
    }

    package static let indexName = "README.md"

    private static let notice = "<!-- Written by scripts/generate; do not edit. -->\n\n"

    private static let common = """
        Each section is a map from logical names to resources. What is common to all of them:

        | key | meaning |
        | --- | --- |
        | `lifecycle` | `prevent_destroy`, `never_replace` and `create_before_destroy` are true or false; \
        `ignore_changes` and `replace_on` are lists of attributes; `on_removal` is `destroy` or `keep` |
        | `depends_on` | addresses such as `servers.web` that have to be there first |
        | `on_change` | what a change of an attribute leads to that only a creation can set; `wait: healthy` for servers \
        that take turns |
        | `extra` | what happens to elements of declared lists that somebody else added: `keep`, `remove` or `error`, \
        or one of these for each list: `extra: { rules: keep }` |
        | `timeout` | how long to wait for one operation: `90s`, `10m`, `1h30m` |

        An attribute that is not written is left alone in the cloud, unless an earlier apply set it.

        """

    /// Parts that change with what they belong to have no column that says so.
    private func table(of attributes: [Attribute], noun: String) -> String {
        let changes = attributes.contains { !$0.changesAsPart }
        let head =
            changes
            ? ["| \(noun) | value | default | a change | |", "| --- | --- | --- | --- | --- |"]
            : ["| \(noun) | value | default | |", "| --- | --- | --- | --- |"]
        let rows = attributes.map { attribute in
            let columns = [attribute.valueWords(in: catalog), attribute.defaultWords]
            let change = changes ? [attribute.changeWords] : []
            return (["`\(attribute.name)`"] + columns + change + [attribute.summary]).joined(separator: " | ")
        }
        return (head + rows.map { "| \($0) |" }).joined(separator: "\n")
    }

    /// A table for each attribute that has parts, under its path.
    private func nested(_ attributes: [Attribute], under path: [String]) -> [String] {
        attributes.flatMap { attribute -> [String] in
            let parts = attribute.kind.parts
            guard !parts.isEmpty else { return [] }
            let path = path + [attribute.name.text]
            return ["### `\(path.joined(separator: "."))`", table(of: parts, noun: "part")]
                + nested(parts, under: path)
        }
    }

    private var rules: String? {
        let lines = type.constraints.map { "- \($0.words)" }
        return lines.isEmpty ? nil : "## Rules\n\n" + lines.joined(separator: "\n")
    }

    private var outputs: String? {
        guard !type.outputs.isEmpty else { return nil }
        let rows = type.outputs.map { "| `\($0.name)` | \($0.summary) |" }
        return (["## Read-only attributes", "", "| name | |", "| --- | --- |"] + rows).joined(separator: "\n")
    }

    private var whatGoes: String? {
        let impacts = type.deletionImpacts.subtracting([.live]).sorted { $0 > $1 }.map { "`\($0.rawValue)`" }
        return impacts.isEmpty ? nil : "Deleting it causes \(impacts.joined(separator: ", "))."
    }
}
