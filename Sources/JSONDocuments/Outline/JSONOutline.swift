/// Where the values of a JSON text stand, for whoever reads some of them without a tree of all.
///
/// The whole text was checked by the rules of `JSONParser`; texts and numbers are made when somebody reads them.
package final class JSONOutline: @unchecked Sendable {
    // Unchecked because of the pointers, to which nobody writes once it is made.

    /// One value, or the key of a member, which comes before its value.
    struct Mark {
        enum Kind: UInt8 {
            case null, yes, no, number, text, array, object
            /// A text with escapes, or beyond ASCII.
            case intricateText
            /// An object whose bytes are those of one before it.
            case repetition
        }

        var kind: Kind
        /// Counts the objects that are repeated; nothing below zero is one.
        var derivation: Int32 = -1
        /// Of a text, the place behind its opening quote.
        var start: UInt32
        /// Of a text, the place of its closing quote.
        var end: UInt32
        /// The mark behind the value and its parts; of a repetition, the object that it repeats.
        var next: UInt32
    }

    /// Copies that stay where they are, so that parts read them without counting references.
    let bytes: UnsafeBufferPointer<UInt8>
    let marks: UnsafeBufferPointer<Mark>
    /// What was made of the objects that are repeated.
    let derivations: [Derivation]

    /// `nil` for what is no JSON, and for a few things that only `JSONParser` reads: objects with more members than the
    /// API's have, keys with escapes, texts of gigabytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count < Int32.max, let outliner = bytes.withUnsafeBufferPointer(JSONOutliner.outline) else {
            return nil
        }
        self.bytes = Self.copy(bytes)
        marks = Self.copy(outliner.marks)
        derivations = (0..<outliner.repeatedObjects).map { _ in Derivation() }
    }

    private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
        let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = copy.initialize(from: elements)
        return UnsafeBufferPointer(copy)
    }

    deinit {
        bytes.deallocate()
        marks.deallocate()
    }

    /// Reads the value that takes up the whole text; its parts are there for no longer.
    package func withRoot<Result>(_ read: (JSONPart) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try read(root) }
    }

    /// The value that takes up the whole text, for whoever keeps the outline.
    package var root: JSONPart { JSONPart(self, 0) }
}

/// Walks once through a text and marks what it finds.
struct JSONOutliner {
    /// More members than the filter of their keys can tell apart are left to the parser.
    private static let memberLimit = 48

    private var scanner: JSONScanner
    private var depth = 0
    private var repeated = RepeatedObjects<Int>()
    private(set) var marks: [JSONOutline.Mark] = []
    private(set) var repeatedObjects: Int32 = 0

    /// Only the parser can read the text, or tell what is wrong with it.
    private struct NotOutlined: Error {}

    static func outline(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONOutliner? {
        var outliner = JSONOutliner(scanner: JSONScanner(bytes))
        outliner.marks.reserveCapacity(bytes.count / 16 + 8)
        do {
            try outliner.value()
            outliner.scanner.skipWhitespace()
            return outliner.scanner.isAtEnd ? outliner : nil
        } catch {
            return nil
        }
    }

    private init(scanner: JSONScanner) {
        self.scanner = scanner
    }

    private mutating func value() throws {
        scanner.skipWhitespace()
        switch try scanner.peek() {
        case UInt8(ascii: "\""): try text()
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try array()
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    private mutating func word(_ word: StaticString, _ kind: JSONOutline.Mark.Kind) throws {
        let start = scanner.position
        try scanner.expect(word)
        mark(kind, from: start, to: scanner.position)
    }

    private mutating func number() throws {
        let start = scanner.position
        let first = scanner.bytes[start]
        guard first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            throw NotOutlined()
        }
        _ = try scanner.number()
        mark(.number, from: start, to: scanner.position)
    }

    private mutating func text() throws {
        scanner.advance()
        let start = scanner.position
        let isASCII = scanner.skipPlainCharacters()
        guard !isASCII || scanner.isAtEnd || scanner.bytes[scanner.position] != UInt8(ascii: "\"") else {
            mark(.text, from: start, to: scanner.position)
            scanner.advance()
            return
        }
        scanner.position = start
        _ = try scanner.string()
        mark(.intricateText, from: start, to: scanner.position - 1)
    }

    private mutating func array() throws {
        let index = try begin(.array)
        if try !closes(with: UInt8(ascii: "]")) {
            repeat { try value() } while try continues(until: UInt8(ascii: "]"))
        }
        end(index)
    }

    private mutating func object() throws {
        let start = scanner.position
        guard let place = repeated.place(of: start, in: scanner.bytes) else {
            try newObject()
            return
        }
        if let known = repeated.object(at: start, place: place, depth: depth, in: scanner.bytes) {
            scanner.position = known.end
            mark(.repetition, from: start, to: known.end)
            marks[marks.count - 1].next = UInt32(known.object)
            if marks[known.object].derivation < 0 {
                marks[known.object].derivation = repeatedObjects
                repeatedObjects += 1
            }
            return
        }
        let index = marks.count
        try newObject()
        repeated.remember(index, text: start..<scanner.position, place: place, depth: depth)
    }

    private mutating func newObject() throws {
        let index = try begin(.object)
        var filter: UInt64 = 0
        var count = 0
        if try !closes(with: UInt8(ascii: "}")) {
            repeat {
                let bit: UInt64 = 1 << (try key() >> 3 & 63)
                count += 1
                guard count <= Self.memberLimit, filter & bit == 0 || isNewKey(in: index) else { throw NotOutlined() }
                filter |= bit
                try value()
            } while try continues(until: UInt8(ascii: "}"))
        }
        end(index)
    }

    /// Marks a key and goes behind its colon; the hash of the key.
    private mutating func key() throws -> UInt64 {
        scanner.skipWhitespace()
        try scanner.consume(UInt8(ascii: "\""))
        let start = scanner.position
        let hash: UInt64
        if let plain = scanner.skipPlainKey() {
            hash = plain
            scanner.advance()
        } else {
            scanner.position = start
            let text = try scanner.string()
            // What stands there as it is is as long as what it means.
            guard text.utf8.count == scanner.position - 1 - start else { throw NotOutlined() }
            hash = KeyHash(of: text).value
        }
        mark(.text, from: start, to: scanner.position - 1)
        scanner.skipWhitespace()
        try scanner.consume(UInt8(ascii: ":"))
        return hash
    }

    /// Whether the key that was marked last is no other member's of its object.
    private func isNewKey(in object: Int) -> Bool {
        let last = marks.count - 1
        let key = marks[last]
        var index = object + 1
        while index < last {
            let other = marks[index]
            if other.end - other.start == key.end - key.start,
                scanner.bytes[Int(other.start)..<Int(other.end)].elementsEqual(
                    scanner.bytes[Int(key.start)..<Int(key.end)]
                )
            {
                return false
            }
            index += 1
            index = marks[index].kind == .repetition ? index + 1 : Int(marks[index].next)
        }
        return true
    }
}

// What stands between values, and how what was found is noted.
extension JSONOutliner {
    private mutating func mark(_ kind: JSONOutline.Mark.Kind, from start: Int, to end: Int) {
        marks.append(
            JSONOutline.Mark(kind: kind, start: UInt32(start), end: UInt32(end), next: UInt32(marks.count + 1))
        )
    }

    private mutating func begin(_ kind: JSONOutline.Mark.Kind) throws -> Int {
        depth += 1
        guard depth <= JSONParser.depthLimit else { throw NotOutlined() }
        mark(kind, from: scanner.position, to: scanner.position)
        scanner.advance()
        return marks.count - 1
    }

    private mutating func end(_ index: Int) {
        depth -= 1
        marks[index].end = UInt32(scanner.position)
        marks[index].next = UInt32(marks.count)
    }

    private mutating func closes(with bracket: UInt8) throws -> Bool {
        scanner.skipWhitespace()
        guard try scanner.peek() == bracket else { return false }
        scanner.advance()
        return true
    }

    private mutating func continues(until bracket: UInt8) throws -> Bool {
        scanner.skipWhitespace()
        let next = try scanner.peek()
        scanner.advance()
        guard next != bracket else { return false }
        guard next == UInt8(ascii: ",") else { throw NotOutlined() }
        return true
    }
}
