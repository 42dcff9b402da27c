/// All that hzform's messages mean: for `hzform explain CODE`, and the page of the documentation.
package enum MessageReference {
    package static let chapters: [MessageChapter] = [.file, .expressions, .plans, .state, .commands]

    package static func explanation(of code: String) -> MessageExplanation? {
        chapters.lazy.flatMap(\.explanations).first { $0.code == code }
    }

    package static let pagePath = "docs/messages.md"

    /// The page of the documentation, in Markdown.
    package static var page: String {
        let head = """
            <!-- Written by scripts/generate; do not edit. -->

            # Messages

            Each error and warning ends with its code in brackets, which stays the same when the wording changes. \
            `hzform explain CODE` shows what stands here. When the API refuses a change, it is the API's code that is shown.

            """
        return head + chapters.map { "\n\($0.section)" }.joined()
    }
}

extension MessageChapter {
    fileprivate var section: String {
        let rows = explanations.map { "| `\($0.code)` | \($0.meaning.inTable) | \($0.remedy.inTable) |" }
        return (["## \(title)", "", "| code | means | what to do |", "| --- | --- | --- |"] + rows)
            .joined(separator: "\n") + "\n"
    }
}

extension String {
    fileprivate var inTable: String { split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
}
