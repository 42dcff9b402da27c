import ArgumentParser
import Reconciliation

/// Which resources a command is about.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .customLong("target"),
        help: ArgumentHelp("Only this resource and what it needs; can be repeated.", valueName: "address"),
        completion: Completions.addresses
    )
    var targets: [String] = []

    @Option(
        name: .customLong("exclude"),
        help: ArgumentHelp("All but this resource and what needs it; can be repeated.", valueName: "address"),
        completion: Completions.addresses
    )
    var excluded: [String] = []

    @Option(
        name: .customLong("replace"),
        help: ArgumentHelp("Force the replacement of this resource; can be repeated.", valueName: "address"),
        completion: Completions.addresses
    )
    var replaced: [String] = []

    var selection: Selection { Selection(targets: targets, excluded: excluded, replaced: replaced) }
}
