import Diagnostics

/// A value of a YAML file with its place: aliases replaced by what they name, merge keys carried out.
package struct YAMLNode: Sendable {
    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// In the order of the file, keys unique; what merge keys bring comes last.
        case mapping([YAMLEntry])
        /// What stands here was already reported as an error; whoever reads on says nothing more about it.
        case invalid
    }

    /// Where it is written; behind an alias, the place of the anchor.
    package let range: SourceRange
    package let content: Content
    /// One of the tags that the reader knows besides YAML's own.
    package let localTag: String?

    package init(range: SourceRange, content: Content, localTag: String? = nil) {
        self.range = range
        self.content = content
        self.localTag = localTag
    }
}

/// A key of a mapping, which is a scalar, and its value.
package struct YAMLEntry: Sendable {
    package let key: YAMLNode
    package let value: YAMLNode

    /// The key has to be a scalar.
    package init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }

    /// The key's text, which is unique in its mapping.
    package var name: String {
        guard case .scalar(let scalar) = key.content else {
            preconditionFailure("A key that is no scalar is reported and its entry left out.")
        }
        return scalar.text
    }
}

extension YAMLNode {
    /// What it is, in the words of a message: "a list", "an integer".
    package var kindName: String {
        switch content {
        case .scalar(let scalar): scalar.value.kindName
        case .sequence: "a list"
        case .mapping: "a map"
        case .invalid: "an error"
        }
    }

    /// The value under a key, nil if this is no mapping or has no such key.
    package subscript(name: String) -> YAMLNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.name == name }?.value
    }
}
