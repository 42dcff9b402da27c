import JSONDocuments
import ResourceModel

/// The JSON Schema of desired-state files, from which editors complete and explain.
///
/// It describes what this version accepts, and leaves what no schema can say to `hzform validate`.
package struct ConfigurationSchema {
    private let catalog: Catalog

    package init(catalog: Catalog) { self.catalog = catalog }

    package var schema: JSONValue {
        [
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "hzform desired state",
            "description": "What a Hetzner Cloud project should consist of.",
            "type": "object",
            "required": ["stack"],
            "properties": .object(JSONObject(rootKeys + sections)),
            "patternProperties": ["^x-": true],
            "additionalProperties": false,
            "definitions": .object(JSONObject(definitions)),
        ]
    }

    private var rootKeys: [(String, JSONValue)] {
        [
            ("stack", stack),
            ("settings", settings),
            ("variables", variables),
            ("locals", locals),
            ("existing", existing),
            ("outputs", outputs),
            ("include", CompositionSchema.include),
            ("modules", CompositionSchema.modules),
            ("moved", CompositionSchema.moved),
            ("removed", CompositionSchema.removed),
        ]
    }

    private static let name = #"^[A-Za-z_][A-Za-z0-9_]*$"#

    private var variables: JSONValue {
        let variable: JSONValue = [
            "type": "object",
            "required": ["type"],
            "properties": [
                "type": [
                    "description": "What values it takes.", "enum": .strings(VariableType.allCases.map(\.rawValue)),
                ],
                "default": ["description": "Its value where none is given."],
                "description": ["description": "What it is for.", "type": "string"],
                "sensitive": ["description": "Whether it is never printed or stored.", "type": "boolean"],
                "validate": ["description": "A condition on 'value'.", "type": "string"],
            ],
            "additionalProperties": false,
        ]
        return [
            "description": "Values that are given from outside, by name.",
            "type": ["object", "null"],
            "propertyNames": ["pattern": .string(Self.name)],
            "additionalProperties": variable,
        ]
    }

    private var locals: JSONValue {
        [
            "description": "Values that expressions use by name.",
            "type": ["object", "null"],
            "propertyNames": ["pattern": .string(Self.name)],
        ]
    }

    /// What is in the project without this file.
    private var existing: JSONValue {
        let text: JSONValue = ["type": ["string", "number"]]
        let sections = catalog.lookupKinds.map { kind -> (String, JSONValue) in
            var criteria: [(String, JSONValue)] = [
                ("id", ["description": "Its number.", "type": ["integer", "string"]]),
                (
                    "name",
                    text.adding(["description": "Its name in the cloud; the logical name where nothing is written."])
                ),
            ]
            if kind.hasLabels {
                criteria.append(("label_selector", ["description": "Labels that it has.", "type": "string"]))
            }
            criteria += kind.filters.map { ($0.name, ["description": .string($0.summary), "type": "string"]) }
            criteria.append(
                ("many", ["description": "Whether it stands for all that fit, as a list.", "type": "boolean"])
            )
            let lookup: JSONValue = [
                "type": ["object", "null"], "properties": .object(JSONObject(criteria)), "additionalProperties": false,
            ]
            return (
                kind.section,
                [
                    "type": ["object", "null"],
                    "propertyNames": ["pattern": .string(ValueKind.logicalNamePattern)],
                    "additionalProperties": lookup,
                ]
            )
        }
        return [
            "description": "What is looked up on every plan and never changed.",
            "type": ["object", "null"],
            "properties": .object(JSONObject(sections)),
            "patternProperties": ["^x-": true],
            "additionalProperties": false,
        ]
    }

    private var outputs: JSONValue {
        [
            "description": "Values that 'hzform output' shows, by name.",
            "type": ["object", "null"],
            "propertyNames": ["pattern": .string(ValueKind.logicalNamePattern)],
        ]
    }

    private var sections: [(String, JSONValue)] {
        catalog.types.map { type in
            let section: JSONValue = [
                "description": .string("\(type.summary) By logical name."),
                "type": ["object", "null"],
                "propertyNames": ["pattern": .string(ValueKind.logicalNamePattern)],
                "additionalProperties": ["$ref": .string("#/definitions/\(type.name)")],
            ]
            return (type.section, section)
        }
    }

    private var definitions: [(String, JSONValue)] {
        catalog.types.map {
            ($0.name.text, $0.schema(adding: .object(JSONObject(LifecycleSchema(type: $0).properties))))
        }
    }

    private var stack: JSONValue {
        [
            "description": "Names what this file owns.",
            "type": ["string", "number"],
            "pattern": #"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$"#,
            "examples": ["shop"],
        ]
    }

    private var settings: JSONValue {
        let defaults = SettingsReader.attributes(of: catalog).sorted { $0.key.precedes($1.key) }.map {
            name,
            attribute in
            let description: JSONValue = ["description": "The default of every resource that takes it."]
            return (name, description.adding(attribute.valueSchema(isNullable: true)))
        }
        let labels: JSONValue = ["description": "Labels of every resource that takes labels; its own win."]
        let ownership: JSONValue = [
            "description": "Whether what is created gets the labels by which it is found again.",
            "default": true,
        ]
        let lock: JSONValue = [
            "description": """
            How runs that change the stack keep out of each other's way: by a placement group in the project that is \
            there while one runs, by a lock of the machine beside the state file alone, or not at all.
            """,
            "default": .string(LockPolicy.project.rawValue),
        ]
        return [
            "description": "What holds for all resources.",
            "type": ["object", "null"],
            "properties": .object(
                JSONObject(
                    defaults + [
                        ("labels", labels.adding(ValueKind.labels.schema(isNullable: true))),
                        ("lock", lock.adding(LockPolicy.kind.schema(isNullable: true))),
                        ("ownership_labels", ownership.adding(ValueKind.boolean.schema(isNullable: true))),
                    ]
                )
            ),
            "additionalProperties": false,
        ]
    }
}
