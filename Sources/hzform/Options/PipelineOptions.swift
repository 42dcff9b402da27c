import ArgumentParser

/// Which pipeline the program runs in, and so what it says to the runner.
enum Pipeline: String, ExpressibleByArgument, CaseIterable {
    /// What the environment says.
    case auto
    case github
    case gitlab
    case none

    func resolved(_ environment: [String: String]) -> Pipeline {
        guard self == .auto else { return self }
        if environment["GITHUB_ACTIONS"] == "true" { return .github }
        return environment["GITLAB_CI"] == "true" ? .gitlab : .none
    }
}

/// Files in which pipelines look for what is wrong.
struct DiagnosticFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Write what is wrong with the files for GitLab's code quality report.", valueName: "file")
    )
    var codeQuality: String?

    @Option(help: ArgumentHelp("Write what is wrong as SARIF, for code scanning.", valueName: "file"))
    var sarif: String?

    @Option(help: ArgumentHelp("Write what is wrong as JUnit test results.", valueName: "file"))
    var junit: String?
}
