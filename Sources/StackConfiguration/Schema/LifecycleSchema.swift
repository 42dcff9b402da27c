import JSONDocuments
import ResourceModel

/// What resources can say about themselves beyond their attributes; ``LifecycleReader`` reads it.
struct LifecycleSchema {
    let type: ResourceType

    var properties: [(String, JSONValue)] {
        Self.repetition
            + [("lifecycle", lifecycle), ("depends_on", dependencies), ("timeout", timeout), ("adopt", adoption)]
            + (type.changeChoices.isEmpty ? [] : [onChange]) + (lists.isEmpty ? [] : [extra])
    }

    static var repetition: [(String, JSONValue)] { [("count", count), ("for_each", each)] }

    private static var count: JSONValue {
        [
            "description": "How many of it there are: KEY[0], KEY[1] …; 'index' says which one it is.",
            "type": ["integer", "string"],
            "minimum": 0,
            "examples": [2, "${web_count}"],
        ]
    }

    private static var each: JSONValue {
        [
            "description": "One of it for each string or key; 'each.key' and 'each.value' say which one it is.",
            "type": ["array", "object", "string"],
            "items": ["type": "string"],
            "examples": [["a", "b"]],
        ]
    }

    private var lifecycle: JSONValue {
        [
            "description": "How it comes and goes.",
            "type": ["object", "null"],
            "properties": [
                "prevent_destroy": flag("A plan that would destroy or replace it fails."),
                "ignore_changes": attributes(
                    "Attributes, or keys in them, whose differences are not acted on.",
                    pattern: "^(\(names.joined(separator: "|")))(\\..+)?$"
                ),
                "create_before_destroy": flag("A replacement is created before the old object goes."),
                "on_removal": [
                    "description": "What happens to it when it is taken out of the file; 'keep' forgets it.",
                    "enum": .strings(Lifecycle.Removal.allCases.map(\.rawValue)),
                    "default": "destroy",
                ],
                "replace_on": attributes(
                    "Attributes whose change replaces it.",
                    pattern: "^(\(names.joined(separator: "|")))$"
                ),
                "never_replace": flag("A plan that would replace it fails."),
            ],
            "additionalProperties": false,
        ]
    }

    private var dependencies: JSONValue {
        [
            "description": "Resources that have to be there first, where no attribute says so.",
            "type": ["array", "null"],
            "items": ["type": "string", "pattern": #"^[a-z_]+\..+$"#, "examples": ["servers.web"]],
        ]
    }

    private var onChange: (String, JSONValue) {
        let choices = type.changeChoices.map { attribute, policies in
            let choice: JSONValue = [
                "description": .string("What a change of '\(attribute.name)' leads to."),
                "enum": .strings(policies.map(\.rawValue)),
            ]
            return (attribute.name.text, choice)
        }
        let wait: JSONValue = [
            "description": "What the next one that takes turns with it waits for, beyond that it runs.",
            "enum": .strings(LifecycleReader.Waiting.allCases.map(\.rawValue)),
        ]
        let waits = type.window == nil ? [] : [(LifecycleReader.wait, wait)]
        let schema: JSONValue = [
            "description": "What changes lead to that the API does not make in place.",
            "type": ["object", "null"],
            "properties": .object(JSONObject(choices + waits)),
            "additionalProperties": false,
        ]
        return ("on_change", schema)
    }

    private var lists: [String] { type.listsWithExtra.map(\.name.text) }

    private var extra: (String, JSONValue) {
        let policies = JSONValue.strings(ExtraPolicy.allCases.map(\.rawValue))
        let schema: JSONValue = [
            "description": "What happens to elements that somebody else added: of all lists, or of each.",
            "anyOf": [
                ["enum": policies],
                [
                    "type": ["object", "null"],
                    "properties": .object(JSONObject(lists.map { ($0, ["enum": policies]) })),
                    "additionalProperties": false,
                ],
            ],
        ]
        return ("extra", schema)
    }

    private var timeout: JSONValue {
        [
            "description": "How long to wait for one operation: 90s, 10m, 1h30m.",
            "type": ["string", "null"],
            "pattern": "^([0-9]+[smh])+$",
        ]
    }

    private var adoption: JSONValue {
        [
            "description": "What it takes over instead of being created, while the state knows nothing of it.",
            "anyOf": [
                ["description": "Whether it takes over what has its name.", "type": ["boolean", "null"]],
                [
                    "type": "object",
                    "required": ["id"],
                    "properties": ["id": ["description": "The object's number.", "type": ["integer", "string"]]],
                    "additionalProperties": false,
                ],
            ],
        ]
    }

    private var names: [String] { type.attributes.map(\.name.text) }

    private func flag(_ description: String) -> JSONValue {
        ["description": .string(description), "type": "boolean", "default": false]
    }

    private func attributes(_ description: String, pattern: String) -> JSONValue {
        [
            "description": .string(description),
            "type": ["array", "null"],
            "items": ["type": "string", "pattern": .string(pattern)],
        ]
    }
}
