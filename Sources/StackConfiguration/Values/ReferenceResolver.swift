import Diagnostics
import ResourceModel
import YAMLDocuments

/// Finds what a logical name stands for.
struct ReferenceResolver {
    /// Nil where a name is to stay what it is.
    private let declarations: Declarations?
    private let sections: [ResourceType.Name: String]
    /// The sections whose resources can be named where the API's catalogue is expected: snapshots for images.
    private let offeringSections: [Offering: String]

    init(_ declarations: Declarations, _ catalog: Catalog) {
        self.declarations = declarations
        sections = Dictionary(catalog.types.map { ($0.name, $0.section) }) { first, _ in first }
        let offering = catalog.types.compactMap { type in type.standsFor.map { ($0, type.section) } }
        offeringSections = Dictionary(offering) { first, _ in first }
    }

    private init() {
        declarations = nil
        sections = [:]
        offeringSections = [:]
    }

    /// Leaves names as they are written.
    static var asWritten: ReferenceResolver { ReferenceResolver() }

    /// A reference to the resource of a name in the section of a type; reports what is not there.
    func reference(
        _ name: String,
        of type: ResourceType.Name,
        at node: Node,
        _ problems: inout Problems
    ) -> Value? {
        guard let declarations else { return .string(name) }
        guard let section = sections[type] else {
            preconditionFailure("a catalog has every type that its attributes refer to, but not '\(type)'")
        }
        let address = declarations.address(section, name)
        if let instances = declarations.instances(of: address) {
            problems.report(.severalResources(name, type, instances, at: node.range))
            return nil
        }
        if let reference = declarations.reference(to: address) { return reference }
        if let entry = declarations.existing[section, name] {
            if let instances = entry.instances {
                problems.report(.severalResources(name, type, instances, at: node.range))
                return nil
            }
            return .reference(entry.found.map { .object(type, $0.id) } ?? .resource(Self.place(section, name)))
        }
        if let entry = declarations.existing[section, address.key], entry.lookup.criteria.isMany,
            address.instance != nil, entry.instances == nil
        {
            return .reference(.resource(Self.place(section, name)))
        }
        if let found = lookedUp(name, type, section) { return found }
        let hints = ReferenceHints(section: section, declarations: declarations)
        problems.report(.unknownReference(name, type, at: node, hint: hints.hint(for: name, &problems)))
        return nil
    }

    /// Where something stands in the file that is still to be looked up.
    private static func place(_ section: String, _ name: String) -> ResourceAddress {
        ResourceAddress("existing.\(section)", name)
    }

    /// A reference to the resource whose ID an expression gives; reports one of another type.
    func reference(
        to address: ResourceAddress,
        of type: ResourceType.Name,
        at node: Node,
        _ problems: inout Problems
    ) -> Value? {
        guard declarations != nil else { return .string(address.name) }
        guard address.section == sections[type] else {
            problems.report(.otherType(address, type, at: node.range))
            return nil
        }
        return .reference(.resource(address))
    }

    /// A reference to something looked up whose ID is written.
    private func lookedUp(_ name: String, _ type: ResourceType.Name, _ section: String) -> Value? {
        guard let id = Int64(name).map(ResourceID.init), declarations?.existing.names(in: section)[id] != nil else {
            return nil
        }
        return .reference(.object(type, id))
    }

    /// What the name of an offering stands for: a resource of the file, something looked up, or the name itself.
    func offering(_ name: String, of offering: Offering, at node: Node, _ problems: inout Problems) -> Value? {
        guard let declarations else { return .string(name) }
        if let section = offeringSections[offering] {
            let address = declarations.address(section, name)
            if let instances = declarations.instances(of: address),
                let type = sections.first(where: { $0.value == section })
            {
                problems.report(.severalResources(name, type.key, instances, at: node.range))
                return nil
            }
            if declarations.names(in: section).contains(address.name) {
                return .deferred(.text(of: AttributeReference(address, .id)))
            }
        }
        guard let entry = declarations.existing[offering.section, name] else { return .string(name) }
        if let instances = entry.instances {
            problems.report(.severalResources(name, ResourceType.Name(offering.noun), instances, at: node.range))
            return nil
        }
        return .string(entry.found.map { $0.name ?? $0.id.description } ?? name)
    }

    /// The names of all that a name with `count` or `for_each` stands for; nil for any other name.
    func instances(of name: String, _ type: ResourceType.Name) -> [String]? {
        guard let declarations, let section = sections[type] else { return nil }
        return declarations.instances(of: ResourceAddress(section, name, in: declarations.module))
            ?? declarations.existing[section, name]?.instances
    }
}

extension ReferenceResolver {
    /// The elements of a list, each that names something with `count` or `for_each` as one for each resource of it.
    func expanding(_ nodes: [Node], of element: ValueKind) -> [Node] {
        nodes.flatMap { node -> [Node] in
            switch (element, node.content) {
            case (.reference(let kind), .scalar(let scalar)):
                return instances(of: scalar.text, kind.type)?.map { Node(named: $0, at: node.range) } ?? [node]
            case (.object(let attributes), .mapping(let entries)):
                return expanding(entries, in: node, attributes)
            case _:
                return [node]
            }
        }
    }

    private func expanding(_ entries: [Node.Entry], in node: Node, _ attributes: [Attribute]) -> [Node] {
        for (index, entry) in entries.enumerated() {
            guard case .scalar(let scalar) = entry.value.content,
                case .reference(let kind)? = attributes.first(where: { $0.name.text == entry.name })?.kind,
                let names = instances(of: scalar.text, kind.type)
            else { continue }
            return names.map { name in
                var parts = entries
                parts[index] = Node.Entry(key: entry.key, value: Node(named: name, at: entry.value.range))
                return Node(range: node.range, content: .mapping(parts))
            }
        }
        return [node]
    }
}

extension Node {
    fileprivate init(named name: String, at range: SourceRange) {
        self.init(range: range, content: .scalar(YAMLScalar(text: name, style: .doubleQuoted)))
    }
}

extension Diagnostic {
    fileprivate static func severalResources(
        _ name: String,
        _ type: ResourceType.Name,
        _ instances: [String],
        at range: SourceRange
    ) -> Diagnostic {
        .error(
            "several-resources",
            "'\(name)' stands for \(instances.count) \(instances.count == 1 ? "resource" : "resources") of type \(type.words), and one is expected",
            at: range,
            hint: instances.first.map { "Write which one: '\($0)'." }
        )
    }

    fileprivate static func otherType(
        _ address: ResourceAddress,
        _ type: ResourceType.Name,
        at range: SourceRange
    ) -> Diagnostic {
        .error("wrong-type", "expected a \(type.words), and \(address) is none", at: range)
    }

    fileprivate static func unknownReference(
        _ name: String,
        _ type: ResourceType.Name,
        at node: Node,
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
