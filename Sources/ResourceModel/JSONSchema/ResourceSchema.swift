import JSONDocuments

extension ResourceType {
    /// What may stand under a logical name; `common` are properties that resources of every type have.
    package func schema(adding common: JSONValue) -> JSONValue {
        let parts = attributes.objectSchema
        let required = attributes.filter { $0.presence == .required }.map(\.name.text)
        let isEmptyAllowed = attributes.allSatisfy { $0.presence != .required }
        let rules = constraints.flatMap(\.schemas)
        // What takes over a certain object needs nothing to be created with.
        let needs: JSONValue = ["if": Constraint.isCreated, "then": ["required": .strings(required)]]
        let members = parts.members.filter { $0.key != "required" }.map { key, value in
            (key, key == "properties" ? value.adding(common) : value)
        }
        let types = isEmptyAllowed ? ["object", "null"] : ["object"]
        let schema: JSONValue = ["description": .string(summary), "type": .strings(types)]
        return
            schema
            .adding(.object(JSONObject(members)))
            .adding(["patternProperties": ["^x-": true]])
            .adding(required.isEmpty ? [:] : needs)
            .adding(rules.isEmpty ? [:] : ["allOf": .array(rules)])
    }

    /// Attributes whose changes `on_change` decides on, each with the policies that it can take.
    package var changeChoices: [(attribute: Attribute, policies: [ChangePolicy])] {
        attributes.compactMap { attribute in
            guard case .choice(_, let rebuild) = attribute.update else { return nil }
            return (attribute, ChangePolicy.allCases.filter { $0 != .rebuild || rebuild != nil })
        }
    }
}

extension Constraint {
    /// As far as it can be said about one resource alone, without knowing what `settings` gives.
    fileprivate var schemas: [JSONValue] {
        switch self {
        case .exclusive(let names):
            names.enumerated().flatMap { index, one in
                names[..<index].map { other in Self.not(Self.isWritten, of: [other, one]) }
            }
        case .rule(let rule):
            [["if": Self.isCreated, "then": Self.schema(of: rule)]]
        case .elementRule(let list, let rule):
            [Self.property(list, ["items": Self.schema(of: rule)])]
        case .equalParts(let object, let parts):
            [Self.property(object, Self.equal(parts))]
        case .anyOf, .elementsInside, .elementsDisjoint, .addressInside, .agreement, .references, .combination,
            .reserved,
            .elementsAlike, .elementsApart, .aloneAmong, .aloneBelow, .alsoTakes, .atMost, .referencedValue,
            .referencedFlag,
            .referencedApart,
            .sharedReference,
            .reachesZone, .unlisted, .elementsShared:
            []
        }
    }

    fileprivate static let isCreated: JSONValue = ["properties": ["adopt": ["not": ["type": "object"]]]]

    private static let isWritten: JSONValue = ["not": ["type": "null"]]

    private static func property(_ name: AttributeName, _ schema: JSONValue) -> JSONValue {
        ["properties": [name.text: schema]]
    }

    private static func not(_ schema: JSONValue, of names: [AttributeName]) -> JSONValue {
        let properties = names.map { ($0.text, schema) }
        return ["not": ["required": .strings(names.map(\.text)), "properties": .object(JSONObject(properties))]]
    }

    private static func schema(of rule: Rule) -> JSONValue {
        let something: JSONValue = ["not": ["enum": [.null, []]]]
        let nothing: JSONValue = ["enum": [.null, []]]
        let properties =
            rule.required.map { ($0.text, something) } + rule.forbidden.map { ($0.text, nothing) }
        return [
            "if": [
                "required": [.string(rule.condition.text)],
                "properties": [rule.condition.text: ["enum": .strings(rule.values)]],
            ],
            "then": [
                "required": .strings(rule.required.map(\.text)), "properties": .object(JSONObject(properties)),
            ],
        ]
    }

    /// No two of the parts are true and false.
    private static func equal(_ parts: [AttributeName]) -> JSONValue {
        let pairs = parts.flatMap { one in parts.filter { $0 != one }.map { (one, $0) } }
        let differences = pairs.map { one, other -> JSONValue in
            [
                "not": [
                    "required": [.string(one.text), .string(other.text)],
                    "properties": [one.text: ["const": true], other.text: ["const": false]],
                ]
            ]
        }
        return ["allOf": .array(differences)]
    }
}
