import ArgumentParser
import Reconciliation

/// Which resources a command is about.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .customLong("target"),
        help: ArgumentHelp("Only this resource and what it needs; can be repeated.", valueName: "address")
    )
    var targets: [String] = []

    @Option(
        name: .customLong("exclude"),
        help: ArgumentHelp("All but this resource and what needs it; can be repeated.", valueName: "address")
    )
    var excluded: [String] = []

    @Option(
        name: .customLong("replace"),
        help: ArgumentHelp("Replace this resource though nothing demands it; can be repeated.", valueName: "address")
    )
    var replaced: [String] = []

    var selection: Selection { Selection(targets: targets, excluded: excluded, replaced: replaced) }
}
