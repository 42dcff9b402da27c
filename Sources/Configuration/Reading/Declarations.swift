import Diagnostics
import ResourceModel
import YAMLDocuments

/// A logical name in a section with what is written under it.
struct Declaration {
    let address: ResourceAddress
    let keyRange: SourceRange
    let body: YAMLNode
    /// Whether the logical name is one; if not, that is reported already.
    let isNamedWell: Bool
    /// Whether it stands for several resources, which this version does not support.
    let isRepeated: Bool

    init(_ address: ResourceAddress, _ entry: YAMLEntry) {
        self.address = address
        self.keyRange = entry.key.range
        self.body = entry.value
        self.isNamedWell = isLogicalName(entry.name)
        self.isRepeated = entry.value["count"] != nil || entry.value["for_each"] != nil
    }
}

/// Everything that a reference can mean, whether it could be read or not.
struct Declarations {
    /// Made once each, because many attributes refer to the same few resources.
    private let references: [ResourceAddress: Value]
    private let names: [String: [String]]
    private let brokenSections: Set<String>
    private let repeated: Set<ResourceAddress>

    init(_ sections: [Root.Section], broken: Set<String>) {
        let declarations = sections.flatMap(\.declarations)
        references = Dictionary(
            declarations.lazy.map { ($0.address, .reference(.resource($0.address))) }
        ) { first, _ in first }
        names = Dictionary(grouping: declarations, by: \.address.section).mapValues { $0.map(\.address.key) }
        brokenSections = broken
        repeated = Set(declarations.filter(\.isRepeated).map(\.address))
    }

    /// Also true where the section could not be read, so that nobody complains about what may well be there.
    func mayContain(_ address: ResourceAddress) -> Bool {
        references[address] != nil || brokenSections.contains(address.section) || isInstance(address)
    }

    /// The value that refers to a resource; nil where there cannot be one.
    func reference(to address: ResourceAddress) -> Value? {
        references[address] ?? (mayContain(address) ? .reference(.resource(address)) : nil)
    }

    /// Whether it is one of several that a declaration stands for; that it does is reported there.
    private func isInstance(_ address: ResourceAddress) -> Bool {
        guard let bracket = address.key.firstIndex(of: "[") else {
            return address.instance != nil && repeated.contains(ResourceAddress(address.section, address.key))
        }
        return repeated.contains(ResourceAddress(address.section, String(address.key[..<bracket])))
    }

    func names(in section: String) -> [String] { names[section] ?? [] }
    var allAddresses: some Sequence<String> { references.keys.lazy.map(\.description) }
}

/// Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; at most 128 of them.
///
/// So an address can be written in an expression, a command and a label without quoting.
private func isLogicalName(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last) && name.utf8.count <= 128
        && name.utf8.allSatisfy(isLabelByte)
}
