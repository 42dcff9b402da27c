extension JSONValue {
    /// What a value encodes itself as; members are in the order in which they were encoded.
    ///
    /// A number that is whole becomes an integer, however its type is called. Throws where a number is not finite.
    package init(encoding value: some Encodable) throws {
        let part = EncodedPart()
        try part.encode(value)
        self = part.value
    }
}

/// A place that is being filled: containers share it, because `Encodable` hands them out and goes on using them.
private final class EncodedPart {
    private enum Shape {
        case scalar(JSONValue)
        case array
        case object
    }

    /// What encodes nothing at all is an object without members.
    private var shape = Shape.object
    private var keys: [String] = []
    private var parts: [EncodedPart] = []

    var value: JSONValue {
        switch shape {
        case .scalar(let value): value
        case .array: .array(parts.map(\.value))
        case .object: .object(JSONObject(zip(keys, parts.map(\.value))))
        }
    }

    var count: Int { parts.count }

    func becomeArray() { shape = .array }

    func becomeObject() { shape = .object }

    func set(_ value: JSONValue) { shape = .scalar(value) }

    func addElement() -> EncodedPart {
        let part = EncodedPart()
        parts.append(part)
        return part
    }

    func member(_ key: String) -> EncodedPart {
        keys.append(key)
        return addElement()
    }

    func encode(_ value: some Encodable) throws {
        if let json = value as? JSONValue {
            set(json)
        } else {
            try value.encode(to: PartEncoder(part: self))
        }
    }

    func set(number: some BinaryInteger) {
        set(Int64(exactly: number).map(JSONValue.integer) ?? .number(Double(number)))
    }

    func set(number: Double) throws {
        guard number.isFinite else {
            throw EncodingError.invalidValue(number, .init(codingPath: [], debugDescription: "JSON has no \(number)"))
        }
        let text = number.description
        let whole = text.hasSuffix(".0") ? Int64(text.dropLast(2)) : nil
        set(whole.map(JSONValue.integer) ?? .number(number))
    }
}

/// Nothing that is encoded here can fail at a place worth telling, so no coding path is kept.
private struct PartEncoder: Encoder {
    let part: EncodedPart
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        part.becomeObject()
        return KeyedEncodingContainer(ObjectContainer(part: part))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        part.becomeArray()
        return ArrayContainer(part: part)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { ScalarContainer(part: part) }
}

private struct ScalarContainer: SingleValueEncodingContainer {
    let part: EncodedPart
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { part.set(.null) }
    func encode(_ value: Bool) { part.set(.boolean(value)) }
    func encode(_ value: String) { part.set(.string(value)) }
    func encode(_ value: Double) throws { try part.set(number: value) }
    func encode(_ value: Float) throws { try part.set(number: Double(value)) }
    func encode(_ value: Int) { part.set(number: value) }
    func encode(_ value: Int8) { part.set(number: value) }
    func encode(_ value: Int16) { part.set(number: value) }
    func encode(_ value: Int32) { part.set(number: value) }
    func encode(_ value: Int64) { part.set(number: value) }
    func encode(_ value: UInt) { part.set(number: value) }
    func encode(_ value: UInt8) { part.set(number: value) }
    func encode(_ value: UInt16) { part.set(number: value) }
    func encode(_ value: UInt32) { part.set(number: value) }
    func encode(_ value: UInt64) { part.set(number: value) }
    func encode(_ value: some Encodable) throws { try part.encode(value) }
}

private struct ArrayContainer: UnkeyedEncodingContainer {
    let part: EncodedPart
    var codingPath: [any CodingKey] { [] }
    var count: Int { part.count }

    func encodeNil() { part.addElement().set(.null) }
    func encode(_ value: some Encodable) throws { try part.addElement().encode(value) }

    func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        PartEncoder(part: part.addElement()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        PartEncoder(part: part.addElement()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { PartEncoder(part: part.addElement()) }
}

private struct ObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let part: EncodedPart
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { part.member(key.stringValue).set(.null) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try part.member(key.stringValue).encode(value) }

    func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> {
        PartEncoder(part: part.member(key.stringValue)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        PartEncoder(part: part.member(key.stringValue)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { PartEncoder(part: part.member("super")) }
    func superEncoder(forKey key: Key) -> any Encoder { PartEncoder(part: part.member(key.stringValue)) }
}
