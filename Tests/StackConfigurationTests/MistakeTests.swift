import Diagnostics
import ResourceModel
import StackConfiguration
import TestSupport
import Testing

/// What people write wrong, and word for word what they are told: `Golden/*.txt`.
@Suite("Mistakes")
struct MistakeTests {
    @Test("every mistake is told at its place in words that help", arguments: Mistakes.all)
    func mistakes(_ group: Mistakes) throws {
        let text = group.mistakes.map { mistake in
            "# \(mistake.title)\n\n" + report(mistake.text)
        }
        try GoldenFiles(#filePath).expect(text.joined(separator: "\n"), is: group.golden)
    }

    @Test("mistakes with modules are told too, in the file where they are")
    func modules() throws {
        let text = ModuleMistakes.all.map { mistake in
            let loaded = load(mistake.text, files: ["cluster/hzform.yaml": mistake.module])
            #expect(loaded.desired == nil, "\(mistake.title)")
            return "# \(mistake.title)\n\n" + DiagnosticRenderer(loaded.diagnostics).text(color: false)
        }
        try GoldenFiles(#filePath).expect(text.joined(separator: "\n"), is: ModuleMistakes.golden)
    }

    @Test("a file with a mistake gives no desired state", arguments: Mistakes.all)
    func unusable(_ group: Mistakes) {
        for mistake in group.mistakes {
            #expect(load(mistake.text).desired == nil, "\(mistake.title)")
        }
    }

    @Test("every golden file is read")
    func goldenFiles() throws {
        #expect(try GoldenFiles(#filePath).unread() == [])
    }
}

/// Mistakes that share a golden file.
struct Mistakes: Sendable, CustomTestStringConvertible {
    struct Mistake: Sendable {
        let title: String
        let text: String
    }

    let golden: String
    let mistakes: [Mistake]
    var testDescription: String { golden }

    init(_ golden: String, _ mistakes: KeyValuePairs<String, String>) {
        self.golden = golden
        self.mistakes = mistakes.map { Mistake(title: $0.key, text: $0.value) }
    }

    static let all = [
        file, variables, expressions, repetition, resources, values, references, recordSets, lifecycle, constraints,
        preconditions, cycles, moves,
    ]
}
