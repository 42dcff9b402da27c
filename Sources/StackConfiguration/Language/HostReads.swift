import CELExpressions

/// What calls of an expression read outside of the file: files, and the environment.
struct HostReads {
    let folder: String
    private let files: HostFiles
    private(set) var bytes: [String: [UInt8]] = [:]
    private(set) var environment: [String: String?] = [:]
    /// A function that is called with something that only apply tells, so that nobody knows what it will read.
    private(set) var undecided: String?
    private var depth = 0

    init(_ files: HostFiles, folder: String) {
        self.files = files
        self.folder = folder
    }

    /// Takes over what a call reads; `nil` for an argument that is not known.
    mutating func note(_ function: String, _ arguments: [CELValue?]) {
        guard HostFunctions.readers.contains(function), let first = arguments.first else { return }
        guard case .string(let name)? = first else {
            undecided = undecided ?? function
            return
        }
        guard function != "env" else { return environment[name] = .some(files.variable(name)) }
        // What cannot be read is told where it is needed.
        guard case .success(let found) = files.bytes(name, in: folder) else { return }
        bytes[HostFiles.path(name, in: folder)] = found
        guard function == "template", let text = String(validating: found, as: UTF8.self) else { return }
        noteTemplate(text, names: arguments.last ?? nil)
    }

    /// Takes over what the expressions of a template read, whatever comes of them.
    private mutating func noteTemplate(_ text: String, names: CELValue?) {
        guard depth < HostFunctions.deepest else { return }
        depth += 1
        defer { depth -= 1 }
        var calls: [(name: String, arguments: [CELValue?])] = []
        var activation = CELActivation { name in
            guard case .map(let known)? = names, let value = known[.string(name)] else { return .unknown([name]) }
            return .value(value)
        }
        activation.functions = HostFunctions(files: files, folder: folder, depth: depth).functions
        activation.looksAhead = true
        activation.called = { calls.append(($0, $1)) }
        for expression in CELTemplate.parse(text).template.expressions { _ = expression.evaluate(in: activation) }
        for call in calls { note(call.name, call.arguments) }
    }
}
