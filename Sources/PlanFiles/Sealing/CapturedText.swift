import ResourceModel

// All that an expression was told when the file was read, as one text: the same text for the same, and for nothing
// else. It is only ever hashed.

extension DeferredValue {
    /// Everything that decides what the value becomes.
    var contents: CapturedText {
        switch formula {
        case .output(let reference), .text(let reference): CapturedText(reference.description)
        case .sealed(let seal): CapturedText(seal.digest)
        case .merged(let entries):
            CapturedText(parts: [entries.wish.contents, CapturedText("\(entries.listed) \(entries.entry)")])
        case .expression(let expression): expression.contents
        }
    }
}

/// A text in which parts cannot be mistaken for each other, and whether anything in it is secret.
struct CapturedText {
    private(set) var text: String
    private(set) var isSensitive: Bool

    init(_ text: String, isSensitive: Bool = false) {
        self.text = "\(text.utf8.count):\(text)"
        self.isSensitive = isSensitive
    }

    init(parts: [CapturedText], isSensitive: Bool = false) {
        text = "\(parts.count)[" + parts.map(\.text).joined() + "]"
        self.isSensitive = isSensitive || parts.contains(where: \.isSensitive)
    }
}

extension Value {
    var contents: CapturedText {
        switch self {
        case .list(let values): CapturedText(parts: values.map(\.contents))
        case .map(let entries):
            CapturedText(parts: entries.sortedByKey().flatMap { [CapturedText($0.key), $0.value.contents] })
        case .deferred(let deferred): CapturedText(parts: [deferred.contents], isSensitive: deferred.isSensitive)
        case .null, .boolean, .integer, .number, .string, .reference: CapturedText(keyText)
        }
    }
}

extension DeferredExpression {
    /// Files and the environment count as secret: nobody says what is in them.
    fileprivate var contents: CapturedText {
        let kind = becomes.map { "\($0)" } ?? ""
        return CapturedText(parts: [
            CapturedText(part.isEmpty ? text : "\(text) \(part)"), CapturedText(kind), CapturedText(folder),
            CapturedText(parts: names.inOrder.flatMap { [CapturedText($0.key), $0.value.contents] }),
            CapturedText(parts: objects.inOrder.flatMap { [CapturedText($0.key), $0.value.contents] }),
            CapturedText(
                parts: files.inOrder.flatMap { [CapturedText($0.key), CapturedText(bytes: $0.value)] },
                isSensitive: !files.isEmpty
            ),
            CapturedText(
                parts: environment.inOrder.flatMap { [CapturedText($0.key), CapturedText($0.value ?? "\u{0}")] },
                isSensitive: !environment.isEmpty
            ),
        ])
    }
}

extension DeferredExpression.CapturedObject {
    fileprivate var contents: CapturedText {
        CapturedText(parts: [
            CapturedText(parts: attributes.inOrder.flatMap { [CapturedText($0.key), $0.value.contents] }),
            CapturedText(parts: names.map { CapturedText($0) }),
        ])
    }
}

extension CapturedValue {
    fileprivate var contents: CapturedText { CapturedText(parts: [content.contents], isSensitive: isSensitive) }
}

extension CapturedValue.Content {
    fileprivate var contents: CapturedText {
        switch self {
        case .null: CapturedText("null")
        case .boolean(let flag): CapturedText("boolean \(flag)")
        case .integer(let number): CapturedText("integer \(number)")
        case .unsigned(let number): CapturedText("unsigned \(number)")
        case .number(let number): CapturedText("number \(number)")
        case .text(let text): CapturedText("text \(text)")
        case .bytes(let bytes): CapturedText(bytes: bytes)
        case .list(let parts): CapturedText(parts: parts.map(\.contents))
        case .map(let entries): CapturedText(parts: entries.flatMap { [$0.key.contents, $0.value.contents] })
        case .optional(let inner): CapturedText(parts: [inner?.contents].compactMap(\.self))
        case .type(let name): CapturedText("type \(name)")
        case .address(let text): CapturedText("address \(text)")
        case .addressRange(let text): CapturedText("range \(text)")
        case .object(let path): CapturedText("object \(path)")
        case .read(let read): read.contents
        case .sensitive(let content): CapturedText(parts: [content.contents], isSensitive: true)
        case .deferred(let deferred): CapturedText(parts: [deferred.contents], isSensitive: deferred.isSensitive)
        }
    }
}

extension UnknownRead {
    fileprivate var contents: CapturedText {
        let shape =
            switch shape {
            case .plain: "plain"
            case .byReference(let map, let lookedUp):
                "by \(map) \(lookedUp.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })"
            case .entry(let map, let target): "entry \(map) \(target.map { "\($0)" } ?? "first")"
            }
        let texts = reads.map(\.description) + [shape]
        return CapturedText(parts: texts.map { CapturedText($0) }, isSensitive: isSensitive)
    }
}

extension CapturedText {
    fileprivate init(bytes: [UInt8]) {
        self.init("bytes " + bytes.map { String($0, radix: 16) }.joined(separator: " "))
    }
}

extension Dictionary where Key == String {
    fileprivate var inOrder: [(key: String, value: Value)] {
        sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}
