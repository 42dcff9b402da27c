/// Flow collections: on one line where the source has no line break in them, else with its line breaks.
extension DocumentLayout {
    /// A bracket on a line of its own stands at the indent, what is inside two columns further.
    mutating func writeFlow(_ node: LayoutNode, closingIndent: Int) {
        switch node.content {
        case .text(let style):
            writer.write(ScalarLayout.text(source.text(node.range), style, continuation: closingIndent))
            writer.cursor = node.range.upperBound
        case .sequence(let items, _):
            writeParts(items.count, of: node, "[", "]", closingIndent) { layout, index in
                layout.writeWithProperties(items[index], closingIndent + 2)
            } start: {
                items[$0]
            }
        case .mapping(let entries, _):
            writeParts(entries.count, of: node, "{", "}", closingIndent) { layout, index in
                layout.writeEntry(entries[index].key, entries[index].value, closingIndent + 2)
            } start: {
                entries[$0].key
            }
        }
    }

    private mutating func writeParts(
        _ count: Int,
        of node: LayoutNode,
        _ opening: String,
        _ closing: String,
        _ indent: Int,
        write: (inout DocumentLayout, Int) -> Void,
        start: (Int) -> LayoutNode
    ) {
        let padding = opening == "{" && count > 0 ? " " : ""
        writer.write(opening)
        let isBare = source.bytes[node.range.lowerBound] != opening.utf8.first
        writer.cursor = node.range.lowerBound + (isBare ? 0 : 1)
        for index in 0..<count {
            let first = start(index).start
            if breaksLine(before: first) {
                breakLine(before: first, indent + 2)
            } else {
                writer.write(index == 0 ? padding : " ")
            }
            write(&self, index)
            // A colon and a comma side by side would be text for some programs.
            if index < count - 1 { writer.write(writer.text.utf8.last == UInt8(ascii: ":") ? " ," : ",") }
            skip(UInt8(ascii: ","))
        }
        let end = node.range.upperBound - 1
        if !isBare, breaksLine(before: end) {
            breakLine(before: end, indent)
        } else {
            writer.write(padding)
        }
        writer.write(closing)
        writer.cursor = max(writer.cursor, node.range.upperBound)
    }

    private func breaksLine(before offset: Int) -> Bool {
        writer.hasComment(before: offset)
            || (writer.cursor < offset && source.hasLineBreak(in: writer.cursor..<offset))
    }

    private mutating func breakLine(before offset: Int, _ indent: Int) {
        writer.endLine()
        writer.refusesBlankLine = true
        writer.writeComments(before: offset, indent: indent)
        writer.indent(indent)
    }

    private mutating func writeWithProperties(_ node: LayoutNode, _ indent: Int) {
        writer.write(node.properties + (node.properties.isEmpty || node.isEmpty ? "" : " "))
        writer.cursor = max(writer.cursor, node.propertiesEnd)
        if writer.hasComment(before: node.range.lowerBound) { breakLine(before: node.range.lowerBound, indent) }
        writeFlow(node, closingIndent: indent)
    }

    private mutating func writeEntry(_ key: LayoutNode, _ value: LayoutNode, _ indent: Int) {
        writeWithProperties(key, indent)
        guard source.isFollowed(by: UInt8(ascii: ":"), writer.cursor) else { return }
        writeColon(after: key)
        guard !value.isEmpty || !value.properties.isEmpty else { return }
        writer.write(" ")
        writeWithProperties(value, indent)
    }
}
