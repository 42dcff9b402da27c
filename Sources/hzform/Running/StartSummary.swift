import ResourceModel
import StackWriting
import Workflow

/// What `init` tells of a project that it described.
struct StartSummary {
    private let written: WrittenStack
    private let taken: TakenOver
    private let start: StartFiles
    private let nextCommand: String
    private let isDryRun: Bool

    init(
        _ written: WrittenStack,
        _ taken: TakenOver,
        _ start: StartFiles,
        _ nextCommand: String,
        isDryRun: Bool
    ) {
        self.written = written
        self.taken = taken
        self.start = start
        self.nextCommand = nextCommand
        self.isDryRun = isDryRun
    }

    var text: String {
        let count = Self.count(taken.recorded.resources.count, "resource")
        let stack = taken.recorded.stack
        let head =
            isDryRun
            ? "Nothing was written: \(count) would be described, as stack '\(stack)'.\n"
            : "Wrote '\(start.path)'\(includes) with \(count) as stack '\(stack)', and '\(start.statePath)', which knows them.\n"
        let next = isDryRun ? "" : "Look at what comes next with '\(nextCommand)'.\n"
        return head + relabelling + others + otherStacks + next
    }

    private var includes: String {
        written.parts.isEmpty ? "" : ", which includes \(Self.count(written.parts.count, "file")),"
    }

    private var relabelling: String {
        guard !taken.relabelled.isEmpty else { return "The next plan is empty.\n" }
        let count = Self.count(taken.relabelled.count, "resource")
        return "The next plan changes nothing but the label with the address, of \(count).\n"
    }

    private var others: String {
        BoundedList(written.leftOut.map { $0.words(start.catalog) })
            .text(under: "Left as they are, and not part of the stack:")
    }

    /// How to go on where all that is there is of stacks that lost their files, and several of them.
    private var otherStacks: String {
        let stacks = written.leftOut.compactMap { left -> String? in
            guard case .stack(let stack) = left.reason else { return nil }
            return stack
        }
        guard written.objects.isEmpty, !stacks.isEmpty else { return "" }
        let names = Set(stacks).sorted().map { "--stack \($0)" }.joined(separator: ", ")
        return "To take up a stack again whose file is lost, say which one: \(names).\n"
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
