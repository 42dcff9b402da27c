import Reconciliation
import ResourceModel

/// A value on one line as people read it: no quotes or brackets where none are needed, long texts shortened.
///
/// The kind orders the keys of objects as the type defines them and hides what merely is the default.
struct ValueText {
    /// The cells that a text may take that stands alone, and one that stands in another value.
    static let longest = 72
    private static let longestNested = 44

    private enum Length {
        /// Long texts lose their middle, those of several lines all but the first.
        case short
        /// Those of several lines are shortened alone.
        case oneLine
        case whole
    }

    private let names: [Reference: ObjectName]
    private let length: Length

    /// `names`: what objects are called that values refer to by ID; `isShort`: whether long texts lose their middle.
    init(_ names: [Reference: ObjectName] = [:], isShort: Bool = true) {
        self.init(names, isShort ? .short : .oneLine)
    }

    private init(_ names: [Reference: ObjectName], _ length: Length) {
        self.names = names
        self.length = length
    }

    /// The same without leaving anything out, for what is compared first and shortened then.
    var whole: ValueText { ValueText(names, .whole) }

    /// Both sides of a difference, shortened so that what differs is still there.
    func contrast(_ old: String, _ new: String) -> (old: String, new: String) {
        length == .short ? ContrastText.shortened(old, new, to: Self.longest) : (old, new)
    }

    func text(of value: Value?, kind: ValueKind?) -> String {
        switch value {
        case nil, .null: "none"
        case .list(let values) where !values.isEmpty:
            values.map { nested($0, kind?.element) }.joined(separator: ", ")
        case .map(let entries) where !entries.isEmpty: parts(entries, kind).joined(separator: ", ")
        case .string(let text): plain(text)
        case .map, .list, .boolean, .integer, .number, .reference, .deferred: nested(value ?? .null, kind)
        }
    }

    /// Some parts of an object, also those that are as by default.
    func text(of names: [AttributeName], in object: Value, kind: ValueKind?) -> String {
        let known = (kind?.parts ?? []).filter { names.contains($0.name) }
        let others = names.filter { name in !known.contains { $0.name == name } }
        let parts = known.map { ($0.name, Optional($0.kind)) } + others.map { ($0, nil) }
        return parts.map { name, kind in "\(name): \(nested(object[name] ?? .null, kind))" }.joined(separator: ", ")
    }

    private func nested(_ value: Value, _ kind: ValueKind?) -> String {
        switch value {
        case .null: "none"
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): quotedWhereNeeded(text)
        case .list(let values): "[\(values.map { nested($0, kind?.element) }.joined(separator: ", "))]"
        case .map(let entries): entries.isEmpty ? "{}" : "{ \(parts(entries, kind).joined(separator: ", ")) }"
        case .reference(let reference): text(of: reference)
        case .deferred: "(known after apply)"
        }
    }

    func text(of reference: Reference) -> String {
        switch reference {
        case .resource(let address): address.description
        case .object(let type, let id):
            switch names[reference] {
            case .former(let address): "the old \(address)"
            case .named(let name): "\(type.noun) \(quotedWhereNeeded(name))"
            case nil: "\(type.noun) \(id)"
            }
        }
    }

    /// `key: value` in the order of the type's definition, without what is null or merely the default.
    private func parts(_ entries: [String: Value], _ kind: ValueKind?) -> [String] {
        let attributes = kind?.parts ?? []
        let known = attributes.compactMap { attribute -> String? in
            guard let value = entries[attribute.name.text], !value.isNull, !attribute.isDefault(value) else {
                return nil
            }
            return "\(attribute.name): \(nested(value, attribute.kind))"
        }
        let names = Set(attributes.map(\.name.text))
        if known.isEmpty, entries.keys.allSatisfy(names.contains) { return defaults(entries, attributes) }
        let others = entries.sortedByKey().filter { !names.contains($0.key) && !$0.value.isNull }
        return known + others.map { "\(quotedWhereNeeded($0.key)): \(nested($0.value, nil))" }
    }

    /// Of an object that has nothing but defaults, these.
    private func defaults(_ entries: [String: Value], _ attributes: [Attribute]) -> [String] {
        attributes.compactMap { attribute in
            guard let value = entries[attribute.name.text], !value.isNull else { return nil }
            return "\(attribute.name): \(nested(value, attribute.kind))"
        }
    }

    /// A text that stands alone.
    private func plain(_ text: String) -> String {
        let isPlain = text.first.map { !$0.isWhitespace } ?? false && text.last.map { !$0.isWhitespace } ?? false
        let shown = shown(text, to: Self.longest)
        return isPlain ? shown : "\"\(shown)\""
    }

    private func quotedWhereNeeded(_ text: String) -> String {
        let isWord =
            !text.isEmpty && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || Self.inWords.contains($0) }
        let shown = shown(text, to: Self.longestNested)
        let isQuoted = text.utf8.count > 1 && text.first == "\"" && text.last == "\""
        return isWord || isQuoted ? shown : "\"\(shown)\""
    }

    private static let inWords = Set("0123456789._-/@+=*%~:".unicodeScalars)

    private func shown(_ text: String, to width: Int) -> String {
        switch length {
        case .short: Self.firstLine(text).withoutControls.shortened(to: width)
        case .oneLine: Self.firstLine(text).withoutControls
        case .whole: text.withoutControls
        }
    }

    private static func firstLine(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let count = lines.last == "" ? lines.count - 1 : lines.count
        guard count > 1, let first = lines.first else { return lines.first.map(String.init) ?? "" }
        return "\(first)… (\(count) lines)"
    }
}

extension Attribute {
    fileprivate func isDefault(_ value: Value) -> Bool {
        if case .defaulted(let standard) = presence { return standard == value }
        if case .whole = update, let reset, !value.isNull, reset == value { return true }
        switch (kind, value) {
        case (.labels, .map(let labels)): return labels.isEmpty
        case (.list, .list(let values)), (.elements, .list(let values)): return values.isEmpty
        case (.object(let parts), .map(let values)) where !values.isEmpty:
            return values.allSatisfy { key, value in
                parts.first { $0.name.text == key }.map { $0.isDefault(value) } ?? false
            }
        case _: return false
        }
    }
}

extension ResourceType.Name {
    /// The name in a sentence: `placement group`.
    var noun: String { String(text.map { $0 == "_" ? " " : $0 }) }
}
