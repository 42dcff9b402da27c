import JSONDocuments
import Reconciliation
import ResourceModel

/// The JSON Schema of what `hzform plan --format json` prints.
package enum PlanSchema {
    package static let schema: JSONValue = [
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "hzform plan",
        "description": "What would change. Keys may be added without a new version.",
        "type": "object",
        "required": ["changes", "format_version", "remarks", "stack", "steps", "summary"],
        "properties": [
            "format_version": ["const": .integer(Int64(PlanJSON.formatVersion))],
            "stack": text,
            "summary": summary,
            "changes": list(change),
            "steps": list(step),
            "remarks": list(object(["address": text, "message": text])),
            "outputs": list(object(["name": text, "sensitive": flag], optional: ["before": value, "after": value])),
            "unmanaged": described(
                list(
                    object(
                        ["type": text, "id": count, "orphan": flag],
                        optional: ["name": text, "stack": text, "cost": rate]
                    )
                ),
                "What is in the project and in no file; only where it was asked for."
            ),
        ],
        "definitions": [
            "value": [
                "description": """
                As itself; {"reference": …} is another resource or object, {"known_after_apply": …} an expression.
                """
            ],
            "place": object(["file": text, "line": count, "column": count]),
            "amount": object(["net": money, "gross": money]),
            "rate": object([
                "hourly": described(amount, "Of what has a price by the hour."),
                "monthly": amount,
                "setup": described(amount, "Once."),
            ]),
            "cost": object(
                [
                    "before": rate,
                    "after": rate,
                    "unknown": described(list(text), "What 'after' lacks because nobody knows it."),
                ],
                optional: ["currency": described(text, "ISO 4217; in the summary alone.")]
            ),
        ],
    ]

    private static let text: JSONValue = ["type": "string"]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let value: JSONValue = ["$ref": "#/definitions/value"]
    private static let place: JSONValue = ["$ref": "#/definitions/place"]
    private static let impact: JSONValue = ["enum": .strings(Impact.allCases.map(\.rawValue))]
    private static let verb: JSONValue = ["enum": .strings(PlanSummary.Verb.allCases.map(\.rawValue))]

    private static let summary = object(
        [
            "changes": [
                "description": "How many changes of each kind, zeros included.",
                "type": "object",
                "propertyNames": verb,
                "additionalProperties": count,
            ],
            "unchanged": count,
            "impacts": ["type": "object", "propertyNames": impact, "additionalProperties": count],
            "requests": object(["refresh": count, "apply": count]),
        ],
        optional: ["cost": cost]
    )

    private static let money: JSONValue = ["type": "string", "pattern": #"^-?[0-9]+(\.[0-9]+)?$"#]
    private static let amount: JSONValue = ["$ref": "#/definitions/amount"]
    private static let rate: JSONValue = ["$ref": "#/definitions/rate"]
    private static let cost: JSONValue = ["$ref": "#/definitions/cost"]

    private static let change = object(
        [
            "address": text,
            "type": text,
            "kind": verb,
            "reason": object(
                [
                    "kind": [
                        "enum": [
                            "declared", "undeclared", "destroyed", "vanished", "differs", "unusable", "kept",
                            "requested",
                            "follows",
                            "interrupted", "leftover", "removed",
                        ]
                    ]
                ],
                optional: ["address": text]
            ),
            "impacts": list(impact),
            "attributes": list(attribute),
            "notes": list(text),
            "steps": described(list(count), "The numbers of its steps."),
        ],
        optional: [
            "creates_first": described(flag, "For a replacement: whether the new object is there first."),
            "id": described(count, "The object that is there now."),
            "cost": cost,
            "moved_from": described(text, "The address that it had before the file moved it."),
            "place": place,
        ]
    )

    private static let attribute = object(
        [
            "path": text,
            "sensitive": described(flag, "If true, neither value is shown."),
            "cause": ["enum": ["edited", "drifted", "failed", "unset", "follows"]],
            "effect": ["enum": ["in-place", "offline", "rebuild", "replacement", "ignored"]],
        ],
        optional: ["old": value, "new": value, "follows": text, "place": place]
    )

    private static let step = object(
        [
            "number": count,
            "address": text,
            "title": text,
            "method": ["enum": ["POST", "PUT", "DELETE"]],
            "path": described(text, "Below the endpoint; {servers.web} stands for an ID that is not known yet."),
            "waits_for": described(list(count), "The numbers of the steps that come first."),
        ],
        optional: [
            "body": value,
            "alternatives": described(
                list(object(["title": text], optional: ["body": value])),
                "What is sent instead, one after the other, where there is no room for the request."
            ),
            "restores": described(count, "The step after whose success this one happens whatever fails in between."),
        ]
    )

    private static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    private static func object(_ required: JSONValue, optional: JSONValue = [:]) -> JSONValue {
        [
            "type": "object",
            "required": .strings(required.members.keys),
            "properties": required.adding(optional),
        ]
    }

    private static func described(_ schema: JSONValue, _ description: String) -> JSONValue {
        schema.adding(["description": .string(description)])
    }
}
