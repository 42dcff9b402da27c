import Diagnostics
import StackConfiguration
import TestSupport
import Testing

/// What people write in their first hour, and word for word what they read then: `Golden/mistakes/*.txt`.
@Suite("Mistakes of the first hour")
struct NewcomerTests {
    private var golden: GoldenFiles {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return GoldenFiles(folder: "\(folder)/Golden/" + "mistakes")
    }

    /// Beside the file there are no others.
    private func loaded(_ text: String) -> LoadedConfiguration { load(text, files: [:]) }

    @Test("what is written and what is said about it are as in the table", arguments: Mistakes.newcomers)
    func table(_ group: Mistakes) throws {
        let parts = group.mistakes.map { mistake in
            let text = mistake.text.hasSuffix("\n") ? mistake.text : mistake.text + "\n"
            return
                "### \(mistake.title)\n\n\(text)\n\(DiagnosticRenderer(loaded(mistake.text).diagnostics).text(color: false))"
        }
        try golden.expect(parts.joined(separator: "\n"), is: group.golden)
    }

    @Test("a file with a mistake gives no desired state, and every error a place", arguments: Mistakes.newcomers)
    func places(_ group: Mistakes) {
        for mistake in group.mistakes {
            let loaded = loaded(mistake.text)
            #expect(loaded.desired == nil, "\(mistake.title)")
            #expect(loaded.diagnostics.allSatisfy { $0.range != nil }, "\(mistake.title)")
        }
    }

    @Test("there are at least sixty of them")
    func count() {
        #expect(Mistakes.newcomers.reduce(0) { $0 + $1.mistakes.count } >= 60)
    }
}

extension Mistakes {
    static let newcomers = [terraform, compose, yaml, quantities, networking, naming, language]
}
