import NetworkText

extension CELValue {
    /// The text that `string(…)` and a template make of it; only for what has one obvious spelling.
    package var plainText: String? {
        switch self {
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .uint(let value): String(value)
        case .double(let value): value.plainText
        case .string(let value): value
        case .bytes(let value): String(validating: value, as: UTF8.self)
        case .type(let name): name
        case .address(let address): address.description
        case .addressRange(let range): range.description
        case .null, .list, .map, .optional, .object: nil
        }
    }

    /// The value as a message shows it.
    var quotedText: String {
        switch self {
        case .string(let value): value.utf8.count > 60 ? "'\(value.prefix(60))…'" : "'\(value)'"
        case .bool, .int, .uint, .double, .address, .addressRange, .type: plainText ?? typeName
        case .null: "null"
        case .bytes, .list, .map, .optional, .object: "a \(typeName)"
        }
    }
}

extension Double {
    /// The shortest text that reads back as the same number; whole numbers without a fraction.
    var plainText: String {
        if isNaN {
            return "NaN"
        }
        if isInfinite {
            return self < 0 ? "-Infinity" : "Infinity"
        }
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension String {
    init(scalars: some Sequence<Unicode.Scalar>) {
        self.init(UnicodeScalarView(scalars))
    }
}
