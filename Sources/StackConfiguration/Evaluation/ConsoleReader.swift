import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// What an expression means that somebody asks about a file.
package struct ConsoleAnswer: Sendable {
    /// Nil where something is wrong with the expression, or with what it reads.
    package let value: DesiredOutput?
    package let diagnostics: [Diagnostic]
    package let names: ExpressionNames
}

/// What can be written in an expression, to complete what somebody has typed.
package struct ExpressionNames: Sendable {
    /// What can stand behind a path and a dot; behind nothing, what an expression can begin with.
    private let names: [String: [String]]
    /// Those at the beginning that are called.
    package let functions: Set<String>
    /// Those that are called behind a value and a dot; sorted.
    package let methods: [String]

    init(_ names: [String: [String]], functions: some Sequence<String>, methods: [String]) {
        self.names = names
        self.functions = Set(functions)
        self.methods = methods
    }

    /// The names behind a path such as `servers.web`, which have no instances; sorted.
    package func after(_ path: String) -> [String] { (names[path] ?? []).sorted() }
}

/// Reads expressions that stand in no file.
struct ConsoleReader {
    let scope: Scope

    func answer(_ question: String) -> ConsoleAnswer {
        var problems = Problems(hints: Hints(misnomers: scope.catalog.misnomers))
        let text = "${\(question)}"
        let file = SourceFile(path: "expression", text: text)
        let end = file.position(atUTF8Offset: text.utf8.count)
        let range = SourceRange(file: file, start: file.position(atUTF8Offset: 0), end: end)
        let (template, mistakes) = CELTemplate.parse(text)
        if mistakes.isEmpty, template.soleExpression == nil { problems.report(.severalExpressions(at: range)) }
        var expressions = ExpressionReader(scope)
        let node = Node(range: range, content: .scalar(YAMLScalar(text: text, style: .plain)))
        let evaluated = expressions.evaluated(node, &problems)
        let isSensitive = evaluated.isSensitive
        let value = Value(plain: evaluated.hidingPending)
        if value == nil, problems.diagnostics.isEmpty { problems.report(.noAnswer(at: range)) }
        return ConsoleAnswer(
            value: problems.diagnostics.containsErrors
                ? nil : value.map { DesiredOutput("expression", $0, isSensitive: isSensitive, range: range) },
            diagnostics: problems.diagnostics,
            names: names
        )
    }

    private var names: ExpressionNames {
        let sections = scope.catalog.types.map(\.section)
        var names: [String: [String]] = [
            "": scope.allNames + sections + ["existing", "modules"] + HostFunctions.names,
            "existing": scope.existing.sections,
            "modules": scope.moduleNames,
        ]
        for section in scope.existing.sections { names["existing.\(section)"] = scope.existing.keys(in: section) }
        for name in scope.moduleNames {
            let unit = scope.moduleGroup(name)?.units.first
            names["modules.\(name)"] = unit.map { Array($0.outputNodes.keys) }
        }
        for type in scope.catalog.types {
            let keys = scope.keys(in: type.section)
            names[type.section] = keys
            for key in keys { names["\(type.section).\(key)"] = type.offered.map(\.text) }
        }
        return ExpressionNames(
            names,
            functions: HostFunctions.names + LanguageNames.functions,
            methods: LanguageNames.methods
        )
    }
}

extension Diagnostic {
    fileprivate static func severalExpressions(at range: SourceRange) -> Diagnostic {
        .error("syntax", "expected one expression", at: range)
    }

    fileprivate static func noAnswer(at range: SourceRange) -> Diagnostic {
        .error("invalid-value", "something that this expression reads is wrong in the file", at: range)
    }
}
