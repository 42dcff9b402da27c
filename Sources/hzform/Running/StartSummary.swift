import ResourceModel
import StackWriting
import Workflow

/// What `init` tells of a project that it described.
struct StartSummary {
    private let written: WrittenStack
    private let taken: TakenOver
    private let start: StartFiles
    private let isDryRun: Bool

    init(_ written: WrittenStack, _ taken: TakenOver, _ start: StartFiles, isDryRun: Bool) {
        self.written = written
        self.taken = taken
        self.start = start
        self.isDryRun = isDryRun
    }

    var text: String {
        let count = Self.count(taken.recorded.resources.count, "resource")
        let stack = taken.recorded.stack
        let head =
            isDryRun
            ? "Nothing was written: \(count) would be described, as stack '\(stack)'.\n"
            : "Wrote '\(start.path)'\(includes) with \(count) as stack '\(stack)', and '\(start.statePath)', which knows them.\n"
        return head + relabelling + others + (isDryRun ? "" : "Look at what comes next with 'hzform plan'.\n")
    }

    private var includes: String {
        written.parts.isEmpty ? "" : ", which includes \(Self.count(written.parts.count, "file")),"
    }

    private var relabelling: String {
        guard !taken.relabelled.isEmpty else { return "The next plan is empty.\n" }
        let count = Self.count(taken.relabelled.count, "resource")
        return "The next plan changes nothing but the label that tells the address, of \(count).\n"
    }

    private var others: String {
        BoundedList(written.leftOut.map { $0.words(start.catalog) })
            .text(under: "Left as they are, and not part of the stack:")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
