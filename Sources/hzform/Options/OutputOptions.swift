import ArgumentParser

/// How everything is written that is not the result itself.
struct StyleOptions: ParsableArguments {
    enum Color: String, ExpressibleByArgument, CaseIterable {
        case auto
        case always
        case never
    }

    @Option(help: "Whether to use colour; 'auto' follows NO_COLOR, CLICOLOR, CLICOLOR_FORCE and FORCE_COLOR.")
    var color = Color.auto

    @Flag(name: .shortAndLong, help: "Say only what is wrong, and the result.")
    var quiet = false

    @Option(
        help: ArgumentHelp("Also write all messages and requests to the end of this file.", valueName: "file"),
        completion: .file()
    )
    var logFile: String?

    @Option(help: "Which pipeline is told what happens, in its own way.")
    var ci = Pipeline.auto
}

struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @Option(help: "How the result is written to standard output.")
    var format = Format.text

    @OptionGroup var style: StyleOptions
}

/// The same for what people also read elsewhere.
struct ReportOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case markdown
        case html
    }

    @Option(help: "How the result is written to standard output: markdown for a comment, html for a page of its own.")
    var format = Format.text

    @Option(help: ArgumentHelp("The most bytes of markdown; GitHub takes 65536 in a comment.", valueName: "n"))
    var maxBytes: Int?

    @OptionGroup var style: StyleOptions

    func validate() throws {
        guard let maxBytes else { return }
        guard format == .markdown else { throw ValidationError("'--max-bytes' is for '--format markdown'.") }
        guard maxBytes >= 2000 else { throw ValidationError("'--max-bytes' is a number from 2000 on.") }
    }
}
