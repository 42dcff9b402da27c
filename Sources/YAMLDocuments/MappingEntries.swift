import Diagnostics

/// The entries of a mapping: each key once, merge keys carried out.
///
/// A merge key `<<` (https://yaml.org/type/merge.html) brings the entries of a mapping or of a list of mappings. The
/// mapping's own keys win over them, and earlier mappings of the list over later ones.
struct MappingEntries {
    private(set) var entries: [YAMLEntry] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ written: ArraySlice<YAMLEntry>) {
        guard written.contains(where: \.isMerge) || hasDuplicates(written) else {
            entries = Array(written)
            return
        }
        var keys: [String: SourceRange] = [:]
        var sources: [YAMLNode] = []
        var mergeKey: SourceRange?
        for entry in written {
            if !entry.isMerge {
                addOwn(entry, &keys)
            } else if let mergeKey {
                diagnostics.append(.secondMergeKey(entry.key.range, first: mergeKey))
            } else {
                mergeKey = entry.key.range
                sources = mergeSources(entry.value)
            }
        }
        for case .mapping(let merged) in sources.map(\.content) {
            for entry in merged where keys[entry.name] == nil {
                keys[entry.name] = entry.key.range
                entries.append(entry)
            }
        }
    }

    private mutating func addOwn(_ entry: YAMLEntry, _ keys: inout [String: SourceRange]) {
        if let first = keys[entry.name] {
            diagnostics.append(.duplicateKey(entry, first: first))
        } else {
            keys[entry.name] = entry.key.range
            entries.append(entry)
        }
    }

    private mutating func mergeSources(_ value: YAMLNode) -> [YAMLNode] {
        switch value.content {
        case .mapping, .invalid:
            return [value]
        case .scalar:
            diagnostics.append(.invalidMerge(value))
            return []
        case .sequence(let nodes):
            for node in nodes {
                switch node.content {
                case .mapping, .invalid: break
                case .scalar, .sequence: diagnostics.append(.invalidMerge(node))
                }
            }
            return nodes
        }
    }
}

extension YAMLEntry {
    fileprivate var isMerge: Bool {
        guard case .scalar(let scalar) = key.content else { return false }
        return scalar.text == "<<" && scalar.style == .plain && scalar.tag == nil
    }
}

/// Nearly all mappings are small, and comparing their keys is faster than hashing them.
private func hasDuplicates(_ entries: ArraySlice<YAMLEntry>) -> Bool {
    guard entries.count <= 16 else {
        return Set(entries.lazy.map(\.name)).count < entries.count
    }
    return entries.indices.contains { index in
        let name = entries[index].name
        return entries[..<index].contains { $0.name == name }
    }
}

extension Diagnostic {
    fileprivate static func duplicateKey(_ entry: YAMLEntry, first: SourceRange) -> Diagnostic {
        .error(
            "duplicate-key",
            "the key '\(entry.name)' is already written in this map",
            at: entry.key.range,
            notes: [.init("first written here", at: first)]
        )
    }

    fileprivate static func secondMergeKey(_ range: SourceRange, first: SourceRange) -> Diagnostic {
        .error(
            "duplicate-key",
            "the key '<<' is already written in this map",
            at: range,
            notes: [.init("first written here", at: first)],
            hint: "Write one '<<' with a list: '<<: [*one, *other]'."
        )
    }

    fileprivate static func invalidMerge(_ node: YAMLNode) -> Diagnostic {
        .error("invalid-merge", "'<<' merges a map or a list of maps, not \(node.kindName)", at: node.range)
    }
}
