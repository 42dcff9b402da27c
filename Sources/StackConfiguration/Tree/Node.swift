import Diagnostics
import ResourceModel
import YAMLDocuments

/// A part of a file, as it is written or with values in the place of its expressions.
struct Node: Sendable {
    enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([Node])
        /// In the order of the file, keys unique.
        case mapping([Entry])
        /// What stands here was already reported as an error; whoever reads on says nothing more about it.
        case invalid
        /// An expression whose value is known later.
        indirect case pending(Pending)
        /// In the place of a reference: the resource whose ID an expression gives.
        indirect case link(ResourceAddress)
    }

    /// A key of a map and its value.
    struct Entry: Sendable {
        let key: Key
        let value: Node

        /// Unique in its map.
        var name: String { key.text }
    }

    struct Key: Sendable {
        let text: String
        let range: SourceRange
    }

    let range: SourceRange
    let content: Content
    /// Whether it is a value that came from something sensitive; what is known later says so itself.
    let isSensitive: Bool
    /// What a file that is laid over another does here; nothing has one once all files lie over each other.
    let mark: OverlayMark?

    init(range: SourceRange, content: Content, isSensitive: Bool = false, mark: OverlayMark? = nil) {
        self.range = range
        self.content = content
        self.isSensitive = isSensitive
        self.mark = mark
    }
}

extension Node {
    /// What it is, in the words of a message: "a list", "an integer".
    var kindName: String {
        switch content {
        case .scalar(let scalar): scalar.value.kindName
        case .sequence: "a list"
        case .mapping: "a map"
        case .invalid: "an error"
        case .pending, .link: "a value that is known later"
        }
    }

    /// The value under a key; nil if this is no map or has no such key.
    subscript(name: String) -> Node? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.name == name }?.value
    }

    /// Where a part of a scalar's text, given in UTF-8 offsets, is written in the file.
    func range(ofText offsets: Range<Int>) -> SourceRange {
        guard case .scalar(let scalar) = content else { return range }
        return YAMLNode(range: range, content: .scalar(scalar)).range(ofText: offsets)
    }

    /// The same place, said to be reported.
    var invalid: Node { Node(range: range, content: .invalid) }
}

extension Node {
    /// Reads the text of a file; nil where it has no document.
    ///
    /// - Parameter isOverlay: whether it is laid over another file, whose values it can then change by marks.
    static func parse(
        _ bytes: [UInt8],
        path: String,
        isOverlay: Bool = false
    ) -> (node: Node?, problems: [Diagnostic]) {
        let (document, problems) = YAMLDocument.parse(bytes, path: path, localTags: OverlayMark.tags)
        var marked: [Node] = []
        let node = document.map { Node($0, &marked) }
        return (node, isOverlay ? problems : problems + marked.map { .markOverNothing($0) })
    }

    private init(_ yaml: YAMLNode, _ marked: inout [Node]) {
        let content: Content =
            switch yaml.content {
            case .scalar(let scalar): .scalar(scalar)
            case .sequence(let nodes): .sequence(nodes.map { Node($0, &marked) })
            case .mapping(let entries):
                .mapping(
                    entries.map {
                        Entry(key: Key(text: $0.name, range: $0.key.range), value: Node($0.value, &marked))
                    }
                )
            case .invalid: .invalid
            }
        self.init(range: yaml.range, content: content, mark: yaml.localTag.flatMap(OverlayMark.init(rawValue:)))
        if mark != nil { marked.append(self) }
    }
}
