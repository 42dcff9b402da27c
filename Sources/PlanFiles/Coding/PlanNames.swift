import JSONDocuments
import Reconciliation
import ResourceModel

// The names that parts of a plan have: texts, numbers, and what they say.

extension String: PlanCodable {
    var json: JSONValue { .string(self) }
    init(_ reader: PlanReader) throws(PlanFormatError) { self = try reader.text() }
}

extension ResourceAddress: PlanCodable {
    var json: JSONValue { .string(description) }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        guard let address = ResourceAddress(try reader.text()) else { throw reader.failure("an address") }
        self = address
    }
}

extension ResourceID: PlanCodable {
    init(_ reader: PlanReader) throws(PlanFormatError) {
        guard let text = reader.json.string else {
            self.init(try reader.integer())
            return
        }
        guard let id = ResourceID(below: text) else { throw reader.failure("an ID") }
        self = id
    }
}

extension AttributeName: PlanCodable {
    var json: JSONValue { .string(text) }
    init(_ reader: PlanReader) throws(PlanFormatError) { self.init(try reader.text()) }
}

extension ResourceType.Name: PlanCodable {
    var json: JSONValue { .string(text) }
    init(_ reader: PlanReader) throws(PlanFormatError) { self.init(try reader.text()) }
}

extension Impact: PlanCodable {
    var json: JSONValue { .string(rawValue) }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self = try reader.word(Impact.allCases, \.rawValue)
    }
}

/// Steps are counted from one, as people see them.
extension Step.ID: PlanCodable {
    var json: JSONValue { .integer(Int64(index + 1)) }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        let number = try reader.count()
        guard number > 0 else { throw reader.failure("the number of a step") }
        self.init(number - 1)
    }
}

extension Barrier.ID: PlanCodable {
    var json: JSONValue { .integer(Int64(index + 1)) }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        let number = try reader.count()
        guard number > 0 else { throw reader.failure("the number of a barrier") }
        self.init(number - 1)
    }
}

extension Reference: PlanCodable {
    /// An address, or the type and ID of an object whatever happens to the file.
    var json: JSONValue {
        switch self {
        case .resource(let address): address.json
        case .object(let type, let id): ["type": type.json, "id": id.json]
        }
    }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        if reader.json.string != nil {
            self = .resource(try reader.decoded())
        } else {
            self = .object(try reader["type"].decoded(), try reader["id"].decoded())
        }
    }
}

extension AttributeReference: PlanCodable {
    var json: JSONValue { ["address": address.json, "attribute": attribute.json] }

    init(_ reader: PlanReader) throws(PlanFormatError) {
        self.init(try reader["address"].decoded(), try reader["attribute"].decoded())
    }
}

extension AttributePath: PlanCodable {
    var json: JSONValue { .string(description) }

    /// Reads what ``description`` wrote: `subnets["10.0.0.0/24"].type`.
    init(_ reader: PlanReader) throws(PlanFormatError) {
        var components: [Component] = []
        var rest = Substring(try reader.text())
        while !rest.isEmpty {
            if rest.hasPrefix("[\"") {
                guard let (key, after) = rest.dropFirst(2).splitAtKeyEnd else { throw reader.failure("a path") }
                components.append(.element(key))
                rest = after
            } else {
                if rest.first == "." { rest = rest.dropFirst() }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty else { throw reader.failure("a path") }
                components.append(.attribute(AttributeName(String(name))))
                rest = rest[name.endIndex...]
            }
        }
        guard case .attribute? = components.first else { throw reader.failure("a path") }
        self.init(components)
    }
}

extension Substring {
    /// A key and what follows `"]` behind it: the end, another key, or a name.
    fileprivate var splitAtKeyEnd: (key: String, rest: Substring)? {
        for index in indices where self[index...].hasPrefix("\"]") {
            let rest = self[index...].dropFirst(2)
            if rest.isEmpty || rest.hasPrefix("[\"") || rest.hasPrefix(".") { return (String(self[..<index]), rest) }
        }
        return nil
    }
}

extension Array where Element: PlanCodable {
    var json: JSONValue { .array(map(\.json)) }
}

extension JSONObject {
    /// Sets a member that is left out where there is nothing to say.
    mutating func add(_ key: String, _ part: (any PlanCodable)?) {
        if let part { self[key] = part.json }
    }

    mutating func add(_ key: String, _ parts: [some PlanCodable]) {
        if !parts.isEmpty { self[key] = parts.json }
    }

    mutating func add(_ key: String, _ flag: Bool) {
        if flag { self[key] = true }
    }
}
