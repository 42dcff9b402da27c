import Diagnostics

/// What is wrong with a file, collected while it is read.
struct Problems {
    private(set) var diagnostics: [Diagnostic]
    private var remainingSuggestions = 100

    init(_ diagnostics: [Diagnostic] = []) {
        self.diagnostics = diagnostics
    }

    var count: Int { diagnostics.count }

    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// The nearest of many candidates as a question.
    ///
    /// Looking through thousands of names costs time, so a file gets an answer for its first hundred questions alone.
    mutating func question(for word: String, among candidates: some Sequence<String>) -> String? {
        guard remainingSuggestions > 0 else { return nil }
        remainingSuggestions -= 1
        return Suggestion.question(for: word, among: candidates)
    }
}
