/// Texts of others in Markdown.
enum MarkdownText {
    /// So that no letter of it means anything.
    static func escaped(_ text: String) -> String {
        text.withoutControls.unicodeScalars.reduce(into: "") { result, scalar in
            if marks.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
    }

    private static let marks = Set("\\`*_{}[]<>#|~@!".unicodeScalars)

    /// A block of code that nothing in it can end.
    static func fenced(_ text: String) -> String {
        let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)diff\n\(text)\n\(fence)"
    }
}
