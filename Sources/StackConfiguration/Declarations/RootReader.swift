import Diagnostics
import ResourceModel
import YAMLDocuments

/// The parts of a file, before anything in them is read.
struct Root: Sendable {
    /// One section of the file with the resources declared in it.
    struct Section: Sendable {
        let type: ResourceType
        /// In the order of the file.
        var declarations: [Declaration]

        init(_ type: ResourceType, _ declarations: [Declaration]) {
            self.type = type
            self.declarations = declarations
        }
    }

    /// The use of a module that the file is.
    let module: ModulePath
    /// The beginning of the file.
    let range: SourceRange
    /// Nil in a module, and where the file does not say it, which is an error.
    var stack: String?
    var settings: Node?
    var variables: Node?
    var locals: Node?
    var existing: Node?
    var outputs: Node?
    var modules: Node?
    var moved: Node?
    var removed: Node?
    var sections: [Section] = []
    /// Sections about whose resources nothing is known, because they could not be read.
    var brokenSections: Set<String> = []
}

/// Tells the keys at the top of a file apart.
struct RootReader {
    let catalog: Catalog
    /// The use of a module that the file is; the root for the file that hzform is given.
    var module = ModulePath.root

    /// Nil if the file is no map.
    func read(_ document: Node, _ problems: inout Problems) -> Root? {
        guard case .mapping(let entries) = document.content else {
            if case .invalid = document.content { return nil }
            problems.report(document.isNull ? .emptyFile(document) : .noMap(document))
            return nil
        }
        var root = Root(module: module, range: SourceRange(file: document.range.file, at: document.range.start))
        // A key that is meant as 'stack' is reported as what it is.
        let meant = ["stack", "name", "project"]
        if module.isRoot, !entries.contains(where: { meant.contains($0.name) }) {
            problems.report(.missingStack(document))
        }
        for (index, entry) in entries.enumerated() {
            let previous = index > 0 ? entries[index - 1] : nil
            if let section = previous, section.value.isNull, catalog.type(section: section.name) != nil,
                !isKnown(entry.name, problems.hints), case .mapping = entry.value.content
            {
                problems.report(.notIndented(entry, below: section))
                root.brokenSections.insert(section.name)
                continue
            }
            read(entry, into: &root, &problems)
        }
        return root
    }

    private func read(_ entry: Node.Entry, into root: inout Root, _ problems: inout Problems) {
        switch entry.name {
        case "stack", "moved", "removed":
            guard module.isRoot else { return problems.report(.notInModule(entry)) }
            switch entry.name {
            case "stack": root.stack = stack(entry.value, &problems)
            case "moved": root.moved = entry.value
            default: root.removed = entry.value
            }
        case "settings":
            root.settings = entry.value
        case "variables":
            root.variables = entry.value
        case "locals":
            root.locals = entry.value
        case "existing":
            root.existing = entry.value
        case "outputs":
            root.outputs = entry.value
        case "include":
            break
        case "modules":
            root.modules = entry.value
        case let name where name.hasPrefix("x-"):
            break
        case let name:
            if let type = catalog.type(section: name) {
                readSection(of: type, entry.value, into: &root, &problems)
            } else {
                let known = Self.ownKeys + catalog.types.map(\.section)
                problems.report(.unknownKey(entry, hint: problems.hints.section(entry.name, among: known)))
                root.brokenSections.formUnion(
                    problems.hints.meantSections(name, among: known, all: catalog.types.map(\.section))
                )
            }
        }
    }

    /// The keys at the top that are no sections.
    private static let ownKeys = [
        "stack", "settings", "variables", "locals", "existing", "outputs", "include", "modules", "moved",
        "removed",
    ]

    private func isKnown(_ name: String, _ hints: Hints) -> Bool {
        Self.ownKeys.contains(name) || name.hasPrefix("x-") || catalog.type(section: name) != nil
            || hints.section(name, among: Self.ownKeys + catalog.types.map(\.section)) != nil
    }

    /// The most characters of a stack's name.
    static let longestStack = 40

    private func stack(_ node: Node, _ problems: inout Problems) -> String? {
        guard let text = ScalarReader().text(of: node, for: "stack", &problems) else { return nil }
        let bytes = Array(text.utf8)
        let isStack =
            (1...Self.longestStack).contains(bytes.count) && bytes.first != UInt8(ascii: "-")
            && bytes.last != UInt8(ascii: "-")
            && bytes.allSatisfy { isLowercaseLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
        guard isStack else {
            problems.report(.invalidStack(node))
            return nil
        }
        return text
    }

    private func readSection(
        of type: ResourceType,
        _ node: Node,
        into root: inout Root,
        _ problems: inout Problems
    ) {
        guard case .mapping(let entries) = node.content else {
            guard !node.isNull else { return }
            root.brokenSections.insert(type.section)
            if case .invalid = node.content { return }
            problems.report(
                .wrongType(
                    expected: "a map from names to \(type.section)",
                    for: type.section,
                    node,
                    hint: "Write each name as a key: \(type.section): { web: { … } }"
                )
            )
            return
        }
        let declarations = entries.map { Declaration(ResourceAddress(type.section, $0.name, in: module), $0) }
        for declaration in declarations where !declaration.isNamedWell {
            problems.report(.invalidLogicalName(declaration.address.key, at: declaration.keyRange))
        }
        root.sections.append(Root.Section(type, declarations))
    }
}

extension Node {
    /// What is written, in the letters of a stack's name; nil where nothing is left or it is too long.
    fileprivate var stackName: String? {
        guard case .scalar(let scalar) = content else { return nil }
        let words = scalar.text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        let name = words.joined(separator: "-")
        return (1...40).contains(name.utf8.count) ? name : nil
    }
}

extension Diagnostic {
    fileprivate static func emptyFile(_ node: Node) -> Diagnostic {
        .error("empty-file", "the file is empty", at: node.range, hint: "Write 'stack: NAME' and what it consists of.")
    }

    fileprivate static func noMap(_ node: Node) -> Diagnostic {
        .error("wrong-type", "expected a map with 'stack' and resources, not \(node.kindName)", at: node.range)
    }

    fileprivate static func missingStack(_ document: Node) -> Diagnostic {
        let range = SourceRange(file: document.range.file, at: document.range.start)
        return .error(
            "missing-stack",
            "the file does not name its stack",
            at: range,
            hint: "Write 'stack: NAME' at the top; it names what this file owns."
        )
    }

    fileprivate static func invalidStack(_ node: Node) -> Diagnostic {
        .invalidValue(
            expected: "at most 40 lower-case letters, digits and inner '-'",
            for: "stack",
            not: node.found,
            at: node.range,
            hint: node.stackName.map { "Did you mean '\($0)'?" }
        )
    }

    fileprivate static func unknownKey(_ entry: Node.Entry, hint: String?) -> Diagnostic {
        .error(
            "unknown-key",
            "there is no section '\(entry.name)'",
            at: entry.key.range,
            hint: hint
        )
    }

    fileprivate static func notInModule(_ entry: Node.Entry) -> Diagnostic {
        let hint =
            entry.name == "stack"
            ? "Leave it out: what a module declares belongs to the stack of the file that uses it."
            : "Write it into the file that hzform is given, with the whole address: modules.NAME.servers.web."
        return .error("unknown-key", "'\(entry.name)' cannot stand in a module", at: entry.key.range, hint: hint)
    }

    fileprivate static func notIndented(_ entry: Node.Entry, below section: Node.Entry) -> Diagnostic {
        .error(
            "unknown-key",
            "there is no section '\(entry.name)'",
            at: entry.key.range,
            notes: [Note("'\(section.name)' is empty", at: section.key.range)],
            hint: "If it belongs to '\(section.name)', indent it."
        )
    }
}
