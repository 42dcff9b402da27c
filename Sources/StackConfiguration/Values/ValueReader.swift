import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// A value in normal form with its places.
struct ReadValue {
    let value: Value
    let places: Places
}

/// Reads and checks values as their kind says.
///
/// A value is nil where nothing of it can be used. Of a list with a mistake in it the rest is there, so that the rest
/// is checked too; whoever needs to know whether a value is whole compares the number of problems before and after.
struct ValueReader {
    let references: ReferenceResolver
    /// What is read, so that what is known later can be read then; nil where nothing is made of the values.
    var place: KindPlace?
    /// Whether it is of something that is there already, and that secrets are only needed to create parts of.
    var takesOver = false
    let scalars = ScalarReader()

    init(references: ReferenceResolver) { self.references = references }

    /// Reads at another place.
    func at(_ place: KindPlace?) -> ValueReader {
        var reader = self
        reader.place = place
        return reader
    }

    func read(_ node: Node, as kind: ValueKind, for name: String, _ problems: inout Problems) -> ReadValue? {
        guard let read = readPart(node, as: kind, for: name, &problems) else { return nil }
        switch (node.content, read.value) {
        case (.scalar, _), (.pending, .deferred): break
        case (.pending, _), (.link, _), (.sequence, _), (.mapping, _), (.invalid, _): return read
        }
        return ReadValue(value: kind.normalized(read.value), places: read.places)
    }

    /// The value of an attribute, or a list of values, best first, where the attribute takes alternatives.
    func read(_ node: Node, as attribute: Attribute, for name: String, _ problems: inout Problems) -> ReadValue? {
        guard attribute.takesAlternatives, case .sequence(let nodes) = node.content else {
            return read(node, as: attribute.kind, for: name, &problems)
        }
        guard !nodes.isEmpty else {
            let expected = "a string, or a list of at least one"
            problems.report(.invalidValue(expected: expected, for: name, not: "an empty list", at: node.range))
            return nil
        }
        let list = ValueKind.list(attribute.kind, order: .significant, limit: Attribute.mostAlternatives)
        return read(node, as: list, for: name, &problems)
    }

    /// Leaves the normal form of scalars to the object that they are in.
    func readPart(_ node: Node, as kind: ValueKind, for name: String, _ problems: inout Problems) -> ReadValue? {
        switch (kind, node.content) {
        case (_, .invalid):
            return nil
        case (.object(let attributes), .pending(let pending)) where attributes.takesShorthand(of: pending):
            return shortObject(node, attributes, for: name, &problems)
        case (.reference(let kind), .link(let address)):
            let value = references.reference(to: address, of: kind.type, at: node, &problems)
            return value.map { ReadValue(value: $0, places: Places(node.range)) }
        case (_, .link):
            return nil
        case (_, .pending(let pending)):
            if kind.hasReferences, let linked = pending.linked {
                return readPart(linked, as: kind, for: name, &problems)
            }
            let value = DeferredReader(kind: kind, place: place, name: name).read(pending, at: node, &problems)
            return value.map { ReadValue(value: $0, places: Places(node.range)) }
        case (.list(let element, let order, let limit), .sequence(let nodes)):
            let list = ListReader(values: self, element: element, order: order, limit: limit, name: name)
            return list.read(nodes, in: node, &problems)
        case (.elements(let set), .sequence(let nodes)):
            return ElementReader(values: self, set: set, name: name).read(nodes, in: node, &problems)
        case (.object(let attributes), .mapping(let entries)):
            let object = ObjectReader(values: self, attributes: attributes, owner: "'\(name)'")
            return object.read(entries, in: node, &problems)
        case (.object(let attributes), .scalar) where attributes.shorthand != nil && !node.isNull:
            return shortObject(node, attributes, for: name, &problems)
        case (.labels, .mapping(let entries)):
            return LabelReader(scalars: scalars, place: place).read(entries, in: node, &problems)
        case (_, .scalar(let scalar)):
            let value = scalars.value(of: scalar)
            guard let read = leaf(value, at: node, as: kind, for: name, &problems) else { return nil }
            return ReadValue(value: read, places: Places(node.range))
        case (_, .sequence), (_, .mapping):
            problems.report(.wrongType(expected: kind.expectation, for: name, node, hint: kind.hint(besides: node)))
            return nil
        }
    }

    /// An object that is written as one of its parts.
    private func shortObject(
        _ node: Node,
        _ attributes: [Attribute],
        for name: String,
        _ problems: inout Problems
    ) -> ReadValue? {
        guard let part = attributes.shorthand,
            let read = at(place?.appending(.part(part.name, beside: nil)))
                .readPart(node, as: part.kind, for: name, &problems)
        else { return nil }
        return ReadValue(
            value: .map(ValueKind.normalizedParts([part.name.text: read.value], attributes)),
            places: Places(node.range, parts: [(part.name.text, read.places)])
        )
    }

    private func leaf(
        _ value: Value,
        at node: Node,
        as kind: ValueKind,
        for name: String,
        _ problems: inout Problems
    ) -> Value? {
        if case .deferred = value { return value }
        switch kind {
        case .string(let format):
            guard let text = scalars.text(of: node, for: name, &problems) else { return nil }
            return FormatChecker(format: format, name: name, hints: problems.hints).check(text, at: node, &problems)
                ? .string(text) : nil
        case .integer(let range):
            return integer(value, in: range, at: node, for: name, &problems)
        case .boolean:
            return scalars.flag(of: node, for: name, &problems).map { .boolean($0) }
        case .oneOf(let words):
            return word(value, of: words, at: node, for: name, &problems)
        case .reference(let kind):
            guard let text = scalars.text(of: node, for: name, &problems) else { return nil }
            return references.reference(text, of: kind.type, at: node, &problems)
        case .offering(let offering):
            guard let text = scalars.text(of: node, for: name, &problems) else { return nil }
            let format = StringFormat.text(1...255)
            guard FormatChecker(format: format, name: name, hints: problems.hints).check(text, at: node, &problems)
            else { return nil }
            return references.offering(text, of: offering, at: node, &problems)
        case .list:
            let hint = "Is it a list of one? Then write '[…]' around it."
            problems.report(.wrongType(expected: kind.expectation, for: name, node, hint: hint))
            return nil
        case .labels, .elements, .object:
            problems.report(.wrongType(expected: kind.expectation, for: name, node))
            return nil
        }
    }

    private func integer(
        _ value: Value,
        in range: ClosedRange<Int64>,
        at node: Node,
        for name: String,
        _ problems: inout Problems
    ) -> Value? {
        guard case .integer(let number) = value else {
            let hint = value.string.flatMap { Hints.number($0) }
            problems.report(
                .invalidValue(expected: "an integer", for: name, not: node.found, at: node.range, hint: hint)
            )
            return nil
        }
        guard range.contains(number) else {
            let expected = "an integer from \(range.lowerBound) to \(range.upperBound)"
            problems.report(.invalidValue(expected: expected, for: name, not: String(number), at: node.range))
            return nil
        }
        return value
    }

    private func word(
        _ value: Value,
        of words: [String],
        at node: Node,
        for name: String,
        _ problems: inout Problems
    ) -> Value? {
        if case .string(let text) = value, words.contains(text) { return value }
        let hint = value.string.flatMap { Suggestion.question(for: $0, among: words) }
        let expected = words.quoted(joinedBy: "or")
        problems.report(.invalidValue(expected: expected, for: name, not: node.found, at: node.range, hint: hint))
        return nil
    }
}

extension [Attribute] {
    /// Whether an expression gives one part of such an object instead of the whole.
    func takesShorthand(of pending: Pending) -> Bool {
        guard pending.type != .dyn, let part = shorthand else { return false }
        return part.kind.mayBe(pending.type)
    }
}

extension Node.Entry {
    /// Whether something with keys of its own stands there.
    fileprivate var isNested: Bool {
        guard case .mapping = value.content else { return false }
        return true
    }
}

extension ValueKind {
    /// What to write instead of a list or map.
    fileprivate func hint(besides node: Node) -> String? {
        switch (self, node.content) {
        case (.labels, .sequence): "Write each key with its value: '{ team: shop }'."
        case (.string, .sequence(let nodes)), (.oneOf, .sequence(let nodes)), (.reference, .sequence(let nodes)),
            (.offering, .sequence(let nodes)), (.integer, .sequence(let nodes)):
            nodes.count == 1 ? "It takes one value: leave out the '[…]'." : nil
        case (.elements(let set), .mapping(let entries)) where entries.allSatisfy(\.isNested):
            entries.first.map { "Write a list: '- { \(set.key.first?.text ?? "name"): \($0.name), … }' for each." }
        case (.list(.object, _, _), .mapping(let entries)) where entries.allSatisfy(\.isNested):
            "Write a list: '- { … }' for each."
        case (.list(.object, _, _), .mapping), (.elements, .mapping): "Is it a list of one? Then write '[…]' around it."
        case _: nil
        }
    }

    /// What a message says was expected.
    var expectation: String {
        switch self {
        case .string, .offering: "a string"
        case .integer: "an integer"
        case .boolean: "true or false"
        case .oneOf(let words): words.quoted(joinedBy: "or")
        case .reference(let kind): "the logical name of a \(kind.type.words)"
        case .labels: "a map from label keys to values"
        case .list, .elements: "a list"
        case .object(let attributes): "a map with \(attributes.map(\.name.text).quoted(joinedBy: "and"))"
        }
    }
}
