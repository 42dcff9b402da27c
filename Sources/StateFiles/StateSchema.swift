import JSONDocuments
import ResourceModel

/// The JSON Schema of state files.
package enum StateSchema {
    package static func schema(catalog: Catalog) -> JSONValue {
        [
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "hzform state",
            "description": "What earlier applies set. Written by hzform, which is the only one to write it.",
            "type": "object",
            "required": ["format", "resources", "stack"],
            "additionalProperties": false,
            "properties": [
                "format": ["description": "The version of this format.", "const": .integer(StateDocument.format)],
                "salts": [
                    "description": "What fingerprints were made with, by the first eight digits of one of these.",
                    "type": "array",
                    "items": ["type": "string", "pattern": "^[0-9a-f]{32}$"],
                ],
                "stack": ["description": "The file whose state it is.", "type": "string"],
                "resources": [
                    "description": "By address.",
                    "type": "object",
                    "propertyNames": ["pattern": #"^(modules\.[^.\[]+(\[[^\]]+\])?\.)*[a-z_]+\..+$"#],
                    "additionalProperties": resource(catalog),
                ],
            ],
        ]
    }

    private static func resource(_ catalog: Catalog) -> JSONValue {
        let mark: JSONValue = ["const": true]
        var properties = object
        let succeeding: JSONValue = [
            "description": "The new object of a replacement that has not come to its end; the old one still serves.",
            "type": "object",
            "required": ["attributes", "id"],
            "additionalProperties": false,
            "properties": .object(object),
        ]
        properties["type"] = ["enum": .strings(catalog.types.map(\.name.text))]
        properties["deposed"] = [
            "description": "Objects that a replacement left behind and that have to go.",
            "type": "array",
            "items": id,
        ]
        properties["successor"] = succeeding
        properties["prevent_destroy"] = mark.adding(["description": "It must not be destroyed."])
        properties["keep_on_removal"] =
            mark.adding(["description": "It is forgotten, not deleted, when it is taken out."])
        return [
            "type": "object",
            "required": ["attributes", "id", "type"],
            "additionalProperties": false,
            "properties": .object(properties),
        ]
    }

    private static let id: JSONValue = [
        "anyOf": [["type": "integer", "minimum": 1], ["type": "string", "pattern": "^[1-9][0-9]*/.+$"]]
    ]

    /// What is recorded about one object.
    private static let object: JSONObject = [
        "id": id.adding([
            "description": "The number that Hetzner assigned, or the way to it from one: 42/rrsets/www/A."
        ]),
        "attributes": [
            "description": """
            What was last set, in normal form. A reference is an address, or an object with the 'id' of what \
            the file does not declare.
            """,
            "type": "object",
        ],
        "fingerprints": [
            "description": "Hashes of sensitive values, enough to see a change.",
            "type": "object",
            "additionalProperties": [
                "type": "string",
                "pattern": "^((scrypt|hmac):[0-9a-f]+:[0-9a-f]+|sha256):[0-9a-f]+$",
            ],
        ],
        "dependencies": [
            "description": "The addresses that it referred to.",
            "type": "array",
            "items": ["type": "string"],
        ],
        "out_of_service": ["const": true, "description": "It was taken out of service and not put back yet."],
    ]
}
