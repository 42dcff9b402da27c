import ArgumentParser
import CBuildFacts
import HetznerCloud
import Reports
import YAMLDocuments

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Show the version of this program.",
        discussion: """
            As JSON also the commit and the compiler that a release was built with, and the versions of the libraries \
            that are used: what a report of a fault should have.

            Example: hzform version --format json
            """
    )

    @OptionGroup var outputOptions: OutputOptions

    func run() {
        let output = Output(outputOptions)
        let text = { (pointer: UnsafePointer<CChar>?) in pointer.map { String(cString: $0) } }
        switch output.format {
        case .text: output.result("hzform \(Hzform.version)\n")
        case .json:
            let report = VersionReport(
                Hzform.version,
                commit: text(buildfacts_commit()),
                swift: text(buildfacts_swift()),
                // Only now: it loads the library.
                libcurl: CurlTransport.libraryVersion,
                libyaml: YAMLDocument.libraryVersion
            )
            output.result(report.json())
        }
    }
}
