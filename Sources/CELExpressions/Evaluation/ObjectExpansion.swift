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
            var expanded = part.lookup
            if case .outline(let outline, let sensitive) = expanded {
                let whole = outline.whole
                expanded = HostAnswer(whole.part, isSensitive: sensitive || whole.isSensitive)
            }
            if case .value(let value, let sensitive) = expanded {
                isSensitive = isSensitive || sensitive
                expanded = expanding(value)
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
            case .outline:
                preconditionFailure("what is expanded is whole")
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
        var expanded = self
        expanded.parts = parts.map { $0.expandingObjects(in: activation) }
        guard case .value(let value) = outcome, value.hasObjects else { return expanded }
        switch activation.expanding(value) {
        case .value(let whole, let sensitive):
            expanded.take(.value(whole), sensitive)
        case .unknown(let names, let sensitive):
            expanded.take(.unknown(names), sensitive)
        case .failure(let failure, let sensitive):
            expanded.take(.problem(CELProblem(failure, at: 0..<0)), sensitive)
        case .failed:
            expanded.readsFailed = true
        case .outline:
            preconditionFailure("what is expanded is whole")
        }
        return expanded
    }

    private mutating func take(_ outcome: Outcome, _ sensitive: Bool) {
        self.outcome = outcome
        isSensitive = isSensitive || sensitive
    }
}

extension CELOutline.Element {
    /// The same with every object of the host's replaced by the map of its attributes, where that is known.
    fileprivate func expandingObjects(in activation: CELActivation) -> CELOutline.Element {
        switch outline {
        case .unknown:
            return self
        case .list(let elements):
            return Self(.list(elements.map { $0.expandingObjects(in: activation) }), isSensitive: isSensitive)
        case .map(let entries):
            let expanded = entries.map { CELOutline.Entry(key: $0.key, $0.element.expandingObjects(in: activation)) }
            return Self(.map(expanded), isSensitive: isSensitive)
        case .value(let value):
            guard value.hasObjects else { return self }
            switch activation.expanding(value) {
            case .value(let whole, let sensitive): return Self(.value(whole), isSensitive: isSensitive || sensitive)
            case .unknown(let names, let sensitive):
                return Self(.unknown(Set(names)), isSensitive: isSensitive || sensitive)
            case .failure, .failed, .outline: return self
            }
        }
    }
}

extension HostAnswer {
    fileprivate init(_ part: Evaluator.Part, isSensitive: Bool) {
        switch part {
        case .value(let value): self = .value(value, isSensitive: isSensitive)
        case .unknown(let names): self = .unknown(names.sorted(), isSensitive: isSensitive)
        }
    }
}
