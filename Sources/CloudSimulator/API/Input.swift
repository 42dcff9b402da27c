import JSONDocuments

/// The fields of a request body, read with a note of everything that is wrong with them.
///
/// A required field that is missing gives a stand-in value; `finish()` then throws before anybody uses it.
struct Input {
    private let json: JSONObject
    private let prefix: String
    private(set) var problems: [FieldProblem] = []

    /// An empty body counts as an object without fields.
    init(_ body: [UInt8]) throws(APIFailure) {
        guard !body.isEmpty else {
            json = [:]
            prefix = ""
            return
        }
        guard let value = try? JSONParser.parse(body, repeatedKeys: .lastCounts) else { throw APIFailure.jsonError }
        guard let object = value.object else { throw APIFailure.invalidInput("the request body is not an object") }
        json = object
        prefix = ""
    }

    private init(json: JSONObject, prefix: String) {
        self.json = json
        self.prefix = prefix
    }

    /// Throws everything that was wrong so far.
    func finish() throws(APIFailure) {
        guard problems.isEmpty else { throw APIFailure.invalidInput(problems) }
    }

    mutating func reject(_ name: String, _ message: String) {
        problems.append(FieldProblem(field: prefix + name, message: message))
    }

    /// The field's value; null counts as absent.
    func value(_ name: String) -> JSONValue? {
        guard let value = json[name], !value.isNull else { return nil }
        return value
    }

    func has(_ name: String) -> Bool {
        json[name] != nil
    }

    private mutating func missing(_ name: String) {
        reject(name, "Missing data for required field.")
    }

    mutating func optionalString(_ name: String, _ rule: TextRule = .any) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else {
            reject(name, "Not a valid string.")
            return nil
        }
        guard rule.accepts(text) else {
            reject(name, rule.problem)
            return nil
        }
        return text
    }

    mutating func string(_ name: String, _ rule: TextRule = .any) -> String {
        if value(name) == nil { missing(name) }
        return optionalString(name, rule) ?? ""
    }

    mutating func optionalInteger(_ name: String, in range: ClosedRange<Int> = 0...9_007_199_254_740_991) -> Int? {
        guard let value = value(name) else { return nil }
        guard let number = Input.integer(value) else {
            reject(name, "Not a valid integer.")
            return nil
        }
        guard range.contains(number) else {
            reject(name, "must be between \(range.lowerBound) and \(range.upperBound)")
            return nil
        }
        return number
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int> = 0...9_007_199_254_740_991) -> Int {
        if value(name) == nil { missing(name) }
        return optionalInteger(name, in: range) ?? range.lowerBound
    }

    mutating func optionalBoolean(_ name: String) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let flag = value.boolean else {
            reject(name, "Not a valid boolean.")
            return nil
        }
        return flag
    }

    mutating func boolean(_ name: String) -> Bool {
        if value(name) == nil { missing(name) }
        return optionalBoolean(name) ?? false
    }

    mutating func optionalReference(_ name: String) -> Reference? {
        guard let value = value(name) else { return nil }
        guard let reference = Input.reference(value) else {
            reject(name, "must be an ID or a name")
            return nil
        }
        return reference
    }

    mutating func reference(_ name: String) -> Reference {
        if value(name) == nil { missing(name) }
        return optionalReference(name) ?? .id(0)
    }

    mutating func references(_ name: String) -> [Reference] {
        elements(name).compactMap { index, value in
            guard let reference = Input.reference(value) else {
                reject("\(name).\(index)", "must be an ID or a name")
                return nil
            }
            return reference
        }
    }

    mutating func integers(_ name: String) -> [Int] {
        elements(name).compactMap { index, value in
            guard let number = Input.integer(value), number >= 0 else {
                reject("\(name).\(index)", "Not a valid integer.")
                return nil
            }
            return number
        }
    }

    mutating func strings(_ name: String) -> [String] {
        elements(name).compactMap { index, value in
            guard let text = value.string else {
                reject("\(name).\(index)", "Not a valid string.")
                return nil
            }
            return text
        }
    }

    /// Reads each object of a list; problems carry the position: `rules.0.port`.
    mutating func objects<Value>(
        _ name: String,
        required: Bool = false,
        _ read: (inout Input) -> Value?
    ) -> [Value] {
        if required, value(name) == nil { missing(name) }
        var values: [Value] = []
        for (index, element) in elements(name) {
            guard let object = element.object else {
                reject("\(name).\(index)", "Not a valid object.")
                continue
            }
            var inner = Input(json: object, prefix: "\(prefix)\(name).\(index).")
            if let value = read(&inner) { values.append(value) }
            problems += inner.problems
        }
        return values
    }

    mutating func object<Value>(_ name: String, _ read: (inout Input) -> Value?) -> Value? {
        guard let value = value(name) else { return nil }
        guard let object = value.object else {
            reject(name, "Not a valid object.")
            return nil
        }
        var inner = Input(json: object, prefix: "\(prefix)\(name).")
        let result = read(&inner)
        problems += inner.problems
        return result
    }

    /// The whole new map of labels, or nil when the request leaves them alone.
    mutating func labels() -> [String: String]? {
        guard let value = value("labels") else { return nil }
        // PHP clients send an empty map as an empty list.
        if value.array?.isEmpty == true { return [:] }
        guard let members = value.object else {
            reject("labels", "Not a valid object.")
            return nil
        }
        var labels: [String: String] = [:]
        for member in members {
            guard let text = member.value.string else {
                reject("labels", "the value of '\(member.key)' is not a string")
                return nil
            }
            labels[member.key] = text
        }
        if let problem = Labels.problem(in: labels) { reject("labels", problem) }
        return labels
    }

    private mutating func elements(_ name: String) -> [(Int, JSONValue)] {
        guard let value = value(name) else { return [] }
        guard let elements = value.array else {
            reject(name, "Not a valid list.")
            return []
        }
        return Array(elements.enumerated().map { ($0.offset, $0.element) })
    }

    private static func integer(_ value: JSONValue) -> Int? {
        switch value {
        case .integer(let number): Int(number)
        case .number(let number) where number == number.rounded() && abs(number) <= 9_007_199_254_740_991: Int(number)
        default: nil
        }
    }

    private static func reference(_ value: JSONValue) -> Reference? {
        if let number = integer(value), number >= 0 { return .id(number) }
        guard let text = value.string, !text.isEmpty else { return nil }
        return Reference(text)
    }
}
