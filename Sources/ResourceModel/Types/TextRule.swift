/// Which characters a text has, and where.
package struct TextRule: Hashable, Sendable {
    package let lengths: ClosedRange<Int>
    /// What it is called: `a path that begins with '/' and has no spaces`.
    package let words: String
    package let example: String?
    /// Those that it can have; nil for all but `others`.
    private let only: String?
    private let others: String
    /// Those that it begins or ends with; nil for any of its.
    private let first: String?
    private let last: String?

    package init(
        _ lengths: ClosedRange<Int>,
        _ words: String,
        example: String? = nil,
        only: String? = nil,
        never others: String = "",
        first: String? = nil,
        last: String? = nil
    ) {
        self.lengths = lengths
        self.words = words
        self.example = example
        self.only = only
        self.others = others
        self.first = first
        self.last = last
    }

    package static let alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

    /// Letters, digits and the others.
    package static func plain(_ lengths: ClosedRange<Int>, others: String) -> TextRule {
        TextRule(lengths, "letters, digits and '\(others)'", only: alphanumerics + others)
    }

    /// The first character of a text that it cannot have, wherever it stands.
    package func stranger(in text: String) -> Character? {
        text.first { character in
            character.unicodeScalars.contains { !Self.has($0, only) || others.unicodeScalars.contains($0) }
        }
    }

    /// Whether it begins and ends as it has to.
    package func allowsEnds(of text: String) -> Bool {
        Self.has(text.unicodeScalars.first, first) && Self.has(text.unicodeScalars.last, last)
    }

    private static func has(_ scalar: Unicode.Scalar?, _ allowed: String?) -> Bool {
        guard let scalar, let allowed else { return true }
        return allowed.unicodeScalars.contains(scalar)
    }

    /// A regular expression for the same.
    var pattern: String {
        let begin = first.map { "(?=[\(Self.escaped($0))])" } ?? ""
        let end = last.map { "(?=[\\s\\S]*[\(Self.escaped($0))]$)" } ?? ""
        let inner = only.map { "[\(Self.escaped($0))]" } ?? (others.isEmpty ? #"[\s\S]"# : "[^\(Self.escaped(others))]")
        return "^\(begin)\(end)\(inner){\(lengths.lowerBound),\(lengths.upperBound)}$"
    }

    /// The characters as they stand in a class.
    static func escaped(_ characters: String) -> String {
        let text = characters.replacing(alphanumerics, with: "A-Za-z0-9")
        guard text == characters else { return "A-Za-z0-9" + escaped(characters.replacing(alphanumerics, with: "")) }
        return characters.reduce(into: "") { result, character in
            switch character {
            case "\n": result += #"\n"#
            case "\r": result += #"\r"#
            case "\\", "]", "[", "^", "-": result += "\\\(character)"
            case _: result.append(character)
            }
        }
    }
}
