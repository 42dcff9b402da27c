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

    init(_ address: ResourceAddress, _ entry: YAMLEntry) {
        self.address = address
        self.keyRange = entry.key.range
        self.body = entry.value
        self.isNamedWell = isLogicalName(entry.name)
    }
}

/// Everything that a reference can mean, whether it could be read or not.
struct Declarations {
    private let addresses: Set<ResourceAddress>
    private let names: [String: [String]]
    private let brokenSections: Set<String>

    init(_ sections: [Root.Section], broken: Set<String>) {
        let declarations = sections.flatMap(\.declarations)
        addresses = Set(declarations.map(\.address))
        names = Dictionary(grouping: declarations, by: \.address.section).mapValues { $0.map(\.address.key) }
        brokenSections = broken
    }

    /// Also true where the section could not be read, so that nobody complains about what may well be there.
    func mayContain(_ address: ResourceAddress) -> Bool {
        addresses.contains(address) || brokenSections.contains(address.section)
    }

    func names(in section: String) -> [String] { names[section] ?? [] }
    var allAddresses: some Sequence<String> { addresses.lazy.map(\.description) }
}

/// Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; at most 128 of them.
///
/// So an address can be written in an expression, a command and a label without quoting.
private func isLogicalName(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last) && name.utf8.count <= 128
        && name.utf8.allSatisfy(isLabelByte)
}
