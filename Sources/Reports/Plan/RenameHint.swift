import Reconciliation
import ResourceModel

/// A deletion and a creation that look like one resource under another name, and what to write so that it stays.
struct RenameHint {
    private let pairs: [(from: ResourceAddress, to: ResourceAddress)]

    init(_ plan: Plan) {
        let created = plan.changes.filter { $0.kind == .create && $0.reason == .declared }
        let deleted = plan.changes.filter { $0.kind == .delete && $0.reason == .undeclared }
        pairs = deleted.compactMap { old in
            guard let record = plan.recorded.resources[old.address] else { return nil }
            let heirs = created.filter { $0.type == old.type && $0.resembles(record) }
            let rivals = deleted.filter { other in
                guard other.address != old.address, other.type == old.type, let heir = heirs.first else { return false }
                return plan.recorded.resources[other.address].map(heir.resembles) ?? false
            }
            // Where 'count' or 'for_each' came or went, the first of the instances is meant.
            let instance = heirs.first { $0.address.declared == old.address.declared }
            guard rivals.isEmpty, let heir = heirs.count == 1 ? heirs.first : instance else { return nil }
            return (old.address, heir.address)
        }
    }

    /// A sentence, and the lines to paste; nothing where nothing looks like it.
    func lines(_ style: TextStyle) -> [String] {
        guard !pairs.isEmpty else { return [] }
        let subject = pairs.count == 1 ? "this looks like a resource" : "these look like resources"
        let object = pairs.count == 1 ? "it" : "them"
        let title = "\(style.paint("note:", .cyan)) \(subject) with another name; to keep \(object), add to the file:"
        let entries = pairs.map { "      - { from: \($0.from.inYAML), to: \($0.to.inYAML) }" }
        return [title, "", "    moved:"] + entries
    }
}

extension ResourceAddress {
    /// Quoted where YAML would read brackets otherwise.
    fileprivate var inYAML: String {
        let text = description
        guard text.contains("[") else { return text }
        return text.contains("\"") ? "'\(text)'" : "\"\(text)\""
    }
}

extension Change {
    /// Whether what is created has what the recorded one had, its name and labels aside.
    fileprivate func resembles(_ record: RecordedResource) -> Bool {
        let compared = attributes.filter { attribute in
            ![AttributeName.name, .labels].contains(attribute.path.root) && !attribute.isSensitive
                && record.attributes[attribute.path.root] != nil && attribute.new != nil
        }
        return !compared.isEmpty && compared.allSatisfy { record.attributes[$0.path.root] == $0.new }
    }
}
