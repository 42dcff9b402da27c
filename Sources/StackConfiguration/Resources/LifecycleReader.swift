import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads what a resource says about itself beyond its attributes: `lifecycle`, `depends_on`, `on_change`.
struct LifecycleReader {
    let type: ResourceType
    let declarations: Declarations
    let all: DeclaredUnits
    private let scalars = ScalarReader()

    init(type: ResourceType, declarations: Declarations, all: DeclaredUnits) {
        self.type = type
        self.declarations = declarations
        self.all = all
    }

    func lifecycle(_ node: Node, _ problems: inout Problems) -> Lifecycle {
        var lifecycle = Lifecycle()
        for entry in entries(of: node, for: "lifecycle", &problems) {
            let value = entry.value
            switch entry.name {
            case "prevent_destroy":
                lifecycle.preventDestroy = scalars.flag(of: value, for: entry.name, &problems) ?? false
                lifecycle.preventDestroyRange = value.range
            case "create_before_destroy":
                lifecycle.createBeforeDestroy = scalars.flag(of: value, for: entry.name, &problems) ?? false
            case "never_replace":
                lifecycle.neverReplace = scalars.flag(of: value, for: entry.name, &problems) ?? false
            case "on_removal":
                lifecycle.onRemoval =
                    choice(value, of: Lifecycle.Removal.allCases, for: entry.name, &problems) ?? .destroy
            case "ignore_changes":
                lifecycle.ignoreChanges = ignoredChanges(value, &problems)
            case "replace_on":
                lifecycle.replaceOn = Set(
                    nodes(of: value, for: entry.name, &problems).compactMap { node in
                        scalars.text(of: node, for: "replace_on", &problems).flatMap {
                            attribute($0, at: node, &problems)?.name
                        }
                    }
                )
            default:
                problems.reportUnknownAttribute(entry, of: "'lifecycle'", known: Self.keys)
            }
        }
        return lifecycle
    }

    private static let keys = [
        "prevent_destroy", "ignore_changes", "create_before_destroy", "on_removal", "replace_on", "never_replace",
    ]

    func dependencies(_ node: Node, _ problems: inout Problems) -> [DesiredResource.Dependency] {
        var dependencies: [DesiredResource.Dependency] = []
        for node in nodes(of: node, for: "depends_on", &problems) {
            guard let text = scalars.text(of: node, for: "depends_on", &problems) else { continue }
            guard let found = all.addresses(text, in: declarations.module) else {
                let hint = problems.question(for: text, among: declarations.allAddresses)
                problems.report(.unknownAddress(text, at: node.range, hint: hint))
                continue
            }
            dependencies += found.map { DesiredResource.Dependency($0, range: node.range) }
        }
        return dependencies.sorted { $0.address < $1.address }
    }

    /// What `on_change` says, and whether others wait until the resource is healthy.
    func changePolicies(
        _ node: Node,
        _ problems: inout Problems
    ) -> (policies: [AttributeName: ChangePolicy], isAwaitedHealthy: Bool) {
        let choices = Dictionary(
            type.changeChoices.map { ($0.attribute.name.text, $0.policies) }
        ) { first, _ in first }
        var policies: [AttributeName: ChangePolicy] = [:]
        var isAwaitedHealthy = false
        for entry in entries(of: node, for: "on_change", &problems) {
            if entry.name == Self.wait, type.window != nil {
                let wait: Waiting? = choice(entry.value, of: Waiting.allCases, for: entry.name, &problems)
                isAwaitedHealthy = wait == .healthy
                continue
            }
            guard let allowed = choices[entry.name] else {
                problems.report(
                    .noChoice(entry, of: type, among: (choices.keys + (type.window == nil ? [] : [Self.wait])).sorted())
                )
                continue
            }
            policies[AttributeName(entry.name)] = choice(entry.value, of: allowed, for: entry.name, &problems)
        }
        return (policies, isAwaitedHealthy)
    }

    /// What others that take turns with a resource wait for.
    static let wait = "wait"
    enum Waiting: String, CaseIterable {
        case healthy
    }

    /// The names of attributes, each with the keys in it that are ignored; none means the whole attribute.
    private func ignoredChanges(_ node: Node, _ problems: inout Problems) -> [AttributeName: Set<String>] {
        var ignored: [AttributeName: Set<String>] = [:]
        for node in nodes(of: node, for: "ignore_changes", &problems) {
            guard let path = scalars.text(of: node, for: "ignore_changes", &problems) else { continue }
            let parts = path.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let first = parts.first, let attribute = attribute(first, at: node, &problems) else { continue }
            guard parts.count == 2 else {
                ignored.updateValue([], forKey: attribute.name)
                continue
            }
            guard hasKey(parts[1], attribute, at: node, &problems), ignored[attribute.name] != [] else { continue }
            ignored[attribute.name, default: []].insert(parts[1])
        }
        return ignored
    }

    private func hasKey(_ key: String, _ attribute: Attribute, at node: Node, _ problems: inout Problems) -> Bool {
        switch attribute.kind {
        case .labels where !key.isEmpty:
            return true
        case .object(let parts):
            let names = parts.map(\.name.text)
            if names.contains(key) { return true }
            problems.report(.unknownName(key, of: "'\(attribute.name)'", at: node.range, known: names))
        case .elements(let set):
            let names = set.attributes.map(\.name).filter { !set.key.contains($0) }.map(\.text)
            if names.contains(key) { return true }
            problems.report(.unknownName(key, of: "'\(attribute.name)'", at: node.range, known: names))
        case .labels, .string, .integer, .boolean, .oneOf, .reference, .offering, .list:
            problems.report(.unknownName(key, of: "'\(attribute.name)'", at: node.range, known: []))
        }
        return false
    }

    private func attribute(_ name: String, at node: Node, _ problems: inout Problems) -> Attribute? {
        if let attribute = type.attribute(AttributeName(name)) { return attribute }
        let known = type.attributes.map(\.name.text)
        problems.report(.unknownName(name, of: type.name.words, at: node.range, known: known))
        return nil
    }
}

extension LifecycleReader {
    private func choice<Choice: RawRepresentable<String>>(
        _ node: Node,
        of allowed: [Choice],
        for name: String,
        _ problems: inout Problems
    ) -> Choice? {
        guard let text = scalars.text(of: node, for: name, &problems) else { return nil }
        if let choice = allowed.first(where: { $0.rawValue == text }) { return choice }
        let words = allowed.map(\.rawValue)
        problems.report(
            .invalidValue(
                expected: words.quoted(joinedBy: "or"),
                for: name,
                not: quoted(text),
                at: node.range,
                hint: Suggestion.question(for: text, among: words)
            )
        )
        return nil
    }

    private func entries(of node: Node, for name: String, _ problems: inout Problems) -> [Node.Entry] {
        if case .mapping(let entries) = node.content { return entries }
        reportUnlessEmpty(node, expected: "a map", for: name, &problems)
        return []
    }

    private func nodes(of node: Node, for name: String, _ problems: inout Problems) -> [Node] {
        if case .sequence(let nodes) = node.content { return nodes }
        let hint = name == "depends_on" ? "Write addresses: depends_on: [servers.db]" : nil
        reportUnlessEmpty(node, expected: "a list", for: name, hint: hint, &problems)
        return []
    }

    private func reportUnlessEmpty(
        _ node: Node,
        expected: String,
        for name: String,
        hint: String? = nil,
        _ problems: inout Problems
    ) {
        if case .invalid = node.content { return }
        guard !node.isNull else { return }
        problems.report(.wrongType(expected: expected, for: name, node, hint: hint))
    }
}

extension Diagnostic {
    fileprivate static func unknownAddress(_ text: String, at range: SourceRange, hint: String?) -> Diagnostic {
        .error(
            "unknown-reference",
            "there is no resource \(quoted(text)) in this file",
            at: range,
            hint: hint ?? "Write the section and the logical name: 'servers.web'."
        )
    }

    fileprivate static func unknownName(
        _ name: String,
        of owner: String,
        at range: SourceRange,
        known: [String]
    ) -> Diagnostic {
        .error(
            "unknown-attribute",
            "\(owner) has no attribute \(quoted(name))",
            at: range,
            hint: Suggestion.question(for: name, among: known)
        )
    }

    fileprivate static func noChoice(_ entry: Node.Entry, of type: ResourceType, among names: [String]) -> Diagnostic {
        let isAttribute = type.attribute(AttributeName(entry.name)) != nil
        let choices = names.isEmpty ? "no attribute" : names.quoted(joinedBy: "and") + " alone"
        return .error(
            isAttribute ? "no-change-policy" : "unknown-attribute",
            "'on_change' of a \(type.name.words) takes \(choices), not \(quoted(entry.name))",
            at: entry.key.range,
            hint: Suggestion.question(for: entry.name, among: names)
        )
    }
}
