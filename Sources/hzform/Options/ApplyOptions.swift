import ArgumentParser
import Execution

/// How much apply may do, and how it is agreed to.
struct ApplyOptions: ParsableArguments {
    @Flag(name: [.customShort("y"), .long], help: "Do not ask. Without a terminal this is needed.")
    var autoApprove = false

    @OptionGroup var consent: ConsentOptions

    @Option(
        help: ArgumentHelp(
            "How many steps are under way at once, most of which only wait; usually \(Executor.Options.usualStepLimit).",
            valueName: "n"
        )
    )
    var maxWaiting: Int?

    func validate() throws {
        guard maxWaiting ?? 1 > 0 else { throw ValidationError("'--max-waiting' is a number from 1 on.") }
    }

    /// How many steps are under way at once where so many requests may be.
    func stepLimit(requests: Int) -> Int { maxWaiting ?? CloudOptions.stepLimit(requests: requests) }
}

extension CloudOptions {
    /// How many steps are under way at once unless something else says so: with one request at a time, one.
    static func stepLimit(requests: Int) -> Int { requests == 1 ? 1 : Executor.Options.usualStepLimit }
}
