import Diagnostics
import Foundation
import HetznerCatalog
import StackConfiguration
import Testing

/// The files that the documentation shows. What a block needs and does not show stands in comments before it:
///
///     <!-- with: servers: { web: … } -->     a line that belongs to the block
///     <!-- var: name=value -->               a variable that is given
///     <!-- file: PATH: "…" -->               a file beside it; without a text, the block that follows is that file
@Suite("The documentation")
struct DocumentationTests {
    @Test(
        "shows files that are valid",
        arguments: ["docs/language.md", "docs/changes.md", "docs/cost.md", "docs/selection.md", "README.md"]
    )
    func blocks(path: String) throws {
        let page = try Page(at: path)
        #expect(!page.blocks.isEmpty || path.hasSuffix("selection.md"))
        for block in page.blocks {
            var sources = VariableSources()
            sources.assignments = block.variables
            let loaded = load(block.whole, files: page.files, sources: sources)
            let problems = DiagnosticRenderer(loaded.diagnostics).text(color: false)
            #expect(problems.isEmpty, "\(path):\(block.line)\n\(problems)")
        }
    }
}

/// A page with its blocks of YAML.
private struct Page {
    struct Block {
        let line: Int
        var text = ""
        var additions: [String] = []
        var variables: [String] = []

        var whole: String {
            let stack = text.contains("stack:") ? [] : ["stack: docs"]
            return (stack + additions + [text]).joined(separator: "\n")
        }
    }

    private(set) var blocks: [Block] = []
    private(set) var files: [String: String] = [:]

    init(at path: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let lines = try String(contentsOf: root.appending(path: path), encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        var next = Block(line: 0)
        var file: String?
        var open: Block?
        for (number, line) in lines.enumerated() {
            if var block = open {
                guard line != "```" else {
                    if let file { files[file] = block.text } else { blocks.append(block) }
                    (open, file, next) = (nil, nil, Block(line: 0))
                    continue
                }
                block.text += line + "\n"
                open = block
            } else if line == "```yaml" {
                open = Block(line: number + 1, additions: next.additions, variables: next.variables)
            } else if let addition = line.comment("with") {
                next.additions.append(addition)
            } else if let variable = line.comment("var") {
                next.variables.append(variable)
            } else if let named = line.comment("file") {
                let parts = named.components(separatedBy: ": ")
                if parts.count > 1 {
                    let text = parts.dropFirst().joined(separator: ": ")
                    files[parts[0]] = text.trimmingCharacters(in: ["\""])
                } else {
                    file = named
                }
            }
        }
    }
}

extension Substring {
    /// What stands behind a word in a comment that takes up the line.
    fileprivate func comment(_ word: String) -> String? {
        let (start, end) = ("<!-- \(word): ", " -->")
        guard hasPrefix(start), hasSuffix(end) else { return nil }
        return String(dropFirst(start.count).dropLast(end.count))
    }
}
