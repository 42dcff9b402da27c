/// Writes values: block collections line by line, everything else in one go.
struct DocumentLayout {
    /// Where something is written.
    struct Place {
        /// The column of the parts of the block collection around it; nil at the root.
        var indent: Int?
        /// The same in the source.
        var column: Int?

        /// Where what is below starts.
        var below: Int { indent.map { $0 + 2 } ?? 0 }
        /// Where a text goes on that started at the line's end.
        var continuation: Int { indent.map { $0 + 2 } ?? 2 }
    }

    let source: LayoutSource
    var writer: LayoutWriter

    init(source: LayoutSource) {
        self.source = source
        writer = LayoutWriter(source: source)
    }

    mutating func write(_ prologue: Range<Int>?, _ root: LayoutNode) {
        if let prologue { writePrologue(prologue) }
        let place = Place()
        if root.isBlock {
            if !root.properties.isEmpty {
                writer.lead(to: root.propertiesEnd - 1, indent: 0)
                writer.cursor = root.propertiesEnd
                writer.write(root.properties)
                writer.endLine()
                writer.refusesBlankLine = true
            }
            writeCollection(root, in: place)
        } else {
            writer.lead(to: root.range.lowerBound, indent: 0)
            let separator = root.properties.isEmpty || root.isEmpty ? "" : " "
            writer.write(root.properties + separator)
            writeInline(root, place)
        }
        writer.cursor = source.bytes.count
        writer.lead(to: source.bytes.count, indent: 0)
    }

    private mutating func writePrologue(_ range: Range<Int>) {
        writer.lead(to: range.lowerBound, indent: 0)
        for line in source.text(range).split(separator: "\n") where line.hasPrefix("%") {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).prefix { !$0.hasPrefix("#") }
            writer.write(words.joined(separator: " "))
            writer.write("\n")
        }
        writer.cursor = range.upperBound
        writer.lead(to: range.upperBound, indent: 0)
        writer.write("---")
        writer.endLine()
    }

    private mutating func writeCollection(_ node: LayoutNode, in outer: Place, startsOnLine: Bool = false) {
        switch node.content {
        case .text: break
        case .sequence(let items, _): writeSequence(items, at: node.range.lowerBound, in: outer, startsOnLine)
        case .mapping(let entries, _): writeMapping(entries, in: outer, startsOnLine)
        }
    }

    private mutating func writeSequence(
        _ items: [LayoutNode],
        at start: Int,
        in outer: Place,
        _ startsOnLine: Bool
    ) {
        let first = source.nextSignificant(from: start)
        let indent = outer.below
        let column = source.column(of: first)
        let place = Place(indent: indent, column: column)
        writer.cursor = first
        for (index, item) in items.enumerated() {
            let dash = source.nextSignificant(from: writer.cursor)
            if index > 0 || !startsOnLine {
                writer.lead(to: dash, indent: indent)
                writer.indent(indent)
            }
            writer.write("-")
            writer.cursor = dash + 1
            writeItem(item, place)
        }
        // A list may stand in the column of its key; what follows there belongs to the map.
        writer.trail(column: max(1, column == outer.column ? column + 1 : column), indent: indent)
    }

    /// The rest of a line after its dash, and what is below.
    private mutating func writeItem(_ item: LayoutNode, _ place: Place) {
        let start = source.nextSignificant(from: item.range.lowerBound)
        guard item.isBlock, item.properties.isEmpty, !writer.hasComment(before: start) else {
            return writeValue(item, place)
        }
        writer.write(" ")
        writeCollection(item, in: place, startsOnLine: true)
    }

    private mutating func writeMapping(
        _ entries: [(key: LayoutNode, value: LayoutNode)],
        in outer: Place,
        _ startsOnLine: Bool
    ) {
        guard let first = entries.first else { return }
        let indent = outer.below
        let place = Place(indent: indent, column: source.column(of: first.key.start))
        var wasApart = false
        for (index, (key, value)) in entries.enumerated() {
            let isApart = indent == 0 && value.isBlock
            if index > 0 || !startsOnLine {
                let lead = index == 0 ? key.start : source.nextSignificant(from: writer.cursor)
                writer.lead(to: lead, indent: indent, isApart: index > 0 && (isApart || wasApart))
                writer.indent(indent)
            }
            wasApart = isApart
            writeKey(key, place)
            writeValue(value, place)
        }
        writer.trail(column: max(1, place.column ?? 0), indent: indent)
    }

    private mutating func writeKey(_ key: LayoutNode, _ place: Place) {
        guard !source.hasLineBreak(in: key.range), key.range.count <= Self.longestKey else {
            return writeExplicitKey(key, place)
        }
        writer.write(key.properties + (key.properties.isEmpty || key.isEmpty ? "" : " "))
        writer.write(source.text(key.range))
        writer.cursor = key.range.upperBound
        writeColon(after: key)
    }

    /// Longer keys, and those over several lines, have to be announced.
    private static let longestKey = 1000

    private mutating func writeExplicitKey(_ key: LayoutNode, _ place: Place) {
        writer.write("?")
        writer.cursor = max(writer.cursor, key.propertiesEnd)
        writer.write(key.properties.isEmpty ? " " : " \(key.properties) ")
        writeInline(key, place)
        writer.refusesBlankLine = true
        let isWritten = source.isFollowed(by: UInt8(ascii: ":"), writer.cursor)
        if isWritten { writer.lead(to: source.nextSignificant(from: writer.cursor), indent: place.below - 2) }
        writer.indent(place.below - 2)
        writer.write(":")
        skip(UInt8(ascii: ":"))
    }

    mutating func writeColon(after key: LayoutNode) {
        // Without the space the colon would be part of the alias's name for some programs.
        writer.write(source.bytes[key.range].first == UInt8(ascii: "*") ? " :" : ":")
        skip(UInt8(ascii: ":"))
    }

    /// Goes on behind an indicator, where it is what comes next.
    mutating func skip(_ indicator: UInt8) {
        guard source.isFollowed(by: indicator, writer.cursor) else { return }
        writer.cursor = source.nextSignificant(from: writer.cursor) + 1
    }

    /// What follows a key or a dash: on its line where it can, else below.
    private mutating func writeValue(_ value: LayoutNode, _ place: Place) {
        if !value.properties.isEmpty {
            writer.write(" " + value.properties)
            writer.cursor = value.propertiesEnd
        }
        if value.isBlock {
            writer.endLine()
            writer.refusesBlankLine = true
            return writeCollection(value, in: place)
        }
        guard !value.isEmpty else {
            writer.cursor = max(writer.cursor, value.range.upperBound)
            return writer.endLine()
        }
        if writer.hasComment(before: value.range.lowerBound) {
            writer.endLine()
            writer.refusesBlankLine = true
            writer.lead(to: value.range.lowerBound, indent: place.below)
            writer.indent(place.below)
        } else {
            writer.write(" ")
        }
        writeInline(value, place)
    }

    /// A scalar, an alias or a flow collection, and the end of its line.
    private mutating func writeInline(_ node: LayoutNode, _ place: Place) {
        switch node.content {
        case .text(.literal), .text(.folded):
            writeBlockScalar(node.range, place)
        case .text(let style):
            writer.write(ScalarLayout.text(source.text(node.range), style, continuation: place.continuation))
            writer.cursor = node.range.upperBound
            writer.endLine()
        case .sequence, .mapping:
            writeFlow(node, closingIndent: place.below)
            writer.endLine()
        }
    }

    private mutating func writeBlockScalar(_ range: Range<Int>, _ place: Place) {
        let scalar = BlockScalarLayout(source.text(range), sourceIndent: place.column)
        writer.cursor = range.upperBound
        writer.write(scalar.text(indent: place.indent))
        writer.refusesBlankLine = scalar.keepsBlankLines
    }
}
