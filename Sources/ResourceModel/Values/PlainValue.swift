import JSONDocuments

extension Value {
    /// Plain data of an answer or a file, for what has no kind.
    package init(plain json: JSONValue) {
        switch json {
        case .null: self = .null
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .array(let values): self = .list(values.map(Value.init(plain:)))
        case .object(let object): self = .map(Dictionary(object.map { ($0, Value(plain: $1)) }) { first, _ in first })
        }
    }
}
