import Diagnostics
import ResourceModel

/// Text that reads like an expression, and is none without `${}` around it.
struct UnevaluatedText {
    let text: String

    /// Whether it is a call of a function that reads a file or the environment, as nobody means as text.
    var isRead: Bool {
        let words = text.prefix { $0 != "(" }
        guard words.count < text.count, text.hasSuffix(")"), !text.contains("\n") else { return false }
        return HostFunctions.readers.contains(String(words))
    }

    /// Whether it is the way to an attribute of something that the scope has.
    func isWay(in scope: Scope) -> Bool {
        let steps = text.split(separator: ".", omittingEmptySubsequences: false)
        guard steps.count > 2, !steps.contains(where: \.isEmpty), scope.isSection(String(steps[0])) else {
            return false
        }
        return scope.group(String(steps[0]), String(steps[1].prefix { $0 != "[" })) != nil
    }

    func warning(at range: SourceRange) -> Diagnostic {
        .warning(
            "unevaluated",
            "'\(text)' stands here as text, and is not evaluated",
            at: range,
            hint: "If it is an expression, write: \"${\(text.map { $0 == "\"" ? "'" : String($0) }.joined())}\""
        )
    }
}
