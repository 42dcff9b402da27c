import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// A text of the file whose expressions wait for something that is known later.
struct Pending: Sendable {
    let template: CELTemplate
    let text: String
    let type: CELType
    /// What the text is relative to and its expressions can call.
    let functions: CELFunctions
    /// All that its expressions read, or may come to read, with what the file tells of it.
    let reads: ExpressionReads
    let isSensitive: Bool
    let range: SourceRange

    /// How a message or a plan names it.
    var source: String {
        guard template.soleExpression != nil, let start = text.range(after: "${"), text.hasSuffix("}") else {
            return text
        }
        return String(text[start...].dropLast()).trimmed
    }

    /// The value; nil while something that it reads is unknown.
    func evaluate(_ lookup: @escaping DeferredValue.Lookup) throws(EvaluationFailure) -> CELValue? {
        let activation = reads.activation(functions, lookup)
        let result = template.evaluate(in: activation).expandingObjects(in: activation)
        switch result.outcome {
        case .unknown:
            return nil
        case .problem(let problem):
            throw EvaluationFailure(problem.message, at: range)
        case .value(let value):
            guard isSensitive || !result.isSensitive else {
                throw EvaluationFailure("the value turns out to be sensitive", at: range)
            }
            return value
        }
    }
}

/// What is wrong with a value that became known after the file was read.
struct EvaluationFailure: Error, CustomStringConvertible {
    let message: String
    let range: SourceRange

    init(_ message: String, at range: SourceRange) {
        self.message = message
        self.range = range
    }

    var description: String { "\(message) (\(range.file.path):\(range.start.line))" }
}

/// What an expression was told when the file was read, so that it can be evaluated again without the file.
struct ExpressionReads: Sendable {
    /// An attribute of something that an expression has at hand.
    struct Key: Hashable, Sendable {
        let object: CELObject
        let attribute: String
    }

    var names: [String: NamedValue] = [:]
    var attributes: [Key: Answer] = [:]
    var attributeNames: [CELObject: [String]] = [:]

    /// What it waits for, sorted.
    var unknown: [AttributeReference] {
        let direct = attributes.values.flatMap { answer -> [AttributeReference] in
            switch answer {
            case .unknown(let read): return read.reads
            case .pending(let node, _): return node.pendingReads
            case .value, .failed: return []
            }
        }
        let throughNames = names.values.flatMap { named -> [AttributeReference] in
            guard case .pending(let node, _) = named else { return [] }
            return node.pendingReads
        }
        return Set(direct + throughNames).sorted()
    }

    /// The same names and attributes, the unknown ones looked up.
    func activation(_ functions: CELFunctions, _ lookup: @escaping DeferredValue.Lookup) -> CELActivation {
        var activation = CELActivation { names[$0]?.lookup { $0.value(lookup) } }
        activation.attribute = { object, name in
            switch attributes[Key(object: object, attribute: name)] {
            case .unknown(let read)?:
                return read.value(lookup).map { .value($0, isSensitive: read.isSensitive) } ?? read.lookup
            case .pending(let node, let isSensitive)?:
                return NamedValue.pending(node, isSensitive: isSensitive).lookup { $0.value(lookup) }
            case let known:
                return known?.lookup
            }
        }
        activation.attributeNames = { attributeNames[$0] ?? [] }
        activation.functions = functions
        return activation
    }
}

/// Notes what an expression is told while it is evaluated.
final class ReadLog {
    private(set) var reads = ExpressionReads()

    /// The activation, with everything that it answers noted, and asked for all that may come to matter.
    func listening(
        to activation: CELActivation,
        named: @escaping (String) -> NamedValue?,
        attribute: @escaping (CELObject, String) -> Answer?
    ) -> CELActivation {
        var listening = activation
        listening.looksAhead = true
        listening.lookup = { [self] name in
            if let value = named(name) { reads.names[name] = value }
            return activation.lookup(name)
        }
        listening.attribute = { [self] object, name in
            let answer = attribute(object, name)
            if let answer { reads.attributes[.init(object: object, attribute: name)] = answer }
            return answer?.lookup
        }
        listening.attributeNames = { [self] object in
            let names = activation.attributeNames(object)
            reads.attributeNames[object] = names
            return names
        }
        return listening
    }
}

extension YAMLNode {
    /// Everything that placeholders in it wait for.
    var pendingReads: [AttributeReference] {
        switch content {
        case .scalar, .invalid: []
        case .placeholder(let box): (box as? Pending)?.reads.unknown ?? []
        case .sequence(let nodes): nodes.flatMap(\.pendingReads)
        case .mapping(let entries): entries.flatMap(\.value.pendingReads)
        }
    }

    /// Whether some part of it is known later.
    var isPending: Bool {
        switch content {
        case .scalar, .invalid: false
        case .placeholder: true
        case .sequence(let nodes): nodes.contains(where: \.isPending)
        case .mapping(let entries): entries.contains { $0.value.isPending }
        }
    }

    /// The value, its placeholders evaluated; unknown while one of them is.
    func value(_ lookup: @escaping DeferredValue.Lookup) -> CELLookup {
        switch content {
        case .invalid:
            return Answer.failed.lookup
        case .scalar(let scalar):
            return .value(CELValue(scalar))
        case .placeholder(let box):
            guard let pending = box as? Pending else { return Answer.failed.lookup }
            do {
                guard let value = try pending.evaluate(lookup) else { return .unknown([pending.source]) }
                return .value(value)
            } catch {
                return .failure(CELFailure(.invalidArgument, error.message))
            }
        case .sequence(let nodes):
            var values: [CELValue] = []
            for node in nodes {
                guard case .value(let value, _) = node.value(lookup) else { return node.value(lookup) }
                values.append(value)
            }
            return .value(.list(values))
        case .mapping(let entries):
            var values: [(name: String, value: CELValue)] = []
            for entry in entries {
                guard case .value(let value, _) = entry.value.value(lookup) else { return entry.value.value(lookup) }
                values.append((entry.name, value))
            }
            return .value(.map(CELMap(values)))
        }
    }
}

extension String {
    /// The index after the first occurrence at the beginning; nil if the text does not begin like this.
    fileprivate func range(after prefix: String) -> Index? {
        hasPrefix(prefix) ? index(startIndex, offsetBy: prefix.count) : nil
    }

    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
