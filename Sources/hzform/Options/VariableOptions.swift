import ArgumentParser

/// Values for the variables of the desired-state file.
struct VariableOptions: ParsableArguments {
    @Option(
        name: .customLong("var"),
        help: ArgumentHelp("The value of a variable; goes before every other source.", valueName: "name=value")
    )
    var assignments: [String] = []

    @Option(
        name: .customLong("var-file"),
        help: ArgumentHelp("A YAML file with values of variables; a later one wins.", valueName: "file")
    )
    var files: [String] = []
}
