import Diagnostics

/// What is wrong with a file, collected while it is read.
struct Problems: Sendable {
    private(set) var diagnostics: [Diagnostic]
    private var reported: Set<Diagnostic> = []
    /// How many questions were asked for the nearest of many candidates.
    private(set) var questions = 0
    private let mostQuestions: Int
    /// What words from elsewhere mean here.
    let hints: Hints

    /// Looking through thousands of names costs time, so a file gets an answer for its first hundred questions alone.
    static let mostQuestions = 100

    init(_ diagnostics: [Diagnostic] = [], hints: Hints, mostQuestions: Int = Self.mostQuestions) {
        self.diagnostics = diagnostics
        self.hints = hints
        self.mostQuestions = mostQuestions
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
    mutating func question(for word: String, among candidates: some Sequence<String>) -> String? {
        guard questions < mostQuestions else { return nil }
        questions += 1
        return Suggestion.question(for: word, among: candidates)
    }
}

/// What came of something that is evaluated once, with what is wrong with it, which is told where it is written.
struct Evaluated<Value> {
    let value: Value
    let diagnostics: [Diagnostic]
    /// Whether nothing is wrong with it, nor with anything that it reads.
    let isWhole: Bool

    init(_ value: Value, _ problems: Problems) {
        self.value = value
        diagnostics = problems.diagnostics
        isWhole = problems.count == 0
    }

    private init(_ value: Value, isWhole: Bool) {
        self.value = value
        diagnostics = []
        self.isWhole = isWhole
    }

    static func whole(_ value: Value) -> Evaluated { Evaluated(value, isWhole: true) }

    /// Something that has failed for a reason that is told elsewhere.
    static func failed(_ value: Value) -> Evaluated { Evaluated(value, isWhole: false) }
}

extension Evaluated: Sendable where Value: Sendable {}

extension Problems {
    /// Evaluates something for whoever asks for it first.
    mutating func aside<Value>(_ evaluate: (inout Problems) -> Value) -> Evaluated<Value> {
        var inner = Problems(hints: hints, mostQuestions: max(mostQuestions - questions, 0))
        let value = evaluate(&inner)
        questions += inner.questions
        return Evaluated(value, inner)
    }

    /// The value at its own place, where what is wrong with it is told.
    mutating func visit<Value>(_ evaluated: Evaluated<Value>) -> Value {
        evaluated.diagnostics.forEach { report($0) }
        if !evaluated.isWhole, evaluated.diagnostics.isEmpty { noteFailure() }
        return evaluated.value
    }
}
