import CELExpressions
import Diagnostics
import ResourceModel

/// Files that were read and put together, before anything in them is evaluated.
struct ParsedFiles: Sendable {
    let catalog: Catalog
    let sources: VariableSources
    let readFile: FileReader
    /// The files of modules, as far as they were read.
    var modules: ModuleFiles
    let root: Root
    /// What is wrong with the files as such.
    let problems: Problems

    /// What the files say.
    ///
    /// - Parameter found: what was found in the project; nil before it is looked up.
    /// - Parameter question: an expression to evaluate where the outputs of the file are.
    func evaluated(_ found: ExistingObjects?, asking question: String?) -> LoadedConfiguration {
        var problems = problems
        let host = HostFiles(read: readFile, environment: sources.environment)
        let evaluation = StackEvaluation(root.stack, catalog, host, modules, found: found)
        var names = Names()
        names.set("stack", to: evaluation.stackMeaning)
        let variables = VariableReader(reserved: ReservedNames(in: root)).read(root.variables, &problems)
        VariableValues(sources, readFile: readFile).set(variables, in: &names, &problems)
        let reader = DesiredStateReader(evaluation)
        let (desired, lookups) = reader.read(root, names, &problems)
        var loaded = LoadedConfiguration(desired, problems, lookups)
        loaded.variables = variables.map(\.name)
        loaded.answer = question.flatMap { reader.answer($0) }
        guard !lookups.isEmpty else { return loaded }
        var files = self
        files.modules = evaluation.modules
        loaded.goOn = Continuation(files: files, question: question)
        return loaded
    }
}

/// Files that wait for what they look up in the project.
struct Continuation: Sendable {
    let files: ParsedFiles
    let question: String?
}
