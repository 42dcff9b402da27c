import CELExpressions
import Diagnostics
import ResourceModel

/// A file with what it includes: the one that hzform is given, or one use of a module.
///
/// It keeps what was evaluated in it, so that nothing is evaluated twice; ``Scope`` evaluates.
final class Unit {
    var root: Root
    /// Names that have a value before anything is evaluated: `stack` and variables.
    let names: Names
    /// What its user gives it, by name.
    let inputs: [String: ModuleInput]
    let locals: [Node.Entry]
    /// The modules that it uses, in the order of the file; nil for one that could not be read.
    let uses: [(name: String, use: ModuleUse?)]
    /// Where the module is used; nil for the file that hzform is given.
    let usedAt: SourceRange?
    /// What was evaluated so far.
    var known = Known()
    /// What the names in it stand for, once all of them are known.
    var declarations: Declarations?
    /// Names with `count` or `for_each`.
    var repeated: [ResourceAddress] = []
    /// Those of which nobody knows how many there are, by section: they are read for what else is wrong with them.
    var uncounted: [String: [Declaration]] = [:]

    let declared: DeclaredNames
    let localNodes: [String: Node.Entry]
    let outputNodes: [String: Node.Entry]

    struct Known {
        var names: [String: Evaluated<Meaning>] = [:]
        var groups: [ResourceAddress: Evaluated<DeclarationGroup>] = [:]
        var modules: [String: Evaluated<ModuleGroup>] = [:]
        var outputs: [String: Evaluated<EvaluatedNode>] = [:]
        /// What is written for attributes with expressions.
        var parts = EvaluatedParts()
        /// What expressions read.
        var attributes: [AttributeReference: Meaning] = [:]
        var settings: Evaluated<Settings>?
        var existing: Evaluated<Existing>?
    }

    init(
        _ root: Root,
        names: Names,
        inputs: [String: ModuleInput] = [:],
        locals: [Node.Entry],
        uses: [(name: String, use: ModuleUse?)],
        usedAt range: SourceRange?
    ) {
        self.root = root
        self.names = names
        self.inputs = inputs
        self.locals = locals
        self.uses = uses
        usedAt = range
        declared = DeclaredNames(root)
        localNodes = Dictionary(locals.map { ($0.name, $0) }) { first, _ in first }
        var outputs: [Node.Entry] = []
        if case .mapping(let entries)? = root.outputs?.content { outputs = entries }
        outputNodes = Dictionary(outputs.map { ($0.name, $0) }) { first, _ in first }
    }

    var path: ModulePath { root.module }
}

/// What is written for attributes with expressions.
///
/// By resource, because each has a few: one table of them all is several times as large as what is in it.
struct EvaluatedParts {
    private var parts: [ResourceAddress: [(name: AttributeName, value: Evaluated<EvaluatedNode>)]] = [:]

    subscript(reference: AttributeReference) -> Evaluated<EvaluatedNode>? {
        parts[reference.address]?.first { $0.name == reference.attribute }?.value
    }

    /// Keeps one that was not known so far.
    mutating func add(_ part: Evaluated<EvaluatedNode>, for reference: AttributeReference) {
        parts[reference.address, default: []].append((reference.attribute, part))
    }
}

/// What a file declares, by section and logical name, before `count` and `for_each` are evaluated.
struct DeclaredNames {
    private var declarations: [String: [String: Declaration]] = [:]
    private var keys: [String: [String]] = [:]

    init(_ root: Root) {
        for section in root.sections {
            for declaration in section.declarations {
                let key = declaration.address.key
                guard declarations[section.type.section]?[key] == nil else { continue }
                declarations[section.type.section, default: [:]][key] = declaration
                keys[section.type.section, default: []].append(key)
            }
        }
    }

    subscript(section: String, key: String) -> Declaration? { declarations[section]?[key] }

    /// In the order of the file.
    func keys(in section: String) -> [String] { keys[section] ?? [] }
}

/// What a logical name stands for.
enum DeclarationGroup {
    case single(Declaration)
    case counted([Declaration])
    case keyed([Declaration])
    case failed

    var declarations: [Declaration] {
        switch self {
        case .single(let declaration): [declaration]
        case .counted(let all), .keyed(let all): all
        case .failed: []
        }
    }
}

/// What a name under `modules` stands for.
enum ModuleGroup {
    case single(Unit)
    case counted([Unit])
    case keyed([(key: String, unit: Unit)])
    case failed

    var units: [Unit] {
        switch self {
        case .single(let unit): [unit]
        case .counted(let units): units
        case .keyed(let units): units.map(\.unit)
        case .failed: []
        }
    }
}
