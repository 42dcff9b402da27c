import JSONDocuments
import ResourceModel

/// What the schema says of the keys that put files together and rename what is in them.
enum CompositionSchema {
    static let include: JSONValue = [
        "description": "Files whose sections belong to this one; paths are relative to it.",
        "type": ["array", "null"],
        "items": ["type": "string", "minLength": 1],
        "examples": [["network.yaml", "dns/*.yaml"]],
    ]

    static let modules: JSONValue = [
        "description": "Folders with a hzform.yaml of their own, by the name that their resources have in addresses.",
        "type": ["object", "null"],
        "propertyNames": ["pattern": #"^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$"#],
        "additionalProperties": [
            "type": "object",
            "required": ["source"],
            "properties": JSONValue.object(JSONObject(LifecycleSchema.repetition))
                .adding([
                    "source": [
                        "description": "The folder, relative to this file.", "type": "string", "minLength": 1,
                    ],
                    "variables": ["description": "Values of the module's variables.", "type": ["object", "null"]],
                ]),
            "patternProperties": ["^x-": true],
            "additionalProperties": false,
        ],
        "examples": [["eu": ["source": "./cluster", "variables": ["location": "fsn1"]]]],
    ]

    static let moved: JSONValue = [
        "description": "What has another address now, so that it is renamed and not replaced.",
        "type": ["array", "null"],
        "items": [
            "type": "object",
            "required": ["from", "to"],
            "properties": ["from": address("Where it was."), "to": address("Where it is now.")],
            "additionalProperties": false,
        ],
        "examples": [[["from": "servers.web", "to": "servers.front"]]],
    ]

    static let removed: JSONValue = [
        "description": "What is forgotten and stays in the cloud.",
        "type": ["array", "null"],
        "items": [
            "type": "object",
            "required": ["from"],
            "properties": ["from": address("Where it was.")],
            "additionalProperties": false,
        ],
        "examples": [[["from": "servers.old"]]],
    ]

    private static func address(_ description: String) -> JSONValue {
        [
            "description": .string(description), "type": "string",
            "pattern":
                #"^(modules\.[^.\[]+(\[[^\]]+\])?\.)*(modules\.[^.\[]+(\[[^\]]+\])?|[a-z_]+\.[^\[]+(\[[^\]]+\])?)$"#,
        ]
    }
}
