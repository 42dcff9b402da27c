import ArgumentParser
import Diagnostics
import JSONDocuments
import ResourceModel
import StackConfiguration
import StateFiles
import Workflow
import YAMLDocuments

struct FmtCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Give files the canonical layout.",
        discussion: """
            Two spaces a level, lists one level below their key; { a: b } and [a, b]; at most one blank line, and one \
            around each section; no trailing spaces. Comments, anchors, quotes, the order of keys, the choice between \
            block and flow, and line breaks inside of brackets stay; no line is wrapped. What the file means never \
            changes. Files that change are listed on standard output.

            Example: hzform fmt --check
            """
    )

    @Argument(
        help: ArgumentHelp("The files, - for standard input; the desired-state files by default.", valueName: "file")
    )
    var paths: [String] = []

    @Flag(help: "Write nothing; exit with 2 when a file would change.")
    var check = false

    @OptionGroup var files: FileOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            guard paths != ["-"] else { return try formatInput(output) }
            let laidOut = try layouts(paths.isEmpty ? files.all : paths)
            let changed = laidOut.filter { $0.text != nil }
            for (path, text) in changed {
                if let text, !check { try write(text, to: path) }
            }
            switch output.format {
            case .text: output.result(changed.map { $0.path + "\n" }.joined())
            case .json: output.result(JSONValue.strings(changed.map(\.path)).document)
            }
            if check, !changed.isEmpty { throw ExitCode.changes }
        }
    }

    /// Standard input in the canonical layout, on standard output.
    private func formatInput(_ output: Output) throws {
        let path = "/dev/stdin"
        let (given, laidOut) = try read(path)
        guard check else { return output.result(laidOut) }
        if given != laidOut { throw ExitCode.changes }
    }

    /// The text that each file should have, nil where it has it; nothing is written where one of them has an error.
    private func layouts(_ paths: [String]) throws(WorkflowFailure) -> [(path: String, text: String?)] {
        var laidOut: [(path: String, text: String?)] = []
        var problems: [Diagnostic] = []
        for path in paths {
            do {
                laidOut.append(try layout(path))
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw WorkflowFailure(problems) }
        return laidOut
    }

    private func layout(_ path: String) throws(WorkflowFailure) -> (path: String, text: String?) {
        let (given, laidOut) = try read(path)
        return (path, given == laidOut ? nil : laidOut)
    }

    private func read(_ path: String) throws(WorkflowFailure) -> (given: String, laidOut: String) {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path)
        } catch {
            throw WorkflowFailure(.file(path, cannotBe: "read", error.description))
        }
        let (text, diagnostics) = YAMLFormatter.format(bytes, path: path, localTags: OverlayMark.tags)
        guard let text else { throw WorkflowFailure(diagnostics) }
        return (String(decoding: bytes, as: UTF8.self), text)
    }

    private func write(_ text: String, to path: String) throws(WorkflowFailure) {
        do {
            try DurableFile(path: path).replace(with: Array(text.utf8))
        } catch {
            throw WorkflowFailure(.file(path, cannotBe: "written", error.description))
        }
    }
}

extension Diagnostic {
    fileprivate static func file(_ path: String, cannotBe what: String, _ reason: String) -> Diagnostic {
        .error("file", "'\(path)' cannot be \(what): \(reason)")
    }
}
