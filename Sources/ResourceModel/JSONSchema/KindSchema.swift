import JSONDocuments

extension ValueKind {
    /// What JSON Schema can say about a value that is written in a file.
    ///
    /// Any value may be an expression `${…}` instead, and an unquoted number is a text where a text is expected: so each
    /// schema allows several types, and its keywords hold for the one that they are about.
    package func schema(isNullable: Bool = false) -> JSONValue {
        switch self {
        case .string(let format):
            Self.typed(["string", "number"], isNullable, ["pattern": .string(Self.orExpression(format.pattern))])
                .adding(format.examples.isEmpty ? [:] : ["examples": .strings(format.examples)])
        case .offering(let offering):
            Self.typed(
                ["string", "number"],
                isNullable,
                ["pattern": .string(Self.orExpression(Self.anyText(1...255)))]
            )
            .adding(["examples": .strings(offering.examples)])
        case .reference:
            Self.typed(
                ["string", "number"],
                isNullable,
                ["pattern": .string(Self.orExpression(Self.referencePattern))]
            )
        case .integer(let range):
            Self.typed(
                ["integer", "string"],
                isNullable,
                ["minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)],
                expression
            )
        case .boolean:
            Self.typed(["boolean", "string"], isNullable, expression)
        case .oneOf(let words):
            Self.oneOf(words, isNullable: isNullable)
        case .labels:
            Self.typed(["object", "string"], isNullable, Self.labelSchema, expression)
        case .list(let element, let order, let limit):
            Self.list(of: element.schema(), limit, isNullable, isSet: order == .irrelevant)
        case .elements(let set):
            Self.list(of: Self.object(set.attributes, isNullable: false), set.limit, isNullable, isSet: false)
        case .object(let attributes):
            Self.object(attributes, isNullable: isNullable)
        }
    }

    /// What a resource can be declared as.
    package static let logicalNamePattern = #"^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$"#

    /// A logical name, or one of the instances that it stands for.
    private static let referencePattern = #"^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?(\[.+\])?$"#

    private var expression: JSONValue { ["pattern": .string(Self.expressionPattern)] }

    private static let expressionPattern = #"\$\{"#

    private static func orExpression(_ pattern: String) -> String { "\(pattern)|\(expressionPattern)" }

    fileprivate static func anyText(_ lengths: ClosedRange<Int>) -> String {
        #"^[\s\S]{\#(lengths.lowerBound),\#(lengths.upperBound)}$"#
    }

    private static func typed(_ types: [String], _ isNullable: Bool, _ keywords: JSONValue...) -> JSONValue {
        keywords.reduce(["type": .strings(types + (isNullable ? ["null"] : []))]) { $0.adding($1) }
    }

    private static func oneOf(_ words: [String], isNullable: Bool) -> JSONValue {
        let expression: JSONValue = ["type": "string", "pattern": .string(expressionPattern)]
        let null: [JSONValue] = isNullable ? [["type": "null"]] : []
        return ["anyOf": .array([["enum": .strings(words)], expression] + null)]
    }

    private static func list(of items: JSONValue, _ limit: Int, _ isNullable: Bool, isSet: Bool) -> JSONValue {
        typed(
            ["array", "string"],
            isNullable,
            ["items": items, "maxItems": .integer(Int64(limit))],
            isSet ? ["uniqueItems": true] : [:],
            ["pattern": .string(expressionPattern)]
        )
    }

    /// One that can be written as one of its parts may be any text.
    private static func object(_ attributes: [Attribute], isNullable: Bool) -> JSONValue {
        guard let shorthand = attributes.shorthand else {
            return typed(
                ["object", "string"],
                isNullable,
                attributes.objectSchema,
                ["pattern": .string(expressionPattern)]
            )
        }
        return ["anyOf": .array([typed(["object"], isNullable, attributes.objectSchema), shorthand.kind.schema()])]
    }

    /// Keys and values as the API takes them: https://docs.hetzner.cloud/reference/cloud#labels.
    private static let labelSchema: JSONValue = [
        "propertyNames": [
            "pattern": #"^([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$"#
        ],
        "additionalProperties": [
            "type": ["string", "number"],
            "pattern": #"^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$|\$\{"#,
        ],
    ]
}

extension [Attribute] {
    /// What an object with these attributes has, and that it has nothing else.
    package var objectSchema: JSONValue {
        let required = filter { $0.presence == .required }.map(\.name.text)
        let properties = map { ($0.name.text, $0.schema) }
        let schema: JSONValue = ["properties": .object(JSONObject(properties))]
        return
            schema
            .adding(required.isEmpty ? [:] : ["required": .strings(required)])
            .adding(["additionalProperties": false])
    }
}

extension Attribute {
    package var schema: JSONValue {
        let isRequired = presence == .required
        let description: JSONValue = ["description": .string(documentation)]
        let schema = description.adding(valueSchema(isNullable: !isRequired))
        guard case .defaulted(let value) = presence, let value = JSONValue(value) else { return schema }
        return schema.adding(["default": value])
    }

    /// What can be written for it: a value, or a list of them where it takes alternatives.
    package func valueSchema(isNullable: Bool) -> JSONValue {
        guard takesAlternatives else { return kind.schema(isNullable: isNullable) }
        let list: JSONValue = [
            "type": "array",
            "items": kind.schema(),
            "minItems": 1,
            "maxItems": .integer(Int64(Self.mostAlternatives)),
        ]
        return ["anyOf": [kind.schema(isNullable: isNullable), list]]
    }

    /// The summary, and what the kind of value adds to it.
    private var documentation: String {
        switch kind {
        case .reference(let reference), .list(.reference(let reference), _, _):
            "\(summary) By logical name, of a \(reference.type.words)."
        case .string, .integer, .boolean, .oneOf, .offering, .labels, .list, .elements, .object:
            takesAlternatives ? "\(summary) Of several, the first that can be had." : summary
        }
    }
}

extension JSONValue {
    /// Nil for what a file cannot say.
    fileprivate init?(_ value: ResourceModel.Value) {
        switch value {
        case .null: self = .null
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(text)
        case .list(let values): self = .array(values.compactMap { JSONValue($0) })
        case .map(let values):
            let members = values.sortedByKey().compactMap { key, value in JSONValue(value).map { (key, $0) } }
            self = .object(JSONObject(members))
        case .reference, .deferred: return nil
        }
    }
}
