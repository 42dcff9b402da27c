import JSONDocuments
import ResourceModel

/// A part of a plan that has one form in JSON.
protocol PlanCodable {
    var json: JSONValue { get }
    init(_ reader: PlanReader) throws(PlanFormatError)
}

/// Where a plan's JSON is something else than a plan.
package struct PlanFormatError: Error, Hashable {
    /// `steps[3].title`; empty for the whole.
    package let path: String
    /// `a text`.
    package let expected: String
}

/// A part of a plan's JSON, with the place where it stands.
struct PlanReader {
    let json: JSONValue
    let path: String

    init(_ json: JSONValue, at path: String = "") {
        self.json = json
        self.path = path
    }

    func failure(_ expected: String) -> PlanFormatError { PlanFormatError(path: path, expected: expected) }

    /// A member, `null` where there is none.
    subscript(key: String) -> PlanReader {
        PlanReader(json[key] ?? .null, at: path.isEmpty ? key : "\(path).\(key)")
    }

    /// A member, `nil` where there is none.
    func optional(_ key: String) -> PlanReader? { json[key].map { _ in self[key] } }

    /// A member that is left out where it is empty.
    func list<Part: PlanCodable>(_ key: String) throws(PlanFormatError) -> [Part] {
        guard let part = optional(key) else { return [] }
        return try part.list()
    }

    func list<Part: PlanCodable>() throws(PlanFormatError) -> [Part] {
        var parts: [Part] = []
        for part in try elements() { parts.append(try Part(part)) }
        return parts
    }

    func elements() throws(PlanFormatError) -> [PlanReader] {
        guard let elements = json.array else { throw failure("a list") }
        return elements.enumerated().map { PlanReader($1, at: "\(path)[\($0)]") }
    }

    func members() throws(PlanFormatError) -> [(key: String, value: PlanReader)] {
        guard let object = json.object else { throw failure("an object") }
        return object.map { ($0.key, self[$0.key]) }
    }

    func decoded<Part: PlanCodable>() throws(PlanFormatError) -> Part { try Part(self) }

    /// A member that may be missing.
    func decoded<Part: PlanCodable>(_ key: String) throws(PlanFormatError) -> Part? {
        guard let part = optional(key) else { return nil }
        return try Part(part)
    }
}

// What has no parts.
extension PlanReader {
    func text() throws(PlanFormatError) -> String {
        guard let text = json.string else { throw failure("a text") }
        return text
    }

    func integer() throws(PlanFormatError) -> Int64 {
        guard let number = json.integer else { throw failure("a whole number") }
        return number
    }

    /// A number of things.
    func count() throws(PlanFormatError) -> Int {
        guard let number = json.integer, number >= 0, let count = Int(exactly: number) else {
            throw failure("a number from 0 on")
        }
        return count
    }

    func flag() throws(PlanFormatError) -> Bool {
        guard let flag = json.boolean else { throw failure("true or false") }
        return flag
    }

    /// A flag that is left out where it is false.
    func flag(_ key: String) throws(PlanFormatError) -> Bool {
        guard let part = optional(key) else { return false }
        return try part.flag()
    }

    /// A text that one of the values is written as.
    func word<Choice>(_ choices: some Sequence<Choice>, _ word: (Choice) -> String) throws(PlanFormatError) -> Choice {
        let text = try text()
        for choice in choices where word(choice) == text { return choice }
        throw failure("one of \(choices.map { "'\(word($0))'" }.joined(separator: ", "))")
    }
}
