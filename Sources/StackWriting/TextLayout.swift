/// Lays out what a file says: in brackets what is short, by lines what is not.
struct TextLayout {
    private static let width = 100

    private(set) var text = ""

    mutating func comment(_ lines: [String], indent: Int = 0) {
        for line in lines { write(line.isEmpty ? "#" : "# \(line)", indent) }
    }

    mutating func blankLine() { text += "\n" }

    /// Writes the entries of a map, each on lines of its own.
    mutating func entries(_ entries: [TextNode.Entry], indent: Int = 0) {
        for entry in entries { self.entry(entry, prefix: "", indent: indent) }
    }

    /// Writes a section with what is declared in it, short declarations on one line.
    mutating func section(_ name: String, _ declarations: [TextNode.Entry]) {
        write("\(name):", 0)
        for declaration in declarations {
            guard case .map(let entries) = declaration.value, !declaration.isShort, !entries.isEmpty else {
                entry(declaration, prefix: "", indent: 2)
                continue
            }
            comment(declaration.comments, indent: 2)
            write("\(ScalarText(declaration.key).line):", 2)
            self.entries(entries, indent: 4)
        }
    }

    private mutating func write(_ line: String, _ indent: Int) {
        text += String(repeating: " ", count: indent) + line + "\n"
    }

    private mutating func entry(_ entry: TextNode.Entry, prefix: String, indent: Int) {
        comment(entry.comments, indent: indent)
        let head = "\(prefix)\(ScalarText(entry.key).line):"
        // What follows a dash is as deep as what stands behind it.
        let inner = indent + prefix.utf8.count
        if let flow = entry.value.flow, inner + head.utf8.count + flow.utf8.count < Self.width || entry.value.isScalar {
            write("\(head) \(flow)", indent)
            return
        }
        switch entry.value {
        case .list(let nodes):
            write(head, indent)
            for node in nodes { item(node, indent: inner + 2) }
        case .map(let entries):
            write(head, indent)
            self.entries(entries, indent: inner + 2)
        case .scalar, .text, .template, .reference:
            block(entry.value, head, indent: indent, inner: inner)
        }
    }

    private mutating func item(_ node: TextNode, indent: Int) {
        if let flow = node.flow, indent + flow.utf8.count + 2 < Self.width || node.isScalar {
            write("- \(flow)", indent)
            return
        }
        switch node {
        case .map(let entries):
            for (number, entry) in entries.enumerated() {
                self.entry(entry, prefix: number == 0 ? "- " : "  ", indent: indent)
            }
        case .scalar, .text, .template, .reference, .list:
            block(node, "-", indent: indent, inner: indent)
        }
    }

    /// Writes a text of several lines as they are.
    private mutating func block(_ node: TextNode, _ head: String, indent: Int, inner: Int) {
        guard let lines = node.lines else { return write("\(head) \(node.flow ?? "")", indent) }
        write("\(head) \(node.header)", indent)
        for line in lines { write(line, line.isEmpty ? 0 : inner + 2) }
    }
}

extension TextNode.Entry {
    /// Whether it reads well on one line.
    fileprivate var isShort: Bool {
        guard case .map(let entries) = value else { return true }
        return entries.count <= 3 && entries.allSatisfy { $0.value.isScalar && $0.comments.isEmpty }
    }
}

extension TextNode {
    fileprivate var isScalar: Bool {
        switch self {
        case .scalar, .text, .template, .reference: lines == nil
        case .list, .map: false
        }
    }

    /// The lines of a text that stands on lines of its own.
    fileprivate var lines: [String]? {
        guard case .text(let text) = self else { return nil }
        return ScalarText(text).lines
    }

    fileprivate var header: String {
        guard case .text(let text) = self else { return "" }
        return ScalarText(text).header
    }

    /// On one line; nil for what has lines or comments of its own.
    var flow: String? {
        switch self {
        case .scalar(let text):
            return text
        case .text(let text):
            let scalar = ScalarText(text)
            return scalar.lines == nil ? scalar.line : nil
        case .template(let text):
            return ScalarText(template: text).line
        case .reference:
            preconditionFailure("what is laid out is resolved")
        case .list(let nodes):
            let parts = nodes.compactMap(\.flow)
            return parts.count == nodes.count ? "[\(parts.joined(separator: ", "))]" : nil
        case .map(let entries):
            guard !entries.isEmpty else { return "{}" }
            let parts = entries.compactMap { entry in
                entry.comments.isEmpty ? entry.value.flow.map { "\(ScalarText(entry.key).line): \($0)" } : nil
            }
            return parts.count == entries.count ? "{ \(parts.joined(separator: ", ")) }" : nil
        }
    }
}
