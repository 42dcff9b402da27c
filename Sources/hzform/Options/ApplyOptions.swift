import ArgumentParser

/// How much apply may do, and how it is agreed to.
struct ApplyOptions: ParsableArguments {
    @Flag(name: [.customShort("y"), .long], help: "Do not ask. Without a terminal this is needed.")
    var autoApprove = false

    @OptionGroup var consent: ConsentOptions

    @Option(help: ArgumentHelp("How many steps run at the same time.", valueName: "n"))
    var parallelism = 10

    func validate() throws {
        guard parallelism > 0 else { throw ValidationError("'--parallelism' is a number from 1 on.") }
    }
}
