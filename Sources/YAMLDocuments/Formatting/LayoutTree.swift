import Diagnostics

/// An event with the bytes that it was read from.
struct PlacedEvent {
    let event: Event
    let range: Range<Int>

    static func all(in file: SourceFile) throws(Diagnostic) -> [PlacedEvent] {
        let bytes = Array(file.text.utf8)
        var problem: Diagnostic?
        let events = bytes.withUnsafeBufferPointer { buffer -> [PlacedEvent] in
            let reader = EventReader(buffer, of: file)
            var events: [PlacedEvent] = []
            do throws(Diagnostic) {
                while true {
                    let event = try reader.next()
                    let start = file.utf8Offset(of: reader.start)
                    events.append(PlacedEvent(event: event, range: start..<max(start, file.utf8Offset(of: reader.end))))
                    if case .streamEnd = event { return events }
                }
            } catch {
                problem = error
                return []
            }
        }
        if let problem { throw problem }
        return events
    }
}

/// A value of a file as it is written.
struct LayoutNode {
    enum Content {
        /// A scalar or an alias, with its quotes, or with the header of a block scalar.
        case text(YAMLScalar.Style)
        case sequence([LayoutNode], isFlow: Bool)
        case mapping([(key: LayoutNode, value: LayoutNode)], isFlow: Bool)
    }

    /// The first byte, properties included.
    let start: Int
    /// Anchor and tag in their order: `&a !!str`; empty without.
    let properties: String
    /// After the last byte of the properties.
    let propertiesEnd: Int
    /// From the first byte after the properties to the last one.
    let range: Range<Int>
    let content: Content

    /// Whether nothing is written.
    var isEmpty: Bool {
        guard case .text = content else { return false }
        return range.isEmpty
    }

    /// Whether it stands on lines of its own.
    var isBlock: Bool {
        switch content {
        case .text: false
        case .sequence(_, let isFlow), .mapping(_, let isFlow): !isFlow
        }
    }
}

/// Puts the events of a file together.
struct LayoutTree {
    private let events: [PlacedEvent]
    private let bytes: [UInt8]
    private var position = 0
    /// What no comment is in: scalars and aliases.
    private(set) var opaque: [Range<Int>] = []
    /// Directives and the mark that starts the document; nil where there is none.
    private(set) var prologue: Range<Int>?

    init(_ events: [PlacedEvent], in file: SourceFile) {
        self.events = events
        bytes = Array(file.text.utf8)
    }

    /// The only document.
    mutating func root() -> LayoutNode {
        while case .streamStart = events[position].event { position += 1 }
        if !events[position].range.isEmpty { prologue = events[position].range }
        position += 1
        return node()
    }

    private mutating func node() -> LayoutNode {
        let placed = events[position]
        position += 1
        let (propertiesEnd, start) = contentStart(of: placed)
        let properties = propertiesText(placed.range.lowerBound..<start)
        switch placed.event {
        case .scalar(_, let style, _):
            let range = start..<max(start, placed.range.upperBound)
            if !range.isEmpty { opaque.append(range) }
            return LayoutNode(
                start: placed.range.lowerBound,
                properties: properties,
                propertiesEnd: propertiesEnd,
                range: range,
                content: .text(style)
            )
        case .alias:
            opaque.append(placed.range)
            return LayoutNode(
                start: start,
                properties: "",
                propertiesEnd: start,
                range: placed.range,
                content: .text(.plain)
            )
        case .sequenceStart(_, let isFlow):
            var items: [LayoutNode] = []
            while !isEnd { items.append(node()) }
            return LayoutNode(
                start: placed.range.lowerBound,
                properties: properties,
                propertiesEnd: propertiesEnd,
                range: start..<end(isFlow: isFlow),
                content: .sequence(items, isFlow: isFlow)
            )
        case .mappingStart(_, let isFlow):
            var entries: [(key: LayoutNode, value: LayoutNode)] = []
            while !isEnd {
                let key = node()
                entries.append((key, node()))
            }
            return LayoutNode(
                start: placed.range.lowerBound,
                properties: properties,
                propertiesEnd: propertiesEnd,
                range: start..<end(isFlow: isFlow),
                content: .mapping(entries, isFlow: isFlow)
            )
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            preconditionFailure("libyaml reports a node wherever one is due.")
        }
    }

    private var isEnd: Bool {
        switch events[position].event {
        case .sequenceEnd, .mappingEnd: true
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .alias, .scalar, .sequenceStart, .mappingStart:
            false
        }
    }

    /// Of a block collection, where its last part ends.
    private mutating func end(isFlow: Bool) -> Int {
        position += 1
        return isFlow ? events[position - 1].range.upperBound : events[position - 2].range.upperBound
    }

    /// The places after anchor and tag, and after the blanks and comments that follow them.
    private func contentStart(of placed: PlacedEvent) -> (propertiesEnd: Int, start: Int) {
        var start = placed.range.lowerBound
        var end = start
        guard placed.event.hasProperties else { return (end, start) }
        while start < bytes.count {
            switch bytes[start] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"):
                start += 1
            case UInt8(ascii: "#"):
                start = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            case UInt8(ascii: "&"), UInt8(ascii: "!"):
                start = bytes[start...].firstIndex { $0 <= UInt8(ascii: " ") || isFlowIndicator($0) } ?? bytes.count
                end = start
            case _:
                return (end, min(start, placed.limit))
            }
        }
        return (end, min(start, placed.limit))
    }

    private func propertiesText(_ range: Range<Int>) -> String {
        var words: [Substring] = []
        for line in String(decoding: bytes[range], as: UTF8.self).split(separator: "\n") {
            words += line.split(whereSeparator: { $0 == " " || $0 == "\t" }).prefix { !$0.hasPrefix("#") }
        }
        return words.joined(separator: " ")
    }
}

private func isFlowIndicator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
}

extension PlacedEvent {
    /// Content does not start behind what was read for it: an empty scalar ends with its properties.
    fileprivate var limit: Int {
        switch event {
        case .scalar(_, let style, _): style == .plain ? range.upperBound : .max
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .alias, .sequenceStart, .sequenceEnd,
            .mappingStart, .mappingEnd:
            .max
        }
    }
}

extension Event {
    fileprivate var hasProperties: Bool {
        switch self {
        case .scalar(_, _, let properties), .sequenceStart(let properties, _), .mappingStart(let properties, _):
            properties.anchor != nil || properties.tag != nil
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .alias, .sequenceEnd, .mappingEnd:
            false
        }
    }
}
