import Diagnostics
import ResourceModel
import YAMLDocuments

/// A logical name in a section with what is written under it.
struct Declaration: Sendable {
    let address: ResourceAddress
    let keyRange: SourceRange
    let body: Node
    /// Whether the logical name is one; if not, that is reported already.
    let isNamedWell: Bool
    /// Whether it stands for the resources that `count` or `for_each` says.
    let isRepeated: Bool
    /// Which of those it is; nil for one that stands for itself.
    let repetition: Repetition?

    init(_ address: ResourceAddress, _ entry: Node.Entry) {
        self.address = address
        self.keyRange = entry.key.range
        self.body = entry.value
        self.isNamedWell = isLogicalName(entry.name)
        self.isRepeated = entry.value["count"] != nil || entry.value["for_each"] != nil
        self.repetition = nil
    }

    /// One of the resources that a declaration stands for.
    init(_ declaration: Declaration, _ repetition: Repetition, body: Node) {
        address = declaration.address.with(instance: repetition.instance)
        keyRange = declaration.keyRange
        isNamedWell = declaration.isNamedWell
        isRepeated = false
        self.body = body
        self.repetition = repetition
    }

    /// What it says of each, where nobody knows how many there are: without what depends on which of them it is.
    var uncounted: Declaration { Declaration(uncounted: self) }

    private init(uncounted declaration: Declaration) {
        address = declaration.address
        keyRange = declaration.keyRange
        isNamedWell = declaration.isNamedWell
        isRepeated = false
        repetition = nil
        guard case .mapping(let entries) = declaration.body.content else {
            body = declaration.body
            return
        }
        let rest = entries.filter { $0.name != "count" && $0.name != "for_each" }
        body = Node(range: declaration.body.range, content: .mapping(rest)).withoutInstances
    }

    /// The name in the cloud unless another one is written.
    var usualName: String { address.usualName }
}

extension Node {
    /// The part with nothing in place of every text that may speak of `index` or `each`.
    fileprivate var withoutInstances: Node {
        switch content {
        case .invalid, .pending, .link: self
        case .scalar(let scalar):
            hasExpressions && (scalar.text.contains("index") || scalar.text.contains("each")) ? invalid : self
        case .sequence(let nodes): Node(range: range, content: .sequence(nodes.map(\.withoutInstances)))
        case .mapping(let entries):
            Node(
                range: range,
                content: .mapping(entries.map { Node.Entry(key: $0.key, value: $0.value.withoutInstances) })
            )
        }
    }
}

/// Everything that a reference can mean, whether it could be read or not.
struct Declarations {
    /// Made once each, because many attributes refer to the same few resources.
    private let references: [ResourceAddress: Value]
    private let names: [String: [String]]
    private let brokenSections: Set<String>
    /// The resources that a name stands for, by their names.
    private let groups: [ResourceAddress: [String]]
    private let brokenGroups: Set<ResourceAddress>
    let existing: Existing
    /// The use of a module that they stand in.
    let module: ModulePath

    init(
        in module: ModulePath = .root,
        _ sections: [Root.Section],
        broken: Set<String>,
        brokenGroups: Set<ResourceAddress>,
        emptyGroups: [ResourceAddress],
        existing: Existing = Existing()
    ) {
        self.module = module
        self.existing = existing
        let declarations = sections.flatMap(\.declarations)
        references = Dictionary(
            declarations.lazy.map { ($0.address, .reference(.resource($0.address))) }
        ) { first, _ in first }
        names = Dictionary(grouping: declarations, by: \.address.section).mapValues { $0.map(\.address.name) }
        brokenSections = broken
        self.brokenGroups = brokenGroups
        var groups = Dictionary(grouping: declarations.filter { $0.repetition != nil }, by: \.address.declared)
            .mapValues { $0.map(\.address.name) }
        for address in emptyGroups where groups[address] == nil { groups[address] = [] }
        self.groups = groups
    }

    /// What a logical name in a section stands for here, with the brackets of an instance.
    func address(_ section: String, _ name: String) -> ResourceAddress {
        let read = ResourceAddress("\(section).\(name)") ?? ResourceAddress(section, name)
        return read.with(module: module)
    }

    /// Also true where the section could not be read, so that nobody complains about what may well be there.
    func mayContain(_ address: ResourceAddress) -> Bool {
        references[address] != nil || brokenSections.contains(address.section)
            || brokenGroups.contains(address.declared)
    }

    /// The value that refers to a resource; nil where there cannot be one.
    func reference(to address: ResourceAddress) -> Value? {
        references[address] ?? (mayContain(address) ? .reference(.resource(address)) : nil)
    }

    /// The resources that a name with `count` or `for_each` stands for; nil for any other name.
    func instances(of address: ResourceAddress) -> [String]? { groups[address] }

    fileprivate func addresses(at address: ResourceAddress) -> [ResourceAddress]? {
        if let instances = groups[address] { return instances.map { self.address(address.section, $0) } }
        return mayContain(address) ? [address] : nil
    }

    func names(in section: String) -> [String] { names[section] ?? [] }
    /// As they are written here.
    var allAddresses: some Sequence<String> { references.keys.lazy.map { $0.with(module: .root).description } }
    fileprivate var all: some Sequence<ResourceAddress> { references.keys }
}

/// What a file and all the modules that it uses declare.
struct DeclaredUnits {
    private let units: [Declarations]

    init(_ units: [Declarations]) { self.units = units }

    /// The resources that a whole address means in a module: one, all of a name or all of a module; nil where there is none.
    func addresses(_ text: String, in module: ModulePath) -> [ResourceAddress]? {
        switch MoveTarget(text) {
        case .module(let path):
            let path = ModulePath(module.steps + path.steps)
            let all = units.filter { path.covers($0.module) }
            return all.isEmpty ? nil : all.flatMap { Array($0.all) }
        case .resource(let address):
            let path = ModulePath(module.steps + address.module.steps)
            return units.first { $0.module == path }?.addresses(at: address.with(module: path))
        case nil:
            return nil
        }
    }
}

/// Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; at most 128 of them.
///
/// So an address can be written in an expression, a command and a label without quoting.
func isLogicalName(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last) && name.utf8.count <= 128
        && name.utf8.allSatisfy(isLabelByte)
}
