/// Where a resource stands in the desired-state file: `servers.web`, `servers.web[0]`, `servers.web["a"]`.
package struct ResourceAddress: Hashable, Sendable {
    /// Which of the resources that `count` or `for_each` made of one declaration.
    package enum Instance: Hashable, Sendable {
        case index(Int)
        case key(String)
    }

    /// The section of its type: `servers`.
    package let section: String
    /// The logical name.
    package let key: String
    package let instance: Instance?

    package init(_ section: String, _ key: String, _ instance: Instance? = nil) {
        self.section = section
        self.key = key
        self.instance = instance
    }

    /// Reads what ``description`` wrote; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        guard let dot = text.firstIndex(of: "."), dot > text.startIndex else { return nil }
        let rest = text[text.index(after: dot)...]
        let key = rest.prefix { $0 != "[" }
        guard !key.isEmpty else { return nil }
        let bracket = rest[key.endIndex...]
        guard !bracket.isEmpty else {
            self.init(String(text[..<dot]), String(key))
            return
        }
        guard let instance = Instance(bracket) else { return nil }
        self.init(String(text[..<dot]), String(key), instance)
    }
}

extension ResourceAddress.Instance {
    fileprivate init?(_ bracket: some StringProtocol) {
        guard bracket.hasPrefix("["), bracket.hasSuffix("]") else { return nil }
        let inner = bracket.dropFirst().dropLast()
        if let index = Int(inner), index >= 0, String(index) == inner {
            self = .index(index)
        } else if inner.count >= 2, inner.hasPrefix("\""), inner.hasSuffix("\"") {
            self = .key(String(inner.dropFirst().dropLast()))
        } else {
            return nil
        }
    }
}

extension ResourceAddress: CustomStringConvertible {
    package var description: String {
        switch instance {
        case nil: "\(section).\(key)"
        case .index(let index): "\(section).\(key)[\(index)]"
        case .key(let each): "\(section).\(key)[\"\(each)\"]"
        }
    }
}

extension ResourceAddress: Comparable {
    /// By section, logical name and instance; instances by number, so that `web[2]` comes before `web[10]`.
    package static func < (left: ResourceAddress, right: ResourceAddress) -> Bool {
        if left.section != right.section { return left.section.precedes(right.section) }
        if left.key != right.key { return left.key.precedes(right.key) }
        switch (left.instance, right.instance) {
        case (nil, nil), (.some, nil): return false
        case (nil, .some): return true
        case (.index(let one), .index(let other)): return one < other
        case (.key(let one), .key(let other)): return one.precedes(other)
        case (.index, .key): return true
        case (.key, .index): return false
        }
    }
}

extension String {
    /// Whether this comes first in the order of UTF-8 bytes, which does not depend on the machine.
    package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
