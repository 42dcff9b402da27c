/// What a diagnostic's code means, apart from the place at which it was seen.
package struct MessageExplanation: Sendable {
    /// The code in brackets behind a message: `address-taken`.
    package let code: String
    package let meaning: String
    /// What to do about it.
    package let remedy: String

    package var text: String { "\(code)\n\n\(meaning)\n\(remedy)\n" }
}

/// The explanations of what belongs together, in the order of their codes.
package struct MessageChapter: Sendable {
    let title: String
    package let explanations: [MessageExplanation]
}
