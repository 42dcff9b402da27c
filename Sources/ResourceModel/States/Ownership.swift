/// The two labels that say which file declares an object, so that it is found again when the state does not know it.
package struct Ownership: Hashable, Sendable {
    package static let stackKey = "hzform/stack"
    package static let addressKey = "hzform/address"
    /// The two, in the order in which people are shown them.
    package static let keys = [stackKey, addressKey]
    /// The label that says which run took an object out of service and has not put it back.
    package static let outOfServiceKey = "hzform/out-of-service"
    /// The label that says which run holds a stack's lock; whatever has it is a lock and nothing else.
    package static let lockHolderKey = "hzform/holder"
    /// What the name of a stack's lock begins with.
    package static let lockPrefix = "hzform-lock-"

    package let stack: String
    /// The address in the form that label values allow.
    package let addressLabel: String

    package init(stack: String, address: ResourceAddress) {
        self.stack = stack
        self.addressLabel = Self.label(for: address)
    }

    /// Reads the labels of an object; `nil` where one of the two is missing.
    package init?(labels: [String: String]) {
        guard let stack = labels[Self.stackKey], let address = labels[Self.addressKey] else { return nil }
        self.stack = stack
        self.addressLabel = address
    }

    package var labels: [String: String] { [Self.stackKey: stack, Self.addressKey: addressLabel] }

    /// Whether a label is ours alone, and no file's.
    package static func isReserved(_ key: String) -> Bool { [stackKey, addressKey, outOfServiceKey].contains(key) }

    /// At most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.
    ///
    /// `servers.web[0]` becomes `servers.web.0`. Whatever does not fit is replaced, and a hash of the whole address is
    /// put at the end, so that two addresses never share a label.
    package static func label(for address: ResourceAddress) -> String {
        let plain = plainText(of: address)
        let fits =
            plain.utf8.allSatisfy(isLabelByte) && plain.utf8.count <= 63 && plain.utf8.last.map(isAlphanumeric) == true
        guard !fits else { return plain }
        let head = plain.utf8.prefix(46).map { isLabelByte($0) ? Character(UnicodeScalar($0)) : "_" }
        return "\(String(head)).\(hash(address.description))"
    }

    /// The address with its numbers behind dots; keys of `for_each` keep their brackets, and so do not fit.
    private static func plainText(of address: ResourceAddress) -> String {
        func suffix(_ instance: ResourceAddress.Instance?) -> String {
            switch instance {
            case nil: ""
            case .index(let index): ".\(index)"
            case .key?: instance?.description ?? ""
            }
        }
        let modules = address.module.steps.map { "modules.\($0.name)\(suffix($0.instance))." }.joined()
        return "\(modules)\(address.section).\(address.key)\(suffix(address.instance))"
    }

    /// FNV-1a, 64 bits: it tells addresses apart and keeps nothing secret.
    private static func hash(_ text: String) -> String {
        let bits = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case _: false
        }
    }

    private static func isLabelByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte)
    }
}
