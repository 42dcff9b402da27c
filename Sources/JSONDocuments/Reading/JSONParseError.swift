/// Says what is wrong with a JSON text, and where.
public struct JSONParseError: Error, Hashable, Sendable {
    /// What is wrong with the text.
    public enum Reason: Hashable, Sendable {
        /// The text ends within a value.
        case unexpectedEnd
        /// Something else has to come here.
        case unexpectedByte(UInt8)
        /// There is more after the value.
        case trailingContent
        /// A number is spelled as JSON does not allow, such as `01`.
        case invalidNumber
        /// A number is too large even for a `Double`.
        case numberOutOfRange
        /// What follows a backslash means nothing.
        case invalidEscape
        /// A control character has to be written as an escape.
        case controlCharacterInString
        /// The bytes of a text are no characters.
        case invalidUTF8
        /// An object has the member twice.
        case duplicateKey(String)
        /// Arrays and objects are nested beyond the limit, which keeps the stack from running out.
        case tooDeep(limit: Int)
    }

    /// The rule that the text breaks.
    public let reason: Reason
    /// Bytes before the place, from 0.
    public let offset: Int
    /// Lines from 1, as an editor counts them.
    public let line: Int
    /// Bytes within the line, from 1.
    public let column: Int

    /// Counts lines only now that there is something to report.
    init(_ reason: Reason, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let before = bytes[..<min(offset, bytes.count)]
        self.reason = reason
        self.offset = offset
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
    }
}

extension JSONParseError: CustomStringConvertible {
    public var description: String { "line \(line), column \(column): \(reason)" }
}

extension JSONParseError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte): "unexpected \(quoted(byte))"
        case .trailingContent: "something follows the value"
        case .invalidNumber: "this is no number"
        case .numberOutOfRange: "the number is too large"
        case .invalidEscape: "unknown escape sequence"
        case .controlCharacterInString: "control characters must be escaped"
        case .invalidUTF8: "this is not UTF-8"
        case .duplicateKey(let key): "the key '\(key)' occurs twice"
        case .tooDeep(let limit): "nested more than \(limit) levels deep"
        }
    }

    private func quoted(_ byte: UInt8) -> String {
        let isVisible = (0x21...0x7e).contains(byte)
        return isVisible ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(String(byte, radix: 16))"
    }
}
