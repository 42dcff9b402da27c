import Diagnostics

/// The two kinds of nodes that hold others.
enum CollectionKind {
    case sequence
    case mapping

    /// What is wrong with a tag before such a node, nil if nothing is.
    func mismatch(_ tag: String, at opening: SourceRange) -> Diagnostic? {
        switch (self, tag) {
        case (_, "!"), (.sequence, corePrefix + "seq"), (.mapping, corePrefix + "map"): nil
        case (.sequence, _) where isCore(tag): .tagMismatch(tag, "a list", at: opening)
        case (.mapping, _) where isCore(tag): .tagMismatch(tag, "a map", at: opening)
        case (.sequence, _), (.mapping, _): .unsupportedTag(tag, in: opening)
        }
    }
}

extension ScalarTag {
    /// Nil for a tag that no scalar can have.
    init?(_ tag: String) {
        switch tag {
        case "!", corePrefix + "str": self = .string
        case corePrefix + "int": self = .integer
        case corePrefix + "float": self = .number
        case corePrefix + "bool": self = .boolean
        case corePrefix + "null": self = .null
        default: return nil
        }
    }
}

private let corePrefix = "tag:yaml.org,2002:"

private func isCore(_ tag: String) -> Bool {
    ScalarTag(tag) != nil || tag == corePrefix + "seq" || tag == corePrefix + "map"
}

/// The tag as it is usually written: `!!int`.
private func written(_ tag: String) -> String {
    tag.hasPrefix(corePrefix) ? "!!" + tag.dropFirst(corePrefix.count) : tag
}

extension Diagnostic {
    /// The range is that of the tagged node, which starts with the tag or with an anchor before it.
    static func unsupportedTag(_ tag: String, in range: SourceRange) -> Diagnostic {
        .error(
            "unsupported-tag",
            "the tag '\(written(tag))' is not supported",
            at: range,
            hint: "Is it text that starts with '!'? Then put it in quotes."
        )
    }

    static func tagMismatch(_ tag: String, _ content: String, at range: SourceRange) -> Diagnostic {
        .error("tag-mismatch", "\(content) is not what its tag '\(written(tag))' says", at: range)
    }
}
