import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads `moved` and `removed`.
struct MoveReader {
    let catalog: Catalog
    let declared: DeclaredPlaces
    private let scalars = ScalarReader()

    init(catalog: Catalog, declared: DeclaredPlaces) {
        self.catalog = catalog
        self.declared = declared
    }

    /// An address with its place.
    private struct End {
        let target: MoveTarget
        let range: SourceRange
    }

    func moves(_ node: Node?, _ problems: inout Problems) -> [Move] {
        var ends: [(from: End, to: End)] = []
        for entry in entries(of: node, for: "moved", keys: ["from", "to"], &problems) {
            guard let from = end("from", of: entry, &problems), let to = end("to", of: entry, &problems) else {
                continue
            }
            guard isPossible(from, to, &problems) else { continue }
            if let first = ends.first(where: { $0.from.target == from.target }) {
                problems.report(.movedTwice(from.target, at: from.range, first: first.from.range))
            } else if let first = ends.first(where: { $0.to.target == to.target }) {
                problems.report(.samePlace(to.target, at: to.range, first: first.to.range))
            } else {
                ends.append((from, to))
            }
        }
        if let circle = circle(ends) {
            problems.report(.moveCircle(circle.map { ($0.from.target, $0.from.range) }))
            return []
        }
        let origins = Set(ends.map(\.from.target))
        for (from, to) in ends {
            checkGone(from, "moved", &problems, isWhole: isWhole(from, to))
            guard !origins.contains(to.target), !declared.mayContain(to.target) else { continue }
            let hint = problems.question(for: to.target.description, among: declared.names)
            problems.report(.noDestination(to.target, at: to.range, hint: hint))
        }
        return ends.map { Move(from: $0.from.target, to: $0.to.target, range: $0.from.range) }
    }

    func removals(_ node: Node?, _ problems: inout Problems) -> [Removal] {
        entries(of: node, for: "removed", keys: ["from"], &problems).compactMap { entry in
            guard let from = end("from", of: entry, &problems) else { return nil }
            checkGone(from, "removed", &problems, isWhole: true)
            return Removal(from: from.target, range: from.range)
        }
    }

    private func entries(
        of node: Node?,
        for name: String,
        keys: [String],
        _ problems: inout Problems
    ) -> [Node] {
        guard let node, !node.isNull else { return [] }
        let example = "[{ \(keys.map { "\($0): servers.\($0 == "to" ? "front" : "web")" }.joined(separator: ", ")) }]"
        guard case .sequence(let nodes) = node.content else {
            if case .invalid = node.content { return [] }
            problems.report(.wrongType(expected: "a list", for: name, node, hint: "Write '\(name): \(example)'."))
            return []
        }
        return nodes.filter { element in
            guard case .mapping(let parts) = element.content else {
                if case .invalid = element.content { return false }
                let expected = "a map with \(keys.quoted(joinedBy: "and"))"
                problems.report(
                    .wrongType(expected: expected, for: name, element, hint: "Write '\(name): \(example)'.")
                )
                return false
            }
            let unknown = parts.filter { !keys.contains($0.name) }
            for part in unknown { problems.reportUnknownAttribute(part, of: "'\(name)'", known: keys) }
            let missing = keys.filter { key in !parts.contains { $0.name == key } }.map { AttributeName($0) }
            if !missing.isEmpty, unknown.isEmpty {
                problems.report(.missingAttributes(missing, of: "'\(name)'", at: element.range))
            }
            return unknown.isEmpty && missing.isEmpty
        }
    }

    private func end(_ key: String, of entry: Node, _ problems: inout Problems) -> End? {
        guard let node = entry[key], let text = scalars.text(of: node, for: key, &problems) else { return nil }
        guard let target = MoveTarget(text) else {
            problems.report(.noMoveAddress(text, key, at: node.range))
            return nil
        }
        if case .resource(let address) = target, catalog.type(section: address.section) == nil {
            let sections = catalog.types.map(\.section)
            let hint = problems.question(for: address.section, among: sections)
            problems.report(.noMoveSection(address.section, text, at: node.range, hint: hint))
            return nil
        }
        return End(target: target, range: node.range)
    }

    private func isPossible(_ from: End, _ to: End, _ problems: inout Problems) -> Bool {
        switch (from.target, to.target) {
        case (.resource(let old), .resource(let new)) where old.section != new.section:
            problems.report(.otherType(old, new, at: to.range))
            return false
        case (.resource, .module), (.module, .resource):
            problems.report(.otherKind(from.target, to.target, at: to.range))
            return false
        case (.module(let old), .module(let new)) where old != new && old.contains(new):
            problems.report(.intoItself(old, at: to.range))
            return false
        case (.resource, .resource), (.module, .module):
            guard from.target == to.target else { return true }
            problems.report(.movedNowhere(from.target, at: to.range))
            return false
        }
    }

    /// Whether all instances of a resource or module go along.
    private func isWhole(_ from: End, _ to: End) -> Bool {
        switch (from.target, to.target) {
        case (.resource(let old), .resource(let new)): old.instance == nil && new.instance == nil
        case (.module(let old), .module(let new)): !old.coversAll(of: new)
        case (.resource, .module), (.module, .resource): true
        }
    }

    /// What is declared where it moves away from would be created anew and never be found.
    private func checkGone(_ from: End, _ key: String, _ problems: inout Problems, isWhole: Bool) {
        guard let range = declared.range(of: from.target, isWhole: isWhole) else { return }
        problems.report(.stillDeclared(from.target, key, at: from.range, declared: range))
    }

    private func circle(_ ends: [(from: End, to: End)]) -> [(from: End, to: End)]? {
        for start in ends {
            var path = [start]
            while let next = path.last.flatMap({ last in ends.first { $0.from.target == last.to.target } }) {
                if next.from.target == start.from.target { return path }
                guard path.count <= ends.count else { break }
                path.append(next)
            }
        }
        return nil
    }
}

/// What `moved` and `removed` can find in the file.
struct DeclaredPlaces {
    let resources: [ResourceAddress: SourceRange]
    /// Those that `count` or `for_each` makes several of, or none.
    let groups: Set<ResourceAddress>
    let modules: [ModulePath: SourceRange]
    /// Of which nobody knows what they hold, because they could not be read.
    let isUncertain: (ResourceAddress) -> Bool

    init(
        _ drafts: Drafts,
        groups: some Sequence<ResourceAddress>,
        modules: [ModulePath: SourceRange],
        _ declarations: [Declarations]
    ) {
        resources = Dictionary(drafts.all.map { ($0.address, $0.keyRange) }) { first, _ in first }
        self.groups = Set(groups)
        self.modules = modules
        let declarations = Dictionary(declarations.map { ($0.module, $0) }) { first, _ in first }
        isUncertain = { declarations[$0.module]?.mayContain($0) == true }
    }

    func mayContain(_ target: MoveTarget) -> Bool {
        switch target {
        case .resource(let address):
            resources[address] != nil || groups.contains(address) || isUncertain(address)
                || (!address.module.isRoot && resources.keys.contains(where: target.contains))
        case .module(let path):
            modules.keys.contains { path.covers($0) }
        }
    }

    /// Where something is declared; nil where it is not.
    func range(of target: MoveTarget, isWhole: Bool) -> SourceRange? {
        switch target {
        case .resource(let address):
            if let range = resources[address] { return range }
            guard isWhole, groups.contains(address) || !address.module.isRoot else { return nil }
            return resources.filter { target.contains($0.key) }.min { $0.key < $1.key }?.value
        case .module(let path):
            guard isWhole else { return modules[path] }
            return modules.filter { path.coversAll(of: $0.key) }.min { $0.key.description < $1.key.description }?.value
        }
    }

    var names: [String] {
        let wholes = Set(modules.keys.map { ModulePath($0.steps.map { ModulePath.Step($0.name) }) })
        return resources.keys.map(\.description) + groups.map(\.description) + modules.keys.map(\.description)
            + wholes.map(\.description)
    }
}
