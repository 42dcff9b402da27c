import ArgumentParser

/// Whether the state file is committed, and pushed.
struct HistoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Commit the state file, and nothing else, also after a failed apply; without a message one says what was done.",
            valueName: "message"
        )
    )
    var commit: String?

    @Flag(help: "Push the commit too; where others have pushed, their state is merged with this one.")
    var push = false

    /// What '--commit' alone stands for; no message is blank.
    static let ownMessage = " "

    /// `nil` where the message is to say what was done.
    var message: String? { commit == Self.ownMessage ? nil : commit }

    func validate() throws {
        guard !push || commit != nil else { throw ValidationError("'--push' pushes what '--commit' commits.") }
    }
}
