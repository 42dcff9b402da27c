import ResourceModel

/// Finds what the declarations of a family have in common, as one that says how each differs from the others.
struct CommonPart {
    private static let mostValues = 4

    private let family: Family
    /// The members of families that can be written as one, this one among them.
    private let places: [ObjectKey: FamilyPlace]
    /// What differs from one to the next, by the name that `each.value` has for it.
    private(set) var values: [(name: String, nodes: [TextNode])] = []

    init(_ family: Family, _ places: [ObjectKey: FamilyPlace]) {
        self.family = family
        self.places = places
    }

    /// The entries that stand for those of all members; `nil` where that cannot be said.
    static func entries(
        of family: Family,
        _ entries: [[TextNode.Entry]],
        _ places: [ObjectKey: FamilyPlace]
    ) -> [TextNode.Entry]? {
        var common = CommonPart(family, places)
        guard case .map(let shared)? = common.node(entries.map(TextNode.map), for: nil) else { return nil }
        guard let repetition = common.repetition else { return nil }
        return [repetition] + shared.map { common.simplified($0) }
    }

    /// One piece for those of all members.
    private mutating func node(_ nodes: [TextNode], for name: String?) -> TextNode? {
        if nodes.allSatisfy({ $0 == nodes[0] }) { return nodes[0] }
        let before = values
        if let node = structured(nodes, for: name) { return node }
        values = before
        return family.isCounted ? nil : value(nodes, for: name)
    }

    private mutating func structured(_ nodes: [TextNode], for name: String?) -> TextNode? {
        switch nodes[0] {
        case .map(let first):
            let maps = nodes.compactMap(\.entries)
            guard maps.count == nodes.count, maps.allSatisfy({ $0.map(\.key) == first.map(\.key) }) else { return nil }
            return entries(maps).map(TextNode.map)
        case .list(let first):
            let lists = nodes.compactMap(\.elements)
            guard lists.count == nodes.count, lists.allSatisfy({ $0.count == first.count }) else { return nil }
            return list(lists, for: name)
        case .reference:
            return reference(nodes)
        case .text:
            let texts = nodes.compactMap(\.plainText)
            guard texts.count == nodes.count else { return nil }
            return family.isCounted ? counted(texts) : keyed(texts)
        case .scalar:
            let texts = nodes.compactMap(\.scalarText)
            return texts.count == nodes.count && family.isCounted ? counted(texts) : nil
        case .template:
            return nil
        }
    }

    private mutating func entries(_ maps: [[TextNode.Entry]]) -> [TextNode.Entry]? {
        var shared: [TextNode.Entry] = []
        for (index, entry) in maps[0].enumerated() {
            let entries = maps.map { $0[index] }
            guard entries.allSatisfy({ $0.comments == entry.comments }),
                let node = node(entries.map(\.value), for: entry.key)
            else { return nil }
            shared.append(TextNode.Entry(entry.key, node, comments: entry.comments))
        }
        return shared
    }

    private mutating func list(_ lists: [[TextNode]], for name: String?) -> TextNode? {
        var shared: [TextNode] = []
        for index in lists[0].indices {
            guard let node = node(lists.map { $0[index] }, for: name) else { return nil }
            shared.append(node)
        }
        return .list(shared)
    }

    /// Each refers to the one of another family that has its own number or key.
    private func reference(_ nodes: [TextNode]) -> TextNode? {
        let found = nodes.compactMap { node -> FamilyPlace? in
            guard case .reference(let key) = node else { return nil }
            return places[key]
        }
        guard let other = found.first?.name, found.map(\.instance) == family.members.map(\.instance),
            found.allSatisfy({ $0.name == other })
        else { return nil }
        return .template(family.isCounted ? "\(other)[${index}]" : "\(other)[\"${each.key}\"]")
    }

    /// Texts in which numbers rise with the index.
    private func counted(_ texts: [String]) -> TextNode? {
        let split = texts.map(SplitText.init)
        guard split.allSatisfy({ $0.words == split[0].words }) else { return nil }
        let numbers = split[0].numbers.indices.map { place in split.map { $0.numbers[place] } }
        let written = numbers.compactMap(Self.counted)
        guard written.count == numbers.count else { return nil }
        let words = split[0].words.map(TextNode.escaped)
        return .template(words[0] + zip(written, words.dropFirst()).map { $0 + $1 }.joined())
    }

    private static func counted(_ numbers: [String]) -> String? {
        if numbers.allSatisfy({ $0 == numbers[0] }) { return numbers[0] }
        guard let first = Int(numbers[0]), numbers.enumerated().allSatisfy({ String(first + $0) == $1 }) else {
            return nil
        }
        return first == 0 ? "${index}" : first == 1 ? "${index + 1}" : "${\(first) + index}"
    }

    /// Texts that have the key at the same place.
    private func keyed(_ texts: [String]) -> TextNode? {
        let keys = family.members.compactMap(\.eachKey)
        return texts[0].ranges(of: keys[0]).lazy.compactMap { range -> TextNode? in
            let head = texts[0][..<range.lowerBound], tail = texts[0][range.upperBound...]
            guard zip(texts, keys).allSatisfy({ $0 == head + $1 + tail }) else { return nil }
            return .template(TextNode.escaped(String(head)) + "${each.key}" + TextNode.escaped(String(tail)))
        }.first
    }

    /// What `for_each` has for each key.
    private mutating func value(_ nodes: [TextNode], for name: String?) -> TextNode? {
        guard family.isKnown, let name, name.isIdentifier, nodes.allSatisfy(\.isValue) else { return nil }
        if let known = values.first(where: { $0.nodes == nodes }) { return .value(known.name) }
        guard values.count < Self.mostValues, !values.contains(where: { $0.name == name }) else { return nil }
        values.append((name, nodes))
        return .value(name)
    }

    /// `count` or `for_each`; `nil` where neither can be written.
    private var repetition: TextNode.Entry? {
        guard !family.isCounted else { return TextNode.Entry("count", .scalar(String(family.members.count))) }
        let keys = family.members.compactMap(\.eachKey)
        guard !values.isEmpty else { return TextNode.Entry("for_each", .list(keys.map(TextNode.text))) }
        let entries = keys.enumerated().map { number, key in
            let parts = values.map { TextNode.Entry($0.name, $0.nodes[number]) }
            return TextNode.Entry(key, values.count == 1 ? parts[0].value : .map(parts))
        }
        return TextNode.Entry("for_each", .map(entries))
    }

    /// With `each.value` where that is all that differs.
    private func simplified(_ entry: TextNode.Entry) -> TextNode.Entry {
        guard values.count == 1 else { return entry }
        let whole = TextNode.value(values[0].name)
        func simplified(_ node: TextNode) -> TextNode {
            switch node {
            case whole: .template("${each.value}")
            case .list(let nodes): .list(nodes.map(simplified))
            case .map(let entries): .map(entries.map(self.simplified))
            case .scalar, .text, .template, .reference: node
            }
        }
        var entry = entry
        entry.value = simplified(entry.value)
        return entry
    }
}

/// Where a member of a family is.
struct FamilyPlace: Hashable {
    let name: String
    let instance: ResourceAddress.Instance
}

/// The numbers in a text, and what stands between them.
private struct SplitText {
    private(set) var words = [""]
    private(set) var numbers: [String] = []

    init(_ text: String) {
        var isInNumber = false
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            if isDigit, !isInNumber { numbers.append("") }
            if !isDigit, isInNumber { words.append("") }
            isInNumber = isDigit
            if isDigit {
                numbers[numbers.count - 1].append(character)
            } else {
                words[words.count - 1].append(character)
            }
        }
        if isInNumber { words.append("") }
    }
}

extension TextNode {
    fileprivate static func value(_ name: String) -> TextNode { .template("${each.value.\(name)}") }

    fileprivate var entries: [Entry]? {
        guard case .map(let entries) = self else { return nil }
        return entries
    }

    fileprivate var elements: [TextNode]? {
        guard case .list(let nodes) = self else { return nil }
        return nodes
    }

    fileprivate var plainText: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    fileprivate var scalarText: String? {
        guard case .scalar(let text) = self else { return nil }
        return text
    }

    /// Whether a map of values can have it and stay readable.
    fileprivate var isValue: Bool {
        switch self {
        case .scalar, .reference: true
        case .text(let text): !text.contains("\n")
        case .list(let nodes): nodes.allSatisfy { $0.plainText != nil || $0.scalarText != nil }
        case .map, .template: false
        }
    }
}

extension String {
    /// Whether it can stand behind a dot in an expression.
    fileprivate var isIdentifier: Bool {
        guard let first = utf8.first, !["in", "true", "false", "null"].contains(self) else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z"), digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return letters.contains(first)
            && utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") }
    }
}
