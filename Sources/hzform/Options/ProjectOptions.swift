import ArgumentParser
import Diagnostics
import Workflow

/// Which project is meant, apart from the token.
struct ProjectOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The environment: hzform.NAME.yaml is laid over the file, state, values and token are NAME's.",
            valueName: "name"
        )
    )
    var env: String?

    @Option(
        help: ArgumentHelp(
            "No API at all: a simulated project, kept in =FILE (.hzform/simulated-project.json by default).",
            valueName: "file"
        )
    )
    var simulate: String?

    /// Stands for the simulated project's usual file; no file has this name.
    static let usualProject = "/"

    /// The environment that is named.
    var environment: StackEnvironment? { env.flatMap { try? StackEnvironment($0) } }

    func validate() throws {
        guard let env else { return }
        do {
            _ = try StackEnvironment(env)
        } catch {
            throw ValidationError(error.diagnostics.first.map { "\($0.message). \($0.hint ?? "")" } ?? env)
        }
    }

    /// Where a simulated project is kept; `nil` for a real one.
    func simulatedProjectPath(in folder: (String) -> String) -> String? {
        guard let simulate else { return nil }
        guard simulate == Self.usualProject else { return simulate }
        return folder(
            environment.map { ".hzform/simulated-project.\($0.name).json" } ?? ".hzform/simulated-project.json"
        )
    }
}
