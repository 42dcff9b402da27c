import Diagnostics
import Reconciliation
import ResourceModel

/// An attribute below its change: what it is called, what becomes of it, and why.
struct AttributeRow {
    enum Content: Hashable {
        case value(String)
        /// The elements of a list, each on its line.
        case list([String])
        case change(from: String, to: String)
        /// Elements that come and go; those that stay are not shown.
        case elements(removed: [String], added: [String])
    }

    let label: String
    let content: Content
    let remark: String
}

extension AttributeRow {
    /// A row of a creation: only what is set.
    init(set attribute: AttributeChange, of type: ResourceType, _ texts: ValueText) {
        let kind = type.kind(at: attribute.path)
        let content: Content
        if attribute.isSensitive {
            content = .value("(sensitive)")
        } else if let objects = attribute.new?.list, objects.contains(where: { $0.map != nil }) {
            content = .list(objects.map { texts.text(of: $0, kind: kind?.element) })
        } else {
            content = .value(texts.text(of: attribute.new, kind: kind))
        }
        self.init(label: attribute.path.description, content: content, remark: "")
    }

    /// A row of something that is there already, with the cause of the difference and what it takes.
    ///
    /// `known`: what is followed anyway, as is said already.
    init(
        change attribute: AttributeChange,
        of type: ResourceType,
        _ texts: ValueText,
        following known: ResourceAddress? = nil
    ) {
        let kind = type.kind(at: attribute.path)
        let isKnown = known != nil && attribute.cause == known.map { .follows($0) }
        let remarks = [isKnown ? nil : attribute.causeText, attribute.effectText(type.name.noun)].compactMap(\.self)
        let isOpen = !attribute.isSensitive
        let content = isOpen ? Self.difference(attribute, kind, texts) : Content.value("(sensitive)")
        self.init(label: Self.label(of: attribute, kind), content: content, remark: remarks.joined(separator: ", "))
    }

    /// What becomes of the value; `isDrift`: the old one is what was asked for.
    static func difference(
        _ attribute: AttributeChange,
        _ kind: ValueKind?,
        _ texts: ValueText,
        isDrift: Bool = false
    ) -> Content {
        let old = attribute.old ?? .null
        let new = attribute.new ?? .null
        if let before = old.list, let after = new.list, (before + after).contains(where: { $0.map != nil }) {
            let removed = before.subtracting(after).map { texts.whole.text(of: $0, kind: kind?.element) }
            let added = after.subtracting(before).map { texts.whole.text(of: $0, kind: kind?.element) }
            if removed.count == 1, added.count == 1 {
                let (one, other) = texts.contrast(removed[0], added[0])
                return .elements(removed: [one], added: [other])
            }
            if !(removed + added).isEmpty { return .elements(removed: removed, added: added) }
        }
        if case .element? = attribute.path.components.last, old.isNull != new.isNull {
            return .elements(
                removed: old.isNull ? [] : [texts.text(of: old, kind: kind)],
                added: new.isNull ? [] : [texts.text(of: new, kind: kind)]
            )
        }
        guard old != new else { return .value("goes and comes back") }
        guard let names = isDrift ? new.parts(differingFrom: old) : old.parts(differingFrom: new) else {
            return contrast(old, new, kind, texts)
        }
        if names.count == 1, let name = names.first {
            return contrast(old[name], new[name], kind?.parts.first { $0.name == name }?.kind, texts)
        }
        let (before, after) = texts.contrast(
            texts.whole.text(of: names, in: old, kind: kind),
            texts.whole.text(of: names, in: new, kind: kind)
        )
        return .change(from: before, to: after)
    }

    /// Two values beside each other; of texts of several lines, the lines that differ.
    private static func contrast(_ old: Value?, _ new: Value?, _ kind: ValueKind?, _ texts: ValueText) -> Content {
        if let before = old?.string?.armour, let after = new?.string?.armour { return .change(from: before, to: after) }
        if let before = old?.string?.lines, let after = new?.string?.lines, before.count + after.count > 2 {
            let (removed, added) = before.differing(from: after)
            return .elements(removed: removed.map(\.withoutControls), added: added.map(\.withoutControls))
        }
        let (before, after) = texts.contrast(
            texts.whole.text(of: old, kind: kind),
            texts.whole.text(of: new, kind: kind)
        )
        return .change(from: before, to: after)
    }

    /// The path, and the part of an object where nothing else of it differs.
    static func label(of attribute: AttributeChange, _ kind: ValueKind?, isDrift: Bool = false) -> String {
        let sides = (old: attribute.old ?? .null, new: attribute.new ?? .null)
        let names = isDrift ? sides.new.parts(differingFrom: sides.old) : sides.old.parts(differingFrom: sides.new)
        guard !attribute.isSensitive, let names, names.count == 1 else { return attribute.path.description }
        if case .labels = kind { return attribute.path.appending(element: names[0].text).description }
        return attribute.path.appending(names[0]).description
    }
}

extension AttributeRow.Content {
    /// Everything in it, and of which kind it is.
    var words: [String] {
        switch self {
        case .value(let text): ["=", text]
        case .list(let texts): ["[]"] + texts
        case .change(let old, let new): ["→", old, new]
        case .elements(let removed, let added): ["±"] + removed + ["+"] + added
        }
    }

    /// What it is for the first and the last of several that are alike.
    func spanning(to last: AttributeRow.Content) -> AttributeRow.Content {
        switch (self, last) {
        case (.value(let one), .value(let other)): .value(ContrastText.span(one, other))
        case (.list(let ones), .list(let others)): .list(zip(ones, others).map(ContrastText.span))
        case (.change(let old, let new), .change(let lastOld, let lastNew)):
            .change(from: ContrastText.span(old, lastOld), to: ContrastText.span(new, lastNew))
        case (.elements(let removed, let added), .elements(let lastRemoved, let lastAdded)):
            .elements(
                removed: zip(removed, lastRemoved).map(ContrastText.span),
                added: zip(added, lastAdded).map(ContrastText.span)
            )
        case (.value, _), (.list, _), (.change, _), (.elements, _): self
        }
    }
}

extension AttributeRow {
    /// The same row of several changes that are alike.
    func spanning(to last: AttributeRow) -> AttributeRow {
        AttributeRow(
            label: ContrastText.span(label, last.label),
            content: content.spanning(to: last.content),
            remark: remark
        )
    }
}

extension String {
    /// Of a key or certificate in its armour what tells it from others: `-----BEGIN CERTIFICATE-----…GJyJObOAiA== (11 lines)`.
    fileprivate var armour: String? {
        let lines = lines
        guard hasPrefix("-----BEGIN "), lines.count > 2 else { return nil }
        let tail = lines[lines.count - 2].suffix(12)
        return "\(lines[0])…\(tail) (\(lines.count) lines)".withoutControls
    }

    fileprivate var lines: [String] {
        let lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.last == "" ? lines.dropLast() : lines
    }
}

extension [String] {
    /// The lines between an equal beginning and an equal end.
    fileprivate func differing(from other: [String]) -> (removed: [String], added: [String]) {
        let least = Swift.min(count, other.count)
        let start = (0..<least).first { self[$0] != other[$0] } ?? least
        let rest = least - start
        let end = (0..<rest).first { self[count - 1 - $0] != other[other.count - 1 - $0] } ?? rest
        return (Array(self[start..<count - end]), Array(other[start..<other.count - end]))
    }
}

extension Value {
    /// Of two objects, the parts that are not as wished; `nil` for what is no object.
    ///
    /// What the wish does not say stays.
    fileprivate func parts(differingFrom wish: Value) -> [AttributeName]? {
        guard case .map(let before) = self, case .map(let wishes) = wish else { return nil }
        let names = wishes.sortedByKey().filter { before[$0.key] != $0.value }.map { AttributeName($0.key) }
        return names.isEmpty ? nil : names
    }
}

extension AttributeChange {
    fileprivate var causeText: String? {
        switch cause {
        case .edited: range?.lineText
        case .drifted: "changed in the cloud"
        case .failed: "what the API did failed"
        case .unset: "not in the file any more"
        case .follows(let address): "follows \(address)"
        }
    }

    fileprivate func effectText(_ noun: String) -> String? {
        switch effect {
        case .inPlace: nil
        case .offline: "while the \(noun) is off"
        case .rebuild: "rebuilds the \(noun)"
        case .replacement, .wishedReplacement: "needs a new \(noun)"
        case .ignored: "nothing is done"
        }
    }
}

extension SourceRange {
    /// The file and the line: `hzform.yaml:12`.
    var lineText: String { "\(file.path):\(start.line)" }
}

extension Array where Element: Hashable {
    /// The elements that the other does not have, as often as it lacks them.
    fileprivate func subtracting(_ other: [Element]) -> [Element] {
        var left = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
        return filter { element in
            guard let count = left[element], count > 0 else { return true }
            left[element] = count - 1
            return false
        }
    }
}
