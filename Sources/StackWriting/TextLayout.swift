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
            write("\(TextNode.key(declaration.key)):", 2)
            self.entries(entries, indent: 4)
        }
    }

    private mutating func write(_ line: String, _ indent: Int) {
        text += String(repeating: " ", count: indent) + line + "\n"
    }

    private mutating func entry(_ entry: TextNode.Entry, prefix: String, indent: Int) {
        comment(entry.comments, indent: indent)
        let head = "\(prefix)\(TextNode.key(entry.key)):"
        // What follows a dash is as deep as what stands behind it.
        let inner = indent + prefix.utf8.count
        if let flow = entry.value.flow, inner + head.utf8.count + flow.utf8.count < Self.width || entry.value.isScalar {
            write("\(head) \(flow)", indent)
            return
        }
        switch entry.value {
        case .scalar(let text):
            write("\(head) \(text)", indent)
        case .lines(let lines):
            write("\(head) |-", indent)
            for line in lines { write(line, line.isEmpty ? 0 : inner + 2) }
        case .list(let nodes):
            write(head, indent)
            for node in nodes { item(node, indent: inner + 2) }
        case .map(let entries):
            write(head, indent)
            self.entries(entries, indent: inner + 2)
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
        case .lines(let lines):
            write("- |-", indent)
            for line in lines { write(line, line.isEmpty ? 0 : indent + 2) }
        case .scalar, .list:
            write("- \(node.flow ?? "")", indent)
        }
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
        guard case .scalar = self else { return false }
        return true
    }

    /// On one line; nil for what has lines or comments of its own.
    var flow: String? {
        switch self {
        case .scalar(let text):
            return text
        case .lines:
            return nil
        case .list(let nodes):
            let parts = nodes.compactMap(\.flow)
            return parts.count == nodes.count ? "[\(parts.joined(separator: ", "))]" : nil
        case .map(let entries):
            guard !entries.isEmpty else { return "{}" }
            let parts = entries.compactMap { entry in
                entry.comments.isEmpty ? entry.value.flow.map { "\(TextNode.key(entry.key)): \($0)" } : nil
            }
            return parts.count == entries.count ? "{ \(parts.joined(separator: ", ")) }" : nil
        }
    }
}
