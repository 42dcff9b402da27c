import YAMLDocuments

/// A piece of a file that is about to be written.
indirect enum TextNode: Hashable {
    /// A number or a truth value.
    case scalar(String)
    /// A text that means itself.
    case text(String)
    /// A text with expressions, as the file has it.
    case template(String)
    /// What the file calls an object, which is known once everything else is.
    case reference(ObjectKey)
    case list([TextNode])
    case map([Entry])

    struct Entry: Hashable {
        let key: String
        var value: TextNode
        /// Each on a line of its own above the entry.
        var comments: [String] = []

        init(_ key: String, _ value: TextNode, comments: [String] = []) {
            self.key = key
            self.value = value
            self.comments = comments
        }
    }

    /// A text as one with expressions has it.
    static func escaped(_ text: String) -> String {
        text.split(separator: "${", omittingEmptySubsequences: false).joined(separator: "$${")
    }
}

extension TextNode {
    /// With what the file calls the objects that it refers to.
    func resolved(_ name: (ObjectKey) -> String) -> TextNode {
        switch self {
        case .scalar, .text, .template: self
        case .reference(let key): .text(name(key))
        case .list(let nodes): .list(nodes.map { $0.resolved(name) })
        case .map(let entries): .map(entries.map { $0.resolved(name) })
        }
    }
}

extension TextNode.Entry {
    func resolved(_ name: (ObjectKey) -> String) -> TextNode.Entry {
        var entry = self
        entry.value = value.resolved(name)
        return entry
    }
}
