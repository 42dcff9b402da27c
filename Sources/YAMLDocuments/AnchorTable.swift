import Diagnostics

/// The anchors of a file, and how much its aliases repeat.
struct AnchorTable {
    /// How many nodes aliases may stand for in total; 10,000 servers with common defaults stay below.
    static let mostAliasedNodes = 1_000_000

    enum Resolution {
        /// The depth is that of its innermost collections.
        case node(YAMLNode, depth: Int)
        case itself(anchor: SourceRange)
        case unknown
        case tooLarge
    }

    /// The counts around a collection, to be restored when it is closed.
    struct Outer {
        fileprivate let nodeCount: Int
        fileprivate let deepest: Int
        fileprivate let depth: Int
    }

    private enum Anchor {
        case open(SourceRange)
        case closed(YAMLNode, nodeCount: Int, height: Int)
    }

    private var anchors: [String: Anchor] = [:]
    private var unknown: [(name: String, range: SourceRange)] = []
    /// Nodes so far, those behind aliases counted each time.
    private var nodeCount = 0
    private var aliasedNodeCount = 0
    /// The deepest nesting since the innermost anchored collection was opened.
    private var deepest = 0

    mutating func add(_ scalar: YAMLNode, _ name: String?) {
        nodeCount += 1
        guard let name else { return }
        anchors[name] = .closed(scalar, nodeCount: 1, height: 0)
    }

    mutating func open(_ name: String?, at range: SourceRange, depth: Int) -> Outer {
        let outer = Outer(nodeCount: nodeCount, deepest: deepest, depth: depth)
        nodeCount += 1
        if let name {
            anchors[name] = .open(range)
            deepest = depth
        } else {
            deepest = max(deepest, depth)
        }
        return outer
    }

    mutating func close(_ name: String?, as node: YAMLNode, _ outer: Outer) {
        guard let name else { return }
        anchors[name] = .closed(
            node,
            nodeCount: nodeCount - outer.nodeCount,
            height: deepest - outer.depth + 1
        )
        deepest = max(deepest, outer.deepest)
    }

    /// What an alias stands for, inside of as many collections as `depth` says.
    mutating func resolve(_ name: String, at range: SourceRange, depth: Int) -> Resolution {
        switch anchors[name] {
        case nil:
            unknown.append((name, range))
            return .unknown
        case .open(let anchor):
            return .itself(anchor: anchor)
        case .closed(let node, let count, let height):
            aliasedNodeCount += count
            nodeCount += count
            deepest = max(deepest, depth + height)
            guard aliasedNodeCount <= Self.mostAliasedNodes else { return .tooLarge }
            return .node(node, depth: depth + height)
        }
    }

    /// What to say about the aliases that found no anchor before them, once all anchors are known.
    func unknownAliases() -> [Diagnostic] {
        unknown.enumerated().map { index, alias in
            if case .closed(let node, _, _) = anchors[alias.name] {
                let note = Diagnostic.Note("'&\(alias.name)' comes only here", at: node.range)
                return .unknownAlias(alias.name, at: alias.range, notes: [note])
            }
            // Nobody reads a hundred questions, and finding them takes a while if there are as many anchors.
            let hint = index < 100 ? Suggestion.question(for: alias.name, among: anchors.keys) : nil
            return .unknownAlias(alias.name, at: alias.range, hint: hint)
        }
    }
}

extension Diagnostic {
    fileprivate static func unknownAlias(
        _ name: String,
        at range: SourceRange,
        notes: [Note] = [],
        hint: String? = nil
    ) -> Diagnostic {
        .error("unknown-alias", "there is no anchor '&\(name)' before this alias", at: range, notes: notes, hint: hint)
    }
}
