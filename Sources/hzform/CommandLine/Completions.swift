import ArgumentParser
import HetznerCatalog
import ResourceModel
import StackConfiguration
import StateFiles
import Workflow

/// What shells offer for the values of options.
enum Completions {
    /// The addresses of the file and of the state in this folder.
    static let addresses = CompletionKind.custom { _, _, _ in
        let files = FileOptions.usual
        let workspace = Workspace(files)
        let declared = (try? workspace.stackFiles.load())?.desired?.resources.keys.map(\.description) ?? []
        // Whoever presses a key waits for no server.
        let state = try? StateFile(path: files.statePath, catalog: workspace.catalog).read()?.state
        let recorded = state?.resources.keys.map(\.description) ?? []
        return Set(declared + recorded).sorted()
    }

    static let files = CompletionKind.file(extensions: ["yaml", "yml"])
    static let impacts = CompletionKind.list(Impact.dangerous.sorted().map(\.rawValue))
}
