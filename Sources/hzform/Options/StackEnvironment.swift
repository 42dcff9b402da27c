import Diagnostics
import FoundationEssentials
import Workflow

/// One of several copies of a stack, each with its own state: `staging`, `production`.
struct StackEnvironment: Hashable, Sendable {
    let name: String

    /// Laid over the desired-state file.
    var overlay: String { "hzform.\(name).yaml" }
    var state: String { "hzform.\(name).state.json" }
    var variables: String { "hzform.\(name).vars.yaml" }
    /// Goes before `HCLOUD_TOKEN`.
    var tokenVariable: String {
        "HCLOUD_TOKEN_" + name.uppercased().map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    }

    /// A name as files and stacks have them: letters, digits and dashes.
    init(_ name: String) throws(WorkflowFailure) {
        let isName = !name.isEmpty && name.utf8.allSatisfy(Self.inNames.contains)
        guard isName, !Self.reserved.contains(name) else { throw WorkflowFailure(.noEnvironmentName(name)) }
        self.name = name
    }

    private static let inNames = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
    /// `hzform.vars.yaml` and `hzform.state.json` are of no environment.
    private static let reserved = ["vars", "state"]

    /// The files of it that are there.
    func files(beside options: FileOptions) -> [String] {
        [overlay, variables, state].map(options.path).filter { FileManager.default.fileExists(atPath: $0) }
    }

    /// Those that there are files of in the folder of the desired-state file, by name.
    static func all(beside options: FileOptions) throws -> [StackEnvironment] {
        let folder = options.path(beside: "")
        let names = (try? FileBytes.names(in: folder)) ?? []
        let found = names.compactMap { file -> String? in
            for ending in [".vars.yaml", ".state.json", ".yaml"] where file.hasPrefix("hzform.") {
                guard file.hasSuffix(ending), file.count > "hzform.".count + ending.count else { continue }
                return String(file.dropFirst("hzform.".count).dropLast(ending.count))
            }
            return nil
        }
        return Set(found).sorted().compactMap { try? StackEnvironment($0) }
    }
}

extension Diagnostic {
    fileprivate static func noEnvironmentName(_ name: String) -> Diagnostic {
        .error(
            "invalid-value",
            "'\(name)' is no name of an environment",
            hint: "Use small letters, digits and dashes, as in: --env staging"
        )
    }

    static func noEnvironment(_ environment: StackEnvironment, among names: [String]) -> Diagnostic {
        .error(
            "no-environment",
            "there is no environment '\(environment.name)'",
            hint: Suggestion.question(for: environment.name, among: names)
                ?? "Begin it with a file '\(environment.overlay)', which is laid over the desired-state file."
        )
    }
}
