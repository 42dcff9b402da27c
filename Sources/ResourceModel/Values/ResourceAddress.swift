/// Where a resource stands in the desired-state file: `servers.web`, `servers.web[0]`, `modules.eu.servers.web["a"]`.
package struct ResourceAddress: Hashable, Sendable {
    /// Which of the resources that `count` or `for_each` made of one declaration.
    package enum Instance: Hashable, Sendable {
        case index(Int)
        case key(String)
    }

    /// The use of a module that it stands in.
    package let module: ModulePath
    /// The section of its type: `servers`.
    package let section: String
    /// The logical name.
    package let key: String
    package let instance: Instance?

    package init(_ section: String, _ key: String, _ instance: Instance? = nil, in module: ModulePath = .root) {
        self.module = module
        self.section = section
        self.key = key
        self.instance = instance
    }

    /// Reads what ``description`` wrote; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        guard let (module, text) = ModulePath.parse(Substring(text)), let dot = text.firstIndex(of: "."),
            dot > text.startIndex
        else { return nil }
        let rest = text[text.index(after: dot)...]
        let key = rest.prefix { $0 != "[" }
        guard !key.isEmpty else { return nil }
        let bracket = rest[key.endIndex...]
        var instance: Instance?
        if !bracket.isEmpty {
            guard let read = Instance(bracket) else { return nil }
            instance = read
        }
        self.init(String(text[..<dot]), String(key), instance, in: module)
    }

    /// The address of the declaration that it comes from.
    package var declared: ResourceAddress { ResourceAddress(section, key, in: module) }

    /// The same place in another module.
    package func with(module: ModulePath) -> ResourceAddress { ResourceAddress(section, key, instance, in: module) }

    package func with(instance: Instance?) -> ResourceAddress { ResourceAddress(section, key, instance, in: module) }

    /// How a reference in its module names it: `web[0]`.
    package var name: String { key + (instance?.description ?? "") }

    /// The name in the cloud where the file says no other: `web`, `web-1`, `eu-web-1`.
    package var usualName: String {
        let parts = module.steps.flatMap { [$0.name] + ($0.instance.map { [$0.suffix] } ?? []) }
        return (parts + [key] + (instance.map { [$0.suffix] } ?? [])).joined(separator: "-")
    }
}

extension ResourceAddress.Instance {
    init?(_ bracket: some StringProtocol) {
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

    /// What names in the cloud end in; people count from one.
    package var suffix: String {
        switch self {
        case .index(let index): String(index + 1)
        case .key(let key): key
        }
    }

    /// By number, so that `web[2]` comes before `web[10]`; none before any.
    static func precedes(_ left: Self?, _ right: Self?) -> Bool {
        switch (left, right) {
        case (nil, nil), (.some, nil): false
        case (nil, .some): true
        case (.index(let one), .index(let other)): one < other
        case (.key(let one), .key(let other)): one.precedes(other)
        case (.index, .key): true
        case (.key, .index): false
        }
    }
}

extension ResourceAddress.Instance: CustomStringConvertible {
    package var description: String {
        switch self {
        case .index(let index): "[\(index)]"
        case .key(let each): "[\"\(each)\"]"
        }
    }
}

extension ResourceAddress: CustomStringConvertible {
    package var description: String { "\(module.prefix)\(section).\(name)" }
}

extension ResourceAddress: Comparable {
    /// By module, section, logical name and instance; what stands in the file itself comes first.
    package static func < (left: ResourceAddress, right: ResourceAddress) -> Bool {
        if left.module != right.module { return left.module < right.module }
        if left.section != right.section { return left.section.precedes(right.section) }
        if left.key != right.key { return left.key.precedes(right.key) }
        return Instance.precedes(left.instance, right.instance)
    }
}

extension String {
    /// Whether this comes first in the order of UTF-8 bytes, which does not depend on the machine.
    package func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
