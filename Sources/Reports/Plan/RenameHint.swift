import Reconciliation
import ResourceModel

/// Deletions and creations that look like one resource under another name, and what to write so that it stays.
struct RenameHint {
    private typealias Pair = (from: ResourceAddress, to: ResourceAddress)

    private let pairs: [Pair]

    init(_ plan: Plan) {
        let created = plan.changes.filter { $0.kind == .create && $0.reason == .declared }
        let deleted = plan.changes.filter { $0.kind == .delete && $0.reason == .undeclared }
        let families = Self.families(deleted, created, plan)
        let moved = Set(families.map(\.from))
        let alone = deleted.filter { !moved.contains($0.address.declared) }
        let taken = Set(families.map(\.to))
        let free = created.filter { !taken.contains($0.address.declared) }
        pairs = families + Self.singles(alone, free, plan)
    }

    private static func singles(_ deleted: [Change], _ created: [Change], _ plan: Plan) -> [Pair] {
        deleted.compactMap { old in
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

    /// All instances of a resource that go, where another one comes with the same instances, each like its own.
    private static func families(_ deleted: [Change], _ created: [Change], _ plan: Plan) -> [Pair] {
        let recorded = Dictionary(grouping: plan.recorded.resources.keys, by: \.declared)
        let going = Dictionary(grouping: deleted.filter { $0.address.instance != nil }, by: \.address.declared)
            .filter { $0.value.count > 1 && $0.value.count == recorded[$0.key]?.count }
        let coming = Dictionary(grouping: created.filter { $0.address.instance != nil }, by: \.address.declared)
        let pairs = going.flatMap { from, olds -> [Pair] in
            coming.filter { to, news in to != from && resembles(news, olds, plan) }.map { (from, $0.key) }
        }
        let isPlain = { (pair: Pair) in
            pairs.count { $0.from == pair.from } == 1 && pairs.count { $0.to == pair.to } == 1
        }
        return pairs.filter(isPlain).sorted { $0.from < $1.from }
    }

    private static func resembles(_ news: [Change], _ olds: [Change], _ plan: Plan) -> Bool {
        guard news.count == olds.count else { return false }
        let byInstance = Dictionary(news.map { ($0.address.instance, $0) }) { first, _ in first }
        return olds.allSatisfy { old in
            guard let new = byInstance[old.address.instance], new.type == old.type,
                let record = plan.recorded.resources[old.address]
            else { return false }
            return new.resembles(record)
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
