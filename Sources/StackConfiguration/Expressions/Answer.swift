import CELExpressions
import ResourceModel
import YAMLDocuments

/// What the file says of an attribute that an expression reads.
enum Answer: Sendable {
    case value(CELValue, isSensitive: Bool)
    case unknown(UnknownRead)
    /// What a module tells, in which something is known later.
    case pending(YAMLNode, isSensitive: Bool)
    /// Something is wrong with it that is reported at its own place.
    case failed
}

extension UnknownRead {
    var lookup: CELLookup { .unknown([words], isSensitive: isSensitive) }

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

extension Answer {
    var lookup: CELLookup {
        switch self {
        case .value(let value, let isSensitive): .value(value, isSensitive: isSensitive)
        case .unknown(let read): read.lookup
        case .pending(let node, let isSensitive): NamedValue.pending(node, isSensitive: isSensitive).lookup
        case .failed: .failure(CELFailure(.noValue, "something else is wrong with what is read here"))
        }
    }
}
