import Diagnostics
import YAMLDocuments

/// What a value of a later file does to the one below, other than to take its place.
package enum OverlayMark: String, CaseIterable, Sendable {
    /// The elements come behind those of the list below.
    case append = "!append"
    /// The key below is taken out, as if nobody had written it.
    case reset = "!reset"

    package static let tags = Set(allCases.map(\.rawValue))
}

/// Lays files over each other.
struct Overlay {
    private(set) var problems: [Diagnostic] = []

    /// This part of a file with what a later file says laid over it, map by map.
    ///
    /// Everything but a map is replaced as a whole, unless its mark says otherwise; what only one of the two has stays.
    mutating func laid(_ later: Node, over earlier: Node?) -> Node {
        switch (later.mark, earlier?.content, later.content) {
        case (.append, _, _): return appended(later, to: earlier)
        case (_, .mapping(let entries), .mapping(let others)):
            return Node(range: earlier?.range ?? later.range, content: .mapping(laid(others, over: entries)))
        case (_, _, .mapping(let entries)):
            return Node(range: later.range, content: .mapping(laid(entries, over: [])))
        case (_, _, .sequence(let nodes)):
            return Node(range: later.range, content: .sequence(nodes.map { laid($0, over: nil) }))
        default: return later
        }
    }

    private mutating func laid(_ others: [Node.Entry], over entries: [Node.Entry]) -> [Node.Entry] {
        var merged: [Node.Entry?] = entries
        var positions: [String: Int] = [:]
        for (position, entry) in entries.enumerated() { positions[entry.name] = position }
        for other in others {
            let position = positions[other.name]
            let earlier = position.flatMap { merged[$0] }
            if other.value.mark == .reset {
                if !other.value.isEmpty {
                    problems.append(.mismatch(.reset, other.value))
                } else if let position {
                    merged[position] = nil
                }
                continue
            }
            // A key stays at its first place, what is said anew is at its own.
            let entry = Node.Entry(key: earlier?.key ?? other.key, value: laid(other.value, over: earlier?.value))
            if let position { merged[position] = entry } else { merged.append(entry) }
        }
        return merged.compactMap(\.self)
    }

    private mutating func appended(_ later: Node, to earlier: Node?) -> Node {
        guard case .sequence(let added) = later.content else {
            problems.append(.mismatch(.append, later))
            return later.invalid
        }
        let new = added.map { laid($0, over: nil) }
        switch earlier?.content {
        case .sequence(let nodes)?: return Node(range: later.range, content: .sequence(nodes + new))
        case nil: return Node(range: later.range, content: .sequence(new))
        case _ where earlier?.isNull == true: return Node(range: later.range, content: .sequence(new))
        case .invalid?: return later.invalid
        case .some:
            problems.append(.nothingToAppendTo(later, earlier))
            return later.invalid
        }
    }
}

extension Node {
    /// `null`, nothing at all, `[]` or `{}`: what a key that is taken out may be given.
    fileprivate var isEmpty: Bool {
        switch content {
        case .sequence(let nodes): nodes.isEmpty
        case .mapping(let entries): entries.isEmpty
        default: isNull
        }
    }
}

extension Diagnostic {
    static func markOverNothing(_ node: Node) -> Diagnostic {
        .error(
            "unsupported-tag",
            "'\(node.mark?.rawValue ?? "")' changes what an earlier file says, and there is none",
            at: node.range,
            hint: "It can stand in a file that is laid over another: hzform plan -f hzform.yaml -f production.yaml"
        )
    }

    fileprivate static func mismatch(_ mark: OverlayMark, _ node: Node) -> Diagnostic {
        let expected = mark == .append ? "a list" : "null"
        return .error(
            "tag-mismatch",
            "expected \(expected) after '\(mark.rawValue)', not \(node.kindName)",
            at: node.range
        )
    }

    fileprivate static func nothingToAppendTo(_ node: Node, _ earlier: Node?) -> Diagnostic {
        .error(
            "tag-mismatch",
            "'!append' adds to a list, and the earlier file has \(earlier?.kindName ?? "nothing") here",
            at: node.range,
            notes: [.init("it is here", at: earlier?.range)],
            hint: "Where an expression gives the list, write the whole: \"${list + [more]}\"."
        )
    }
}
