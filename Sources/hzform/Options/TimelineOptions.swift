import ArgumentParser

/// Whether a file tells what ran when.
struct TimelineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write what was done, what ran when and where the time went: a page (.html) or only the chart (.svg).",
            valueName: "file"
        ),
        completion: .file(extensions: ["html", "svg"])
    )
    var timeline: String?

    /// By the ending of the file's name.
    var kind: TimelinePages.Kind? {
        TimelinePages.Kind.allCases.first { timeline?.lowercased().hasSuffix(".\($0.rawValue)") ?? false }
    }

    func validate() throws {
        guard timeline == nil || kind != nil else {
            throw ValidationError("'--timeline' writes a page or a chart: name a file that ends in .html or .svg.")
        }
    }
}
