import ArgumentParser
import ResourceModel

/// How much may be done without asking.
struct ConsentOptions: ParsableArguments {
    @Option(
        name: .customLong("allow"),
        help: ArgumentHelp(
            "Impacts that are fine without being asked: downtime, ip-change, data-loss, protected.",
            valueName: "impact,…"
        ),
        completion: Completions.impacts
    )
    var allowed: [AllowedImpacts] = []

    @Option(
        help: ArgumentHelp(
            "Refuse a plan that deletes or replaces more resources; without a terminal 0, unless data-loss is allowed.",
            valueName: "n"
        )
    )
    var maxDelete: Int?

    var impacts: Set<Impact> { allowed.reduce(into: []) { $0.formUnion($1.impacts) } }

    func validate() throws {
        if let maxDelete, maxDelete < 0 { throw ValidationError("'--max-delete' is a number from 0 on.") }
    }
}
