extension CELActivation {
    /// A value with every object of the host's replaced by the map of its attributes.
    func expanding(_ value: CELValue) -> HostAnswer {
        switch value {
        case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange:
            return .value(value)
        case .object(let object):
            let attributes = attributeNames(object).map { ($0, attribute(object, $0) ?? .value(.null)) }
            return joined(attributes) { .map(CELMap($0)) }
        case .optional(let inner):
            guard let inner else { return .value(value) }
            return expanding(inner).mapValue { .optional($0) }
        case .list(let list):
            guard list.elements.contains(where: \.hasObjects) else { return .value(value) }
            let pairs = list.elements.map { (name: "", lookup: HostAnswer.value($0)) }
            return joined(pairs) { .list($0.map(\.value)) }
        case .map(let map):
            guard map.entries.contains(where: { $0.value.hasObjects }) else { return .value(value) }
            let pairs = map.entries.map { (name: $0.key.plainText ?? "", lookup: HostAnswer.value($0.value)) }
            return joined(pairs) { .map(CELMap($0)) }
        }
    }

    /// Puts expanded parts together; unknown while one of them is.
    private func joined(
        _ parts: [(name: String, lookup: HostAnswer)],
        _ whole: ([(name: String, value: CELValue)]) -> CELValue
    ) -> HostAnswer {
        var values: [(name: String, value: CELValue)] = []
        var unknown: [String] = []
        var isSensitive = false
        for part in parts {
            let expanded: HostAnswer
            if case .value(let value, let sensitive) = part.lookup {
                isSensitive = isSensitive || sensitive
                expanded = expanding(value)
            } else {
                expanded = part.lookup
            }
            switch expanded {
            case .value(let value, let sensitive):
                values.append((part.name, value))
                isSensitive = isSensitive || sensitive
            case .unknown(let names, let sensitive):
                unknown += names
                isSensitive = isSensitive || sensitive
            case .failure(let failure, let sensitive):
                return .failure(failure, isSensitive: isSensitive || sensitive)
            case .failed:
                return .failed
            }
        }
        guard unknown.isEmpty else { return .unknown(Set(unknown).sorted(), isSensitive: isSensitive) }
        return .value(whole(values), isSensitive: isSensitive)
    }
}

extension HostAnswer {
    /// The same with another value, where there is one.
    package func mapValue(_ transform: (CELValue) -> CELValue) -> HostAnswer {
        guard case .value(let value, let isSensitive) = self else { return self }
        return .value(transform(value), isSensitive: isSensitive)
    }
}

extension CELValue {
    /// Whether it is or has an object of the host's.
    var hasObjects: Bool {
        switch self {
        case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange: false
        case .object: true
        case .optional(let inner): inner?.hasObjects ?? false
        case .list(let list): list.elements.contains(where: \.hasObjects)
        case .map(let map): map.entries.contains { $0.value.hasObjects }
        }
    }
}

extension CELResult {
    /// The result with every object of the host's replaced by the map of its attributes, so that it can be kept.
    package func expandingObjects(in activation: CELActivation) -> CELResult {
        guard case .value(let value) = outcome, value.hasObjects else { return self }
        switch activation.expanding(value) {
        case .value(let whole, let sensitive):
            return with(.value(whole), sensitive)
        case .unknown(let names, let sensitive):
            return with(.unknown(names), sensitive)
        case .failure(let failure, let sensitive):
            return with(.problem(CELProblem(failure, at: 0..<0)), sensitive)
        case .failed:
            return CELResult(outcome: outcome, isSensitive: isSensitive, readsFailed: true)
        }
    }

    private func with(_ outcome: Outcome, _ sensitive: Bool) -> CELResult {
        CELResult(outcome: outcome, isSensitive: isSensitive || sensitive, readsFailed: readsFailed)
    }
}
