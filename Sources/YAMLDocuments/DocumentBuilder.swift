import Diagnostics

/// Turns the events of one file into nodes.
///
/// What is wrong with a single value is collected and the value becomes `invalid`; what ends the reading is thrown.
struct DocumentBuilder {
    /// Recursion over a document is safe up to here, and no desired state comes near it.
    static let deepestNesting = 64

    let file: SourceFile
    let events: EventReader
    private let localTags: Set<String>
    private var problems: [Diagnostic] = []
    private var anchors = AnchorTable()
    /// The children of the collections that are still open: each array is then made once, at its size.
    private var pendingItems: [YAMLNode] = []
    private var pendingEntries: [YAMLEntry] = []
    private var endOfLastNode = SourcePosition(line: 1, column: 1)

    init(file: SourceFile, events: EventReader, localTags: Set<String>) {
        self.file = file
        self.events = events
        self.localTags = localTags
    }

    /// What is wrong with the values that were read so far.
    var diagnostics: [Diagnostic] {
        problems + anchors.unknownAliases()
    }

    /// The only document of the file, nil if there is none.
    mutating func document() throws(Diagnostic) -> YAMLNode? {
        _ = try events.next()
        guard case .documentStart = try events.next() else {
            problems.append(.emptyFile(file))
            return nil
        }
        let root = try node(events.next(), depth: 0)
        _ = try events.next()
        if case .documentStart = try events.next() {
            problems.append(.severalDocuments(at: rangeOfEvent))
        }
        if case .scalar(let scalar) = root.content, scalar.text.isEmpty, scalar.style == .plain {
            problems.append(.emptyFile(file))
            return nil
        }
        return root
    }

    private mutating func node(_ event: Event, depth: Int) throws(Diagnostic) -> YAMLNode {
        switch event {
        case .scalar(let text, let style, let properties):
            let node = scalar(text, style, properties.tag)
            anchors.add(node, properties.anchor)
            endOfLastNode = node.range.end
            return node
        case .sequenceStart(let properties, let isFlow):
            return try collection(.sequence, properties, isFlow: isFlow, depth: depth)
        case .mappingStart(let properties, let isFlow):
            return try collection(.mapping, properties, isFlow: isFlow, depth: depth)
        case .alias(let name):
            return try alias(name, depth: depth)
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            preconditionFailure("libyaml reports a node wherever one is due.")
        }
    }

    private mutating func alias(_ name: String, depth: Int) throws(Diagnostic) -> YAMLNode {
        let range = rangeOfEvent
        endOfLastNode = range.end
        switch anchors.resolve(name, at: range, depth: depth) {
        case .node(let node, let depth):
            guard depth <= Self.deepestNesting else { throw .tooDeep(at: range) }
            return node
        case .unknown:
            return YAMLNode(range: range, content: .invalid)
        case .itself(let anchor):
            problems.append(.recursiveAlias(name, at: range, anchor: anchor))
            return YAMLNode(range: range, content: .invalid)
        case .tooLarge:
            throw .tooManyAliasedNodes(at: range)
        }
    }

    private mutating func scalar(_ text: String, _ style: YAMLScalar.Style, _ tag: String?) -> YAMLNode {
        let range = rangeOfEvent
        guard let tag else {
            return YAMLNode(range: range, content: .scalar(YAMLScalar(text: text, style: style)))
        }
        guard !localTags.contains(tag) else {
            return YAMLNode(range: range, content: .scalar(YAMLScalar(text: text, style: style)), localTag: tag)
        }
        guard let scalarTag = ScalarTag(tag) else {
            problems.append(.unsupportedTag(tag, in: range))
            return YAMLNode(range: range, content: .invalid)
        }
        let scalar = YAMLScalar(text: text, style: style, tag: scalarTag)
        guard scalar.fitsTag else {
            problems.append(.tagMismatch(tag, "'\(text)'", at: range))
            return YAMLNode(range: range, content: .invalid)
        }
        return YAMLNode(range: range, content: .scalar(scalar))
    }

    private mutating func collection(
        _ kind: CollectionKind,
        _ properties: NodeProperties,
        isFlow: Bool,
        depth: Int
    ) throws(Diagnostic) -> YAMLNode {
        let opening = rangeOfEvent
        guard depth < Self.deepestNesting else { throw .tooDeep(at: opening) }
        let outer = anchors.open(properties.anchor, at: opening, depth: depth + 1)
        var content: YAMLNode.Content
        switch kind {
        case .sequence: content = try sequence(depth: depth + 1)
        case .mapping: content = try mapping(depth: depth + 1)
        }
        let localTag = properties.tag.flatMap { localTags.contains($0) ? $0 : nil }
        if localTag == nil, let tag = properties.tag, let problem = kind.mismatch(tag, at: opening) {
            problems.append(problem)
            content = .invalid
        }
        // libyaml ends a block collection where the next token starts, which may be many lines later.
        endOfLastNode = isFlow ? events.end : endOfLastNode
        let range = SourceRange(file: file, start: opening.start, end: endOfLastNode)
        let node = YAMLNode(range: range, content: content, localTag: localTag)
        anchors.close(properties.anchor, as: node, outer)
        return node
    }

    private mutating func sequence(depth: Int) throws(Diagnostic) -> YAMLNode.Content {
        let first = pendingItems.count
        while true {
            let event = try events.next()
            if case .sequenceEnd = event { break }
            let item = try node(event, depth: depth)
            pendingItems.append(item)
        }
        let items = Array(pendingItems[first...])
        pendingItems.removeSubrange(first...)
        return .sequence(items)
    }

    private mutating func mapping(depth: Int) throws(Diagnostic) -> YAMLNode.Content {
        let first = pendingEntries.count
        while true {
            let event = try events.next()
            if case .mappingEnd = event { break }
            let key = try node(event, depth: depth)
            let value = try node(events.next(), depth: depth)
            if isUsable(key) {
                pendingEntries.append(YAMLEntry(key: key, value: value))
            }
        }
        let entries = MappingEntries(pendingEntries[first...])
        pendingEntries.removeSubrange(first...)
        problems += entries.diagnostics
        return .mapping(entries.entries)
    }

    private mutating func isUsable(_ key: YAMLNode) -> Bool {
        switch key.content {
        case .scalar(let scalar):
            guard scalar.text.isEmpty, scalar.style == .plain else { return true }
            problems.append(.emptyKey(at: key.range))
        case .sequence, .mapping:
            problems.append(.nonScalarKey(key))
        case .invalid:
            break
        }
        return false
    }

    private var rangeOfEvent: SourceRange {
        SourceRange(file: file, start: events.start, end: events.end)
    }
}

extension Diagnostic {
    fileprivate static func emptyFile(_ file: SourceFile) -> Diagnostic {
        .error("empty-file", "the file is empty", at: SourceRange(file: file, at: SourcePosition(line: 1, column: 1)))
    }

    fileprivate static func severalDocuments(at range: SourceRange) -> Diagnostic {
        .error("several-documents", "a second document starts here, expected one in a file", at: range)
    }

    fileprivate static func tooDeep(at range: SourceRange) -> Diagnostic {
        .error("too-deep", "lists and maps are nested more than \(DocumentBuilder.deepestNesting) deep here", at: range)
    }

    fileprivate static func recursiveAlias(_ name: String, at range: SourceRange, anchor: SourceRange) -> Diagnostic {
        .error(
            "recursive-alias",
            "the alias '*\(name)' stands inside of what it names",
            at: range,
            notes: [.init("'&\(name)' starts here", at: anchor)]
        )
    }

    fileprivate static func tooManyAliasedNodes(at range: SourceRange) -> Diagnostic {
        .error(
            "too-many-aliases",
            "the aliases up to here repeat more than \(AnchorTable.mostAliasedNodes) values",
            at: range
        )
    }

    fileprivate static func emptyKey(at range: SourceRange) -> Diagnostic {
        .error("empty-key", "there is no key here", at: range)
    }

    fileprivate static func nonScalarKey(_ key: YAMLNode) -> Diagnostic {
        .error(
            "non-scalar-key",
            "a key is a piece of text, not \(key.kindName)",
            at: key.range,
            hint: "Is it text with brackets? Then put it in quotes."
        )
    }
}
