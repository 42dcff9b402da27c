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
    init(set attribute: AttributeChange, of type: ResourceType) {
        let kind = type.kind(at: attribute.path)
        let content: Content
        if attribute.isSensitive {
            content = .value("(sensitive)")
        } else if let objects = attribute.new?.list, objects.contains(where: { $0.map != nil }) {
            content = .list(objects.map { ValueText.text(of: $0, kind: kind?.element) })
        } else {
            content = .value(ValueText.text(of: attribute.new, kind: kind))
        }
        self.init(label: attribute.path.description, content: content, remark: "")
    }

    /// A row of something that is there already, with the cause of the difference and what it takes.
    init(change attribute: AttributeChange, of type: ResourceType) {
        let kind = type.kind(at: attribute.path)
        let remarks = [attribute.causeText, attribute.effectText(type.name.noun)].compactMap(\.self)
        let content = attribute.isSensitive ? Content.value("(sensitive)") : Self.difference(attribute, kind)
        self.init(label: attribute.path.description, content: content, remark: remarks.joined(separator: ", "))
    }

    static func difference(_ attribute: AttributeChange, _ kind: ValueKind?) -> Content {
        let old = attribute.old ?? .null
        let new = attribute.new ?? .null
        if let before = old.list, let after = new.list, (before + after).contains(where: { $0.map != nil }) {
            let removed = before.subtracting(after).map { ValueText.text(of: $0, kind: kind?.element) }
            let added = after.subtracting(before).map { ValueText.text(of: $0, kind: kind?.element) }
            if !(removed + added).isEmpty { return .elements(removed: removed, added: added) }
        }
        if case .element? = attribute.path.components.last, old.isNull != new.isNull {
            return .elements(
                removed: old.isNull ? [] : [ValueText.text(of: old, kind: kind)],
                added: new.isNull ? [] : [ValueText.text(of: new, kind: kind)]
            )
        }
        return .change(from: ValueText.text(of: old, kind: kind), to: ValueText.text(of: new, kind: kind))
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
        case .replacement: "needs a new \(noun)"
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
