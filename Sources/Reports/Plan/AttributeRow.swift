import Diagnostics
import Reconciliation
import ResourceModel

/// An attribute below its change: what it is called, what becomes of it, and why.
struct AttributeRow {
    enum Content {
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
            let removed = before.subtracting(after).map { texts.text(of: $0, kind: kind?.element) }
            let added = after.subtracting(before).map { texts.text(of: $0, kind: kind?.element) }
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
            return .change(from: texts.text(of: old, kind: kind), to: texts.text(of: new, kind: kind))
        }
        if names.count == 1, let name = names.first {
            let part = kind?.parts.first { $0.name == name }?.kind
            return .change(from: texts.text(of: old[name], kind: part), to: texts.text(of: new[name], kind: part))
        }
        return .change(from: texts.text(of: names, in: old, kind: kind), to: texts.text(of: names, in: new, kind: kind))
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
