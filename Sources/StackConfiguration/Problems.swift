import Diagnostics

/// What is wrong with a file, collected while it is read.
struct Problems {
    private(set) var diagnostics: [Diagnostic]
    private var reported: Set<Diagnostic> = []
    private var remainingSuggestions = 100

    init(_ diagnostics: [Diagnostic] = []) {
        self.diagnostics = diagnostics
    }

    /// How often something was reported, whether or not it was new.
    private(set) var count = 0

    /// What is wrong where several resources are declared at once is said once.
    mutating func report(_ diagnostic: Diagnostic) {
        count += 1
        guard reported.insert(diagnostic).inserted else { return }
        diagnostics.append(diagnostic)
    }

    /// Counts something that is wrong because of what is reported elsewhere.
    mutating func noteFailure() { count += 1 }

    /// The nearest of many candidates as a question.
    ///
    /// Looking through thousands of names costs time, so a file gets an answer for its first hundred questions alone.
    mutating func question(for word: String, among candidates: some Sequence<String>) -> String? {
        guard remainingSuggestions > 0 else { return nil }
        remainingSuggestions -= 1
        return Suggestion.question(for: word, among: candidates)
    }
}
