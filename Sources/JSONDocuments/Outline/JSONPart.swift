/// A value in a text, which is made when it is asked for; whoever has it keeps the outline for as long.
package struct JSONPart: @unchecked Sendable {
    // Unchecked because of the pointers, which are the outline's.

    // Counting references would be a good part of the time that reading takes.
    private let owner: Unmanaged<JSONOutline>
    private let bytes: UnsafeBufferPointer<UInt8>
    private let marks: UnsafeBufferPointer<JSONOutline.Mark>
    /// Of the value itself, also where it stands for a repetition.
    private let index: Int

    init(_ outline: JSONOutline, _ index: Int) {
        owner = .passUnretained(outline)
        bytes = outline.bytes
        marks = outline.marks
        self.index = marks[index].kind == .repetition ? Int(marks[index].next) : index
    }

    private init(_ whole: JSONPart, _ index: Int) {
        owner = whole.owner
        bytes = whole.bytes
        marks = whole.marks
        self.index = marks[index].kind == .repetition ? Int(marks[index].next) : index
    }

    /// What it is a part of.
    package var outline: JSONOutline { owner.takeUnretainedValue() }

    private var mark: JSONOutline.Mark { marks[index] }

    package var isNull: Bool { mark.kind == .null }
    package var isObject: Bool { mark.kind == .object }
    package var isArray: Bool { mark.kind == .array }

    /// The truth value; `nil` for every other kind of value.
    package var boolean: Bool? {
        switch mark.kind {
        case .yes: true
        case .no: false
        case .null, .number, .text, .intricateText, .array, .object, .repetition: nil
        }
    }

    /// The text; `nil` for every other kind of value.
    package var string: String? {
        let mark = mark
        switch mark.kind {
        case .text:
            return String(decoding: text(of: mark), as: UTF8.self)
        case .intricateText:
            return scan { scanner throws(JSONParseError) in try scanner.string() }
        case .null, .yes, .no, .number, .array, .object, .repetition:
            return nil
        }
    }

    /// The whole number, if it is spelled by a few digits alone; `nil` for every other kind of value.
    package var shortInteger: Int64? {
        let mark = mark
        guard mark.kind == .number, mark.end - mark.start <= 18 else { return nil }
        var value: Int64 = 0
        for byte in text(of: mark) {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    /// The number as `integer` or `number`; `nil` for every other kind of value.
    package var number: JSONValue? {
        guard mark.kind == .number else { return nil }
        return scan { scanner throws(JSONParseError) in try scanner.number() }
    }

    /// The value as a tree.
    package var value: JSONValue {
        let mark = mark
        switch mark.kind {
        case .null: return .null
        case .yes: return .boolean(true)
        case .no: return .boolean(false)
        case .text, .intricateText: return string.map(JSONValue.string) ?? .null
        case .number: return number ?? .null
        case .array, .object, .repetition:
            do throws(JSONParseError) {
                return try JSONParser.parse(text(of: mark))
            } catch {
                preconditionFailure("what was outlined is no JSON: \(error)")
            }
        }
    }

    /// What was made of an object that the text has more than once; `nil` for all others.
    package var derivation: Derivation? {
        let number = mark.derivation
        return number < 0 ? nil : outline.derivations[Int(number)]
    }

    /// Reads again what has been read without a complaint.
    private func scan<Value>(_ read: (inout JSONScanner) throws(JSONParseError) -> Value) -> Value {
        var scanner = JSONScanner(bytes)
        scanner.position = Int(mark.start)
        do throws(JSONParseError) {
            return try read(&scanner)
        } catch {
            preconditionFailure("what was outlined is no JSON: \(error)")
        }
    }

    @inline(__always)
    private func text(of mark: JSONOutline.Mark) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[Int(mark.start)..<Int(mark.end)])
    }
}

// Parts of parts.
extension JSONPart {
    /// The value of a member, if this is an object that has it.
    package func member(_ key: String) -> JSONPart? {
        guard isObject else { return nil }
        var key = key
        let found = key.withUTF8 { place(of: $0) }
        return found < 0 ? nil : JSONPart(self, found)
    }

    /// The mark of the member's value, or -1.
    private func place(of key: UnsafeBufferPointer<UInt8>) -> Int {
        let end = Int(marks[index].next)
        let count = UInt32(key.count)
        var place = index + 1
        while place < end {
            let start = marks[place].start
            if marks[place].end &- start == count, isSame(key, Int(start)) { return place + 1 }
            place += 1
            place = marks[place].kind == .repetition ? place + 1 : Int(marks[place].next)
        }
        return -1
    }

    @inline(__always)
    private func isSame(_ key: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        for offset in 0..<key.count where key[offset] != bytes[start + offset] { return false }
        return true
    }

    /// The elements of an array; `nil` for every other kind of value.
    package var elements: [JSONPart]? {
        guard isArray else { return nil }
        let end = Int(mark.next)
        var elements: [JSONPart] = []
        var place = index + 1
        while place < end {
            elements.append(JSONPart(self, place))
            place = following(place)
        }
        return elements
    }

    /// The members of an object in their order; `nil` for every other kind of value.
    package var members: [(key: String, value: JSONPart)]? {
        guard isObject else { return nil }
        let end = Int(mark.next)
        var members: [(key: String, value: JSONPart)] = []
        var place = index + 1
        while place < end {
            let key = String(decoding: text(of: marks[place]), as: UTF8.self)
            members.append((key, JSONPart(self, place + 1)))
            place = following(place + 1)
        }
        return members
    }

    private func following(_ place: Int) -> Int {
        let mark = marks[place]
        return mark.kind == .repetition ? place + 1 : Int(mark.next)
    }
}
