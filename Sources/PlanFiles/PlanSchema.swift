import JSONDocuments
import Reconciliation
import ResourceModel

/// The JSON Schema of what `hzform plan --format json` prints and `--out` writes.
package enum PlanSchema {
    package static let schema: JSONValue = [
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "hzform plan",
        "description": "What would change. Keys may be added without a new version.",
        "type": "object",
        "required": [
            "barriers", "changes", "configuration", "format", "hzform", "options", "outputs", "recorded", "remarks",
            "salts", "stack", "state", "steps", "summary", "unchanged",
        ],
        "properties": [
            "format": ["const": .integer(PlanDocument.format)],
            "format_version": ["const": .integer(PlanDocument.format)],
            "hzform": described(text, "The version of the program that planned."),
            "stack": text,
            "configuration": object([
                "files": described(
                    ["type": "object", "additionalProperties": digest],
                    "Digests of the files that were read, by their paths from the desired-state file's folder."
                ),
                "variables": list(text),
            ]),
            "state": described(digest, "Of the state file."),
            "salts": described(list(text), "What the fingerprints of secrets were made with."),
            "options": options,
            "summary": summary,
            "changes": list(change),
            "steps": described(list(step), "In an order in which they could be sent one after the other."),
            "barriers": described(
                list(object(["number": number, "waits_for": list(number)])),
                "What steps wait for together: all steps of a barrier come before those that name it."
            ),
            "recorded": described(["type": "object"], "The state, with what was found taken in; as state files are."),
            "succeeding": described(
                list(text),
                "Addresses of replacements that the plan goes on with: its steps mean the successor."
            ),
            "unchanged": count,
            "remarks": list(object(["address": text, "message": text])),
            "outputs": list(object(["name": text, "sensitive": flag, "after": value], optional: ["before": value])),
            "names": described(
                list(object(["object": reference, "is": ["type": "object"]])),
                "What the objects are called that changes mention by ID."
            ),
            "cost": described(
                object([
                    "currency": described(text, "ISO 4217."),
                    "resources": ["type": "object", "additionalProperties": resourceCost],
                    "before": rate,
                    "after": rate,
                    "most": amount,
                ]),
                "What everything declared costs; not there where prices were not asked for."
            ),
            "unmanaged": described(
                list(
                    object(
                        ["type": text, "id": id, "orphan": flag],
                        optional: ["name": text, "stack": text, "cost": rate]
                    )
                ),
                "What is in the project and in no file; only where it was asked for."
            ),
        ],
        "definitions": [
            "value": [
                "description": """
                As itself. {"reference": …} is another resource or object, {"known_after_apply": …} the value of an \
                expression, {"secret": …} the fingerprint of a sensitive value, {"map": …} a map that has one of \
                these keys.
                """
            ],
            "reference": described(
                ["anyOf": [text, object(["type": text, "id": id])]],
                "The address of a resource, or an object whatever happens to the file."
            ),
            "place": object(["file": text, "line": count, "column": count]),
            "amount": object(["net": money, "gross": money]),
            "rate": object(
                ["monthly": amount, "setup": described(amount, "Once.")],
                optional: ["hourly": described(amount, "Of what has a price by the hour.")]
            ),
            "resource_cost": object([
                "items": list(object(["title": text], optional: ["rate": rate, "unknown": text])),
                "rate": described(rate, "What is known of the sum."),
            ]),
            "request": object(
                ["method": method, "path": shownPath, "segments": list(value)],
                optional: ["body": value]
            ),
        ],
    ]

    private static let text: JSONValue = ["type": "string"]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let id: JSONValue = ["anyOf": [count, text]]
    private static let number: JSONValue = ["type": "integer", "minimum": 1]
    private static let value: JSONValue = ["$ref": "#/definitions/value"]
    private static let reference: JSONValue = ["$ref": "#/definitions/reference"]
    private static let place: JSONValue = ["$ref": "#/definitions/place"]
    private static let request: JSONValue = ["$ref": "#/definitions/request"]
    private static let digest: JSONValue = ["type": "string", "pattern": "^sha256:[0-9a-f]{64}$"]
    private static let impact: JSONValue = ["enum": .strings(Impact.allCases.map(\.rawValue))]
    private static let verb: JSONValue = ["enum": .strings(PlanSummary.Verb.allCases.map(\.rawValue))]
    private static let method: JSONValue = ["enum": .strings(Call.Method.allCases.map(\.rawValue))]
    private static let shownPath = described(
        text,
        "Below the endpoint; {servers.web} stands for an ID that is not known yet."
    )

    private static let options = object([
        "target": list(text),
        "exclude": list(text),
        "replace": list(text),
        "destroy": flag,
        "allow": list(impact),
        "max_delete": ["type": ["integer", "null"], "minimum": 0],
    ])

    private static let summary = object([
        "changes": [
            "description": "How many changes of each kind, zeros included.",
            "type": "object",
            "propertyNames": verb,
            "additionalProperties": count,
        ],
        "unchanged": count,
        "impacts": ["type": "object", "propertyNames": impact, "additionalProperties": count],
        "requests": object(["refresh": count, "apply": count]),
    ])

    private static let money: JSONValue = ["type": "string", "pattern": #"^-?[0-9]+(\.[0-9]+)?$"#]
    private static let amount: JSONValue = ["$ref": "#/definitions/amount"]
    private static let rate: JSONValue = ["$ref": "#/definitions/rate"]
    private static let resourceCost: JSONValue = ["$ref": "#/definitions/resource_cost"]

    private static let change = object(
        [
            "address": text,
            "type": text,
            "kind": verb,
            "reason": object(["kind": ["enum": .strings(Change.Reason.words)]], optional: ["address": text]),
            "impacts": list(impact),
            "attributes": list(attribute),
            "notes": list(text),
            "steps": described(list(number), "The numbers of its steps."),
        ],
        optional: [
            "creates_first": described(flag, "For a replacement: whether the new object is there first."),
            "id": described(id, "The object that is there now."),
            "cost": described(
                object([:], optional: ["before": resourceCost, "after": resourceCost]),
                "What the resource costs; not there for what is free."
            ),
            "moved_from": described(text, "The address that it had before the file moved it."),
            "place": place,
        ]
    )

    private static let attribute = object(
        [
            "path": text,
            "sensitive": described(flag, "If true, neither value is shown."),
            "cause": ["enum": .strings(AttributeChange.Cause.words)],
            "effect": ["enum": .strings(AttributeChange.Effect.words)],
        ],
        optional: [
            "old": value,
            "new": value,
            "follows": described(text, "The resource that is replaced."),
            "place": place,
        ]
    )

    private static let step = object(
        [
            "number": number,
            "address": text,
            "type": text,
            "title": text,
            "method": method,
            "path": shownPath,
            "segments": described(list(value), "The parts of the path."),
            "waits_for": described(list(number), "The numbers of the steps that come first, besides its barriers."),
            "occupies": described(list(reference), "Objects of which the API takes one change at a time."),
            "outcome": described(["type": "object"], "What it leaves in the state."),
        ],
        optional: [
            "body": value,
            "barriers": list(number),
            "completion": described(
                object(["attribute": text, "value": value, "seconds": count, "otherwise": request]),
                "When it is done, where that is not the end of the actions in its answer."
            ),
            "alternatives": described(
                list(object(["title": text, "request": request, "record": ["type": "object"]])),
                "What is sent instead, one after the other, where there is no room for the request."
            ),
            "restores": described(number, "The step after whose success this one happens whatever fails in between."),
            "timeout_seconds": count,
            "awaits_health_of": described(
                text,
                "The resource that must be healthy in the end, wherever something passes connections on to it."
            ),
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
