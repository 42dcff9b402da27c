import ArgumentParser

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Show the version of this program."
    )

    func run() {
        Output().result("hzform \(Hzform.version)\n")
    }
}
