import CELExpressions
import ResourceModel

/// What a name or an attribute stands for in an expression.
enum Meaning: Sendable {
    case value(CELValue, isSensitive: Bool)
    /// Something that the file alone does not tell.
    case unknown(UnknownRead)
    /// A part of the file in which something is known later, or sensitive while the rest is not.
    case pending(Node, isSensitive: Bool)
    /// What the file says that there is not, in words.
    case absent(String)
    /// Something is wrong with it that is reported at its own place.
    case failed

    init(_ evaluated: EvaluatedNode) {
        let isMixed = evaluated.isSensitive && evaluated.node.hasSensitiveParts && !evaluated.node.isSensitive
        if evaluated.node.isPending || isMixed {
            self = .pending(evaluated.node, isSensitive: evaluated.isSensitive && !isMixed)
        } else {
            self = CELValue(evaluated.node).map { .value($0, isSensitive: evaluated.isSensitive) } ?? .failed
        }
    }

    /// What an expression gets for it.
    var answer: HostAnswer {
        switch self {
        case .value(let value, let isSensitive): .value(value, isSensitive: isSensitive)
        case .unknown(let read): read.answer
        case .pending(let node, let isSensitive): node.answer.marked(isSensitive)
        case .absent(let words): .failure(CELFailure(.noValue, words))
        case .failed: .failed
        }
    }

    /// What the checker knows of it, elements of lists and maps left open.
    var type: CELType {
        switch self {
        case .failed: .failed
        case .value(let value, _): value.type
        case .unknown, .absent: .dyn
        case .pending(let node, _):
            switch node.content {
            case .pending(let pending): pending.type
            case .sequence: .list(.dyn)
            case .mapping: .map(.dyn, .dyn)
            case .scalar, .invalid, .link: .dyn
            }
        }
    }
}

extension HostAnswer {
    /// The same, sensitive if it is already or is said to be.
    func marked(_ isSensitive: Bool) -> HostAnswer {
        switch self {
        case .value(let value, let own): .value(value, isSensitive: own || isSensitive)
        case .unknown(let names, let own): .unknown(names, isSensitive: own || isSensitive)
        case .outline(let outline, let own): .outline(outline, isSensitive: own || isSensitive)
        case .failure(let failure, let own): .failure(failure, isSensitive: own || isSensitive)
        case .failed: .failed
        }
    }
}

extension UnknownRead {
    var answer: HostAnswer { .unknown([words], isSensitive: isSensitive) }

    /// What an expression gets once the engine knows the value; nil while it does not.
    func value(_ lookup: ExpressionEvaluator.Lookup) -> CELValue? {
        guard let reference, let value = lookup(reference.address, reference.attribute) else { return nil }
        switch shape {
        case .plain:
            return CELValue(value)
        case .byReference(let map, let lookedUp):
            let pairs = (value.list ?? []).map { (Self.name(of: $0[map.key], lookedUp), $0[map.value]) }
            let entries = pairs.compactMap { name, value in
                value.flatMap { CELValue($0) }.map { (name: name, value: $0) }
            }
            return .map(CELMap(entries))
        case .entry(let map, let wanted):
            let entries = value.list ?? []
            let entry = wanted.map { wanted in entries.first { $0[map.key]?.reference == wanted } } ?? entries.first
            guard let entry else { return wanted == nil ? .null : nil }
            return entry[map.value].flatMap { CELValue($0) } ?? .null
        }
    }

    private static func name(of value: Value?, _ lookedUp: [ResourceID: String]) -> String {
        if case .reference(.object(_, let id))? = value, let name = lookedUp[id] { return name }
        return value?.keyText ?? ""
    }
}

extension CELValue {
    /// A value of the model as expressions see it; nil where a part of it is not known yet.
    init?(_ value: Value) {
        switch value {
        case .null: self = .null
        case .boolean(let flag): self = .bool(flag)
        case .integer(let number): self = .int(number)
        case .number(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .reference(.resource(let address)): self = .string(address.keyText)
        case .reference(.object(_, let id)): self = .int(id.number)
        case .deferred: return nil
        case .list(let values):
            let elements = values.compactMap { CELValue($0) }
            guard elements.count == values.count else { return nil }
            self = .list(elements)
        case .map(let values):
            let entries = values.sortedByKey().compactMap { key, value in
                CELValue(value).map { (name: key, value: $0) }
            }
            guard entries.count == values.count else { return nil }
            self = .map(CELMap(entries))
        }
    }
}
