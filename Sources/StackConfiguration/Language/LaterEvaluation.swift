import CELExpressions
import Diagnostics
import NetworkText
import ResourceModel
import YAMLDocuments

/// What is wrong with a value that became known after the file was read.
struct EvaluationFailure: Error, CustomStringConvertible {
    let message: String
    let place: DeferredExpression.WrittenPlace?

    init(_ message: String, at place: DeferredExpression.WrittenPlace?) {
        self.message = message
        self.place = place
    }

    var description: String { place.map { "\(message) (\($0))" } ?? message }
}

extension DeferredExpression {
    /// The value as expressions have it; nil while something that it reads is unknown.
    ///
    /// - Parameter template: what its text parses as.
    func value(
        _ template: CELTemplate,
        isSensitive: Bool,
        _ lookup: ExpressionEvaluator.Lookup
    ) throws(EvaluationFailure) -> CELValue? {
        let activation = activation(lookup)
        let result = template.evaluate(in: activation).expandingObjects(in: activation)
        guard part.isEmpty else { return try partValue(result, isSensitive: isSensitive) }
        switch result.outcome {
        case .unknown:
            return nil
        case .problem(let problem):
            throw EvaluationFailure(problem.message, at: place)
        case .value(let value):
            guard isSensitive || !result.isSensitive else {
                throw EvaluationFailure("the value turns out to be sensitive", at: place)
            }
            return value
        }
    }

    /// The part of a list or map that is meant; nil while something that it reads is unknown.
    private func partValue(_ result: CELResult, isSensitive: Bool) throws(EvaluationFailure) -> CELValue? {
        var element: CELOutline.Element
        switch result.outcome {
        case .problem(let problem): throw EvaluationFailure(problem.message, at: place)
        case .unknown where result.parts == nil: return nil
        case .value(let value): element = result.parts ?? .init(.value(value), isSensitive: result.isSensitive)
        case .unknown: element = result.parts ?? .init(.unknown([]))
        }
        for step in part {
            guard let next = element[step.key] else {
                throw EvaluationFailure("the list does not have the part any more that was planned", at: place)
            }
            element = next
        }
        let (value, isSecret) = element.whole
        guard isSensitive || !isSecret else {
            throw EvaluationFailure("the value turns out to be sensitive", at: place)
        }
        return value
    }

    /// What the names in it stood for when the file was read, the unknown ones looked up.
    private func activation(_ lookup: ExpressionEvaluator.Lookup) -> CELActivation {
        let names = names.mapValues { $0.answer(lookup) }
        let attributes = objects.mapValues { $0.attributes.mapValues { $0.answer(lookup) } }
        var activation = CELActivation { names[$0] }
        activation.attribute = { object, name in attributes[object.id]?[name] }
        activation.attributeNames = { [objects] in objects[$0.id]?.names ?? [] }
        activation.functions = HostFunctions(files: HostFiles(captured: self), folder: folder).functions
        return activation
    }

    /// Where the value stands, as far as that is known without the file.
    var range: SourceRange {
        let file = SourceFile(path: place?.path ?? "", text: "")
        return SourceRange(file: file, at: SourcePosition(line: place?.line ?? 1, column: 1))
    }
}

extension CapturedValue {
    fileprivate func answer(_ lookup: ExpressionEvaluator.Lookup) -> HostAnswer {
        content.answer(lookup).marked(isSensitive)
    }
}

extension CapturedValue.Content {
    fileprivate func answer(_ lookup: ExpressionEvaluator.Lookup) -> HostAnswer {
        switch self {
        case .null: .value(.null)
        case .boolean(let flag): .value(.bool(flag))
        case .integer(let number): .value(.int(number))
        case .unsigned(let number): .value(.uint(number))
        case .number(let number): .value(.double(number))
        case .text(let text): .value(.string(text))
        case .bytes(let bytes): .value(.bytes(bytes))
        case .type(let name): .value(.type(name))
        case .address(let text): .value(IPAddress(text, as: .kubernetes).map { .address($0) } ?? .string(text))
        case .addressRange(let text): .value(CELAddressRange(text).map { .addressRange($0) } ?? .string(text))
        case .object(let path): .value(.object(CELObject(id: path)))
        case .optional(let inner): inner?.answer(lookup).mapValue { .optional($0) } ?? .value(.optional(nil))
        case .sensitive(let content): content.answer(lookup).marked(true)
        case .read(let read): read.value(lookup).map { .value($0) } ?? read.answer
        case .deferred(let deferred): Self.answer(deferred, lookup)
        case .list(let contents): Self.list(contents.map { $0.answer(lookup) })
        case .map(let entries): Self.map(entries.map { ($0.key.answer(lookup), $0.value.answer(lookup)) })
        }
    }

    private static func answer(_ deferred: DeferredValue, _ lookup: ExpressionEvaluator.Lookup) -> HostAnswer {
        guard case .expression(let expression) = deferred.formula else {
            preconditionFailure("an expression reads what other expressions give")
        }
        do throws(EvaluationFailure) {
            let (template, _) = CELTemplate.parse(expression.text)
            guard let value = try expression.value(template, isSensitive: deferred.isSensitive, lookup) else {
                return .unknown([deferred.source])
            }
            return .value(value)
        } catch {
            return .failure(CELFailure(.invalidArgument, error.message))
        }
    }

    /// Puts parts together, up to the first one that failed.
    private static func list(_ answers: [HostAnswer]) -> HostAnswer {
        var elements: [CELOutline.Element] = []
        for answer in answers {
            guard let element = answer.element else { return answer }
            elements.append(element)
        }
        return .outline(.joined(elements))
    }

    private static func map(_ answers: [(key: HostAnswer, value: HostAnswer)]) -> HostAnswer {
        var entries: [CELOutline.Entry] = []
        for (key, value) in answers {
            guard case .value(let key, _) = key else { return key }
            guard let element = value.element else { return value }
            entries.append(CELOutline.Entry(key: key, element))
        }
        return .outline(.joined(entries))
    }
}

extension DeferredExpression.PartStep {
    /// What an expression would write in brackets.
    var key: CELValue {
        switch self {
        case .index(let index): .int(Int64(index))
        case .key(let key): .string(key)
        }
    }
}
