import ArgumentParser

struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    enum Color: String, ExpressibleByArgument, CaseIterable {
        case auto
        case always
        case never
    }

    @Option(help: "How the result is written to standard output.")
    var format = Format.text

    @Option(help: "Whether to use colour; NO_COLOR in the environment also turns 'auto' off.")
    var color = Color.auto
}
