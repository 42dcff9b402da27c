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
        case .read(let read): read.value(lookup).map { .value($0) } ?? read.answer
        case .deferred(let deferred): Self.answer(deferred, lookup)
        case .list(let contents): Self.joined(contents, lookup) { .list($0) }
        case .map(let entries):
            Self.joined(entries.flatMap { [$0.key, $0.value] }, lookup) { parts in
                let pairs = stride(from: 0, to: parts.count, by: 2).map { (key: parts[$0], value: parts[$0 + 1]) }
                return .map(CELMap(pairs: pairs) ?? .empty)
            }
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

    /// Puts parts together, up to the first one that has no value.
    private static func joined(
        _ contents: [Self],
        _ lookup: ExpressionEvaluator.Lookup,
        _ whole: ([CELValue]) -> CELValue
    ) -> HostAnswer {
        var values: [CELValue] = []
        for content in contents {
            let part = content.answer(lookup)
            guard case .value(let value, _) = part else { return part }
            values.append(value)
        }
        return .value(whole(values))
    }
}
