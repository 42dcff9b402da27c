import ArgumentParser

/// How much apply may do, and how it is agreed to.
struct ApplyOptions: ParsableArguments {
    @Flag(help: "Do not ask. Without a terminal this is needed.")
    var autoApprove = false

    @Option(
        name: .customLong("allow"),
        help: ArgumentHelp(
            "Impacts that are fine without being asked: downtime, address-change, data-loss.",
            valueName: "impact,…"
        )
    )
    var allowed: [AllowedImpacts] = []

    @Option(
        help: ArgumentHelp(
            "Refuse a plan that deletes or replaces more resources; without a terminal 0, unless data-loss is allowed.",
            valueName: "n"
        )
    )
    var maxDelete: Int?

    @Option(help: ArgumentHelp("How many steps run at the same time.", valueName: "n"))
    var parallelism = 10

    func validate() throws {
        guard parallelism > 0 else { throw ValidationError("'--parallelism' is a number from 1 on.") }
        if let maxDelete, maxDelete < 0 { throw ValidationError("'--max-delete' is a number from 0 on.") }
    }
}
