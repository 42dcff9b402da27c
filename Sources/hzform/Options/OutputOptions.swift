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
    enum Notation: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case yaml
    }

    @Option(name: .customLong("format"), help: "How the result is written to standard output.")
    var notation = Notation.text

    @OptionGroup var style: StyleOptions

    /// What is written; YAML is JSON in another notation.
    enum Format {
        case text
        case json
    }

    var format: Format { notation == .text ? .text : .json }
}

/// The same for an apply.
struct ApplyOutputOptions: ParsableArguments {
    enum Notation: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case yaml
        case html
    }

    @Option(
        name: .customLong("format"),
        help: "How the result is written to standard output: html for a page that tells what ran when."
    )
    var notation = Notation.text

    @OptionGroup var style: StyleOptions

    var format: OutputOptions.Format {
        switch notation {
        case .text, .html: .text
        case .json, .yaml: .json
        }
    }
}

/// The same for what people also read elsewhere.
struct ReportOptions: ParsableArguments {
    enum Notation: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        case yaml
        case markdown
        case html
    }

    @Option(
        name: .customLong("format"),
        help: "How the result is written to standard output: markdown for a comment, html for a page of its own."
    )
    var notation = Notation.text

    @Option(help: ArgumentHelp("The most bytes of markdown; GitHub takes 65536 in a comment.", valueName: "n"))
    var maxBytes: Int?

    @OptionGroup var style: StyleOptions

    func validate() throws {
        guard let maxBytes else { return }
        guard format == .markdown else { throw ValidationError("'--max-bytes' is for '--format markdown'.") }
        guard maxBytes >= 2000 else { throw ValidationError("'--max-bytes' is a number from 2000 on.") }
    }

    /// What is written; YAML is JSON in another notation.
    enum Format {
        case text
        case json
        case markdown
        case html
    }

    var format: Format {
        switch notation {
        case .text: .text
        case .json, .yaml: .json
        case .markdown: .markdown
        case .html: .html
        }
    }
}
