import Diagnostics
import ResourceModel

/// What is being evaluated at the moment, in a file and all the modules that it uses.
///
/// Values are evaluated when something asks for them first, so that they can be written in any order; a circle is found
/// here.
final class Evaluation {
    /// What is wrong that no single place can tell.
    private(set) var circles: [Diagnostic] = []
    /// How often an expression asked for something that has failed, which is reported elsewhere.
    private(set) var failures = 0
    /// What is being evaluated, each because the one before it asked for it.
    private var path: [Step] = []

    /// Something that is evaluated once.
    enum Subject: Hashable {
        case local(ModulePath, String)
        case variable(ModulePath, String)
        case output(ModulePath, String)
        case group(ResourceAddress)
        /// A part of a file by its key at the top.
        case part(ModulePath, String)
        case modules(ModulePath, String)
        case attribute(AttributeReference)

        var words: String {
            switch self {
            case .local(_, let name), .variable(_, let name), .part(_, let name): name
            case .output(let module, let name): "\(module).\(name)"
            case .group(let address): address.description
            case .modules(let module, let name): module.appending(name).description
            case .attribute(let reference): "\(reference.address).\(reference.attribute)"
            }
        }
    }

    private struct Step {
        let subject: Subject
        let range: SourceRange
    }

    func noteFailure() { failures += 1 }

    /// Evaluates something unless it is being evaluated already, which is a circle.
    func once<Result>(
        _ subject: Subject,
        at range: SourceRange,
        otherwise failed: Result,
        _ body: () -> Result
    ) -> Result {
        if let start = path.firstIndex(where: { $0.subject == subject }) {
            circles.append(.circle(path[start...].map { ($0.subject, $0.range) }))
            return failed
        }
        guard path.count < 200 else {
            circles.append(.tooDeep(subject, at: range))
            return failed
        }
        path.append(Step(subject: subject, range: range))
        defer { path.removeLast() }
        return body()
    }
}

extension Diagnostic {
    fileprivate static func circle(_ steps: [(subject: Evaluation.Subject, range: SourceRange)]) -> Diagnostic {
        let names = steps.map(\.subject.words)
        let areLocals = steps.allSatisfy { step in
            guard case .local = step.subject else { return false }
            return true
        }
        guard steps.count > 1 else {
            let message = "\(areLocals ? "the local " : "")'\(names[0])' uses itself"
            return .error(areLocals ? "local-cycle" : "value-cycle", message, at: steps.first?.range)
        }
        let notes = steps.indices.map { index in
            Note("'\(names[index])' uses '\(names[(index + 1) % names.count])'", at: steps[index].range)
        }
        let message = areLocals ? "locals use each other in a circle" : "these values use each other in a circle"
        return .error(areLocals ? "local-cycle" : "value-cycle", message, at: steps.first?.range, notes: notes)
    }

    fileprivate static func tooDeep(_ subject: Evaluation.Subject, at range: SourceRange) -> Diagnostic {
        .error("expression-too-large", "'\(subject.words)' is at the end of a chain of too many values", at: range)
    }
}
