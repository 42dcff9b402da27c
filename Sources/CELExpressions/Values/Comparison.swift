import NetworkText

extension CELValue: Equatable {
    /// Equality as the language defines it: numbers by value whatever their types, text by bytes, NaN like nothing.
    package static func == (left: CELValue, right: CELValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.bytes(let left), .bytes(let right)): left == right
        case (.list(let left), .list(let right)): left.elements == right.elements
        case (.map(let left), .map(let right)): left.isEqual(to: right)
        case (.optional(let left), .optional(let right)): left == right
        case (.type(let left), .type(let right)): left == right
        case (.address(let left), .address(let right)): left == right
        case (.addressRange(let left), .addressRange(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: left.numericOrder(to: right) == .same
        }
    }

    /// The order of two values, if they have one.
    func order(to other: CELValue) -> CELOrder? {
        switch (self, other) {
        case (.bool(let left), .bool(let right)): CELOrder(left ? 1 : 0, right ? 1 : 0)
        case (.string(let left), .string(let right)): left.bytewiseOrder(to: right)
        case (.bytes(let left), .bytes(let right)):
            if left == right { .same } else { left.lexicographicallyPrecedes(right) ? .before : .after }
        default: numericOrder(to: other)
        }
    }

    /// No value when one is no number.
    private func numericOrder(to other: CELValue) -> CELOrder? {
        switch (self, other) {
        case (.int(let left), .int(let right)): CELOrder(left, right)
        case (.uint(let left), .uint(let right)): CELOrder(left, right)
        case (.double(let left), .double(let right)): CELOrder(left, right)
        case (.int(let left), .uint(let right)): left < 0 ? .before : CELOrder(UInt64(left), right)
        case (.uint(let left), .int(let right)): right < 0 ? .after : CELOrder(left, UInt64(right))
        case (.int(let left), .double(let right)): CELOrder(Double(left), right)
        case (.double(let left), .int(let right)): CELOrder(left, Double(right))
        case (.uint(let left), .double(let right)): CELOrder(Double(left), right)
        case (.double(let left), .uint(let right)): CELOrder(left, Double(right))
        default: nil
        }
    }
}

/// How two values stand to each other.
enum CELOrder {
    case before
    case same
    case after
    /// One is not a number.
    case none

    init<Number: Comparable>(_ left: Number, _ right: Number) {
        self = left < right ? .before : left == right ? .same : left > right ? .after : .none
    }
}

extension String {
    /// The order of the code points, which is that of the UTF-8 bytes.
    func bytewiseOrder(to other: String) -> CELOrder {
        if hasSameBytes(as: other) {
            return .same
        }
        return utf8.lexicographicallyPrecedes(other.utf8) ? .before : .after
    }
}

extension CELMap {
    func isEqual(to other: CELMap) -> Bool {
        guard entries.count == other.entries.count else {
            return false
        }
        return entries.allSatisfy { entry in
            guard let value = other[entry.key] else {
                return false
            }
            return value == entry.value
        }
    }
}
