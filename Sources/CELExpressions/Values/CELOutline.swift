/// A value as far as it is known: of a list or map each part by itself.
package indirect enum CELOutline: Sendable {
    case value(CELValue)
    /// What it waits for; never empty.
    case unknown(Set<String>)
    /// Elements of which one is not known, or sensitive while the list is not.
    case list([Element])
    case map([Entry])

    package struct Element: Sendable {
        package let outline: CELOutline
        /// Whether anything sensitive went into it, besides what its own parts say of themselves.
        package let isSensitive: Bool

        package init(_ outline: CELOutline, isSensitive: Bool = false) {
            self.outline = outline
            self.isSensitive = isSensitive
        }

        /// Whether it is simply a value.
        var isPlain: Bool {
            guard case .value = outline else { return false }
            return !isSensitive
        }

        /// A step into it; `nil` where it has no such part.
        package subscript(key: CELValue) -> Element? {
            switch outline {
            case .value(.list(let list)):
                guard case .int(let index) = key, list.elements.indices.contains(Int(index)) else { return nil }
                return Element(.value(list.elements[Int(index)]), isSensitive: isSensitive)
            case .value(.map(let map)):
                return map[key].map { Element(.value($0), isSensitive: isSensitive) }
            case .list(let elements):
                guard case .int(let index) = key, elements.indices.contains(Int(index)) else { return nil }
                return elements[Int(index)].marked(isSensitive)
            case .map(let entries):
                return entries.first { CELMapKey($0.key) == CELMapKey(key) }?.element.marked(isSensitive)
            case .value, .unknown:
                return nil
            }
        }

        /// The value, where all of it is known, and whether anything in it is sensitive.
        package var whole: (value: CELValue?, isSensitive: Bool) {
            let (part, isSecret) = outline.whole
            guard case .value(let value) = part else { return (nil, isSensitive || isSecret) }
            return (value, isSensitive || isSecret)
        }

        func marked(_ sensitive: Bool) -> Element { Element(outline, isSensitive: isSensitive || sensitive) }
    }

    package struct Entry: Sendable {
        package let key: CELValue
        package let element: Element

        package init(key: CELValue, _ element: Element) {
            self.key = key
            self.element = element
        }
    }
}

extension CELOutline {
    init(_ part: Evaluator.Part) {
        switch part {
        case .value(let value): self = .value(value)
        case .unknown(let names): self = .unknown(names)
        }
    }

    /// A list of elements, which is a value if all of them are.
    package static func joined(_ elements: [Element]) -> CELOutline {
        let values = elements.plainValues
        return values.map { .value(.list($0)) } ?? .list(elements)
    }

    /// A map of entries whose keys are unique, which is a value if all of theirs are.
    package static func joined(_ entries: [Entry]) -> CELOutline {
        guard let values = entries.map(\.element).plainValues else { return .map(entries) }
        return CELMap(pairs: zip(entries, values).map { (key: $0.key, value: $1) }).map { .value(.map($0)) }
            ?? .map(entries)
    }

    /// The whole, which is unknown where a part is, and whether anything in it is sensitive.
    var whole: (part: Evaluator.Part, isSensitive: Bool) {
        switch self {
        case .value(let value): return (.value(value), false)
        case .unknown(let names): return (.unknown(names), false)
        case .list(let elements):
            let (values, names, isSensitive) = elements.wholes
            return (names.isEmpty ? .value(.list(values)) : .unknown(names), isSensitive)
        case .map(let entries):
            let (values, names, isSensitive) = entries.map(\.element).wholes
            guard names.isEmpty else { return (.unknown(names), isSensitive) }
            let map = CELMap(pairs: zip(entries, values).map { (key: $0.key, value: $1) }) ?? .empty
            return (.value(.map(map)), isSensitive)
        }
    }

    /// One for each element and each byte of text inside; saturates.
    var size: Int {
        switch self {
        case .value(let value): value.size
        case .unknown: 1
        case .list(let elements): elements.reduce(1) { $0.addingClamped($1.outline.size) }
        case .map(let entries):
            entries.reduce(1) { $0.addingClamped($1.key.size).addingClamped($1.element.outline.size) }
        }
    }

    /// How many containers are inside each other.
    var depth: Int {
        switch self {
        case .value(let value): value.depth
        case .unknown: 0
        case .list(let elements): 1 + (elements.map(\.outline.depth).max() ?? 0)
        case .map(let entries): 1 + (entries.map(\.element.outline.depth).max() ?? 0)
        }
    }
}

extension [CELOutline.Element] {
    /// The values of elements that are nothing else.
    fileprivate var plainValues: [CELValue]? {
        var values: [CELValue] = []
        values.reserveCapacity(count)
        for element in self {
            guard case .value(let value) = element.outline, !element.isSensitive else { return nil }
            values.append(value)
        }
        return values
    }

    fileprivate var wholes: (values: [CELValue], names: Set<String>, isSensitive: Bool) {
        var values: [CELValue] = []
        var names: Set<String> = []
        var isSensitive = false
        for element in self {
            let whole = element.outline.whole
            isSensitive = isSensitive || element.isSensitive || whole.isSensitive
            switch whole.part {
            case .value(let value): values.append(value)
            case .unknown(let more): names.formUnion(more)
            }
        }
        return (values, names, isSensitive)
    }
}
