import JSONDocuments
import ResourceModel

/// The JSON Schemas of what commands print for programs, besides plans and states.
///
/// Keys may be added without a new `format_version`.
package enum ReportSchema: String, CaseIterable, Sendable {
    case actions
    case apply
    case catalog
    case cost
    case diagnostics
    case drift
    case graph
    case output
    case planDifference = "plan-difference"
    case stateList = "state-list"
    case stateShow = "state-show"
    case version

    package var schema: JSONValue {
        let heading: JSONValue = [
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": .string("hzform \(rawValue)"),
            "description": .string(summary),
        ]
        return heading.adding(body)
    }

    /// What it describes, in a sentence.
    private var summary: String {
        switch self {
        case .actions: "What 'hzform actions --format json' prints."
        case .apply: "One line of what 'hzform apply --format json' and 'destroy' print as things happen."
        case .catalog: "What 'hzform catalog … --format json' prints."
        case .cost: "What 'hzform cost --format json' prints. Amounts are texts, so that nothing rounds them."
        case .diagnostics: "What 'hzform validate --format json' prints, and other commands on standard error."
        case .drift: "What 'hzform drift --format json' prints."
        case .graph: "What 'hzform graph --format json' prints."
        case .output: "What 'hzform output --format json' prints: the values of the outputs, by their names."
        case .planDifference: "What 'hzform show OLD NEW --format json' prints."
        case .stateList: "What 'hzform state list --format json' prints."
        case .stateShow: "What 'hzform state show ADDRESS --format json' prints; with 'show', 'resources' has them all."
        case .version: "What 'hzform version --format json' prints."
        }
    }

    private var body: JSONValue {
        switch self {
        case .actions: Self.versioned(["actions": ["description": "The API's own objects.", "type": "array"]])
        case .apply: ["anyOf": .array(Self.events)]
        case .catalog:
            Self.versioned(["offerings": ["description": "The API's own objects.", "type": ["array", "object"]]])
        case .cost:
            Self.versioned([
                "currency": Self.text,
                "sum": Self.rate,
                "resources": Self.list(
                    Self.object([
                        "address": Self.text,
                        "price": Self.rate,
                        "items": Self.list(
                            Self.object(["title": Self.text], optional: ["price": Self.rate, "unknown": Self.text])
                        ),
                    ])
                ),
            ])
        case .diagnostics: Self.versioned(["diagnostics": Self.list(Self.diagnostic)])
        case .drift:
            Self.versioned(
                [
                    "stack": Self.text,
                    "unchanged": Self.count,
                    "requests": Self.count,
                    "drift": Self.list(
                        Self.object([
                            "address": Self.text, "type": Self.text, "id": Self.count,
                            "kind": ["enum": ["changed", "deleted"]],
                            "attributes": Self.list(
                                Self.object(
                                    ["path": Self.text, "sensitive": Self.flag],
                                    optional: ["applied": Self.anything, "observed": Self.anything]
                                )
                            ),
                        ])
                    ),
                ],
                optional: ["left_off": Self.list(Self.text)]
            )
        case .graph:
            Self.versioned([
                "stack": Self.text,
                "nodes": Self.list(Self.object(["address": Self.text, "type": Self.text])),
                "edges": Self.list(
                    Self.object(
                        ["from": Self.text, "to": Self.text, "attribute": Self.text],
                        optional: ["reads": Self.text, "selector": Self.text]
                    )
                ),
            ])
        case .output: ["type": "object"]
        case .planDifference:
            Self.versioned([
                "fits": Self.flag, "inputs": Self.list(Self.text), "effects": Self.list(Self.text),
            ])
        case .stateList:
            Self.versioned([
                "stack": Self.text,
                "resources": Self.list(Self.object(["address": Self.text, "type": Self.text, "id": Self.count])),
            ])
        case .stateShow:
            [
                "anyOf": [
                    Self.versioned(Self.recorded),
                    Self.versioned(["stack": Self.text, "resources": Self.list(Self.object(Self.recorded))]),
                ]
            ]
        case .version:
            Self.versioned(
                ["version": Self.text, "libcurl": Self.text, "libyaml": Self.text],
                optional: ["commit": Self.text, "swift": Self.text]
            )
        }
    }
}

// Parts.
extension ReportSchema {
    private static let text: JSONValue = ["type": "string"]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let step: JSONValue = ["type": "integer", "minimum": 1]
    private static let seconds: JSONValue = ["type": "number", "minimum": 0]
    private static let anything: JSONValue = [:]

    private static let rate: JSONValue = {
        let amount = object(["net": text, "gross": text])
        return object(["hourly": amount, "monthly": amount, "setup": amount])
    }()

    private static let recorded: JSONValue = [
        "address": text, "type": text, "id": count, "attributes": ["type": "object"], "sensitive": list(text),
        "dependencies": list(text), "left_behind": list(count), "out_of_service": flag,
    ]

    private static let diagnostic: JSONValue = {
        let position = object(["line": step, "column": step])
        let range = object(["file": text, "start": position, "end": position])
        return object(
            ["severity": ["enum": ["error", "warning"]], "code": text, "message": text],
            optional: [
                "range": range, "address": text, "hint": text,
                "notes": list(object(["message": text], optional: ["range": range])),
            ]
        )
    }()

    private static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    private static func object(_ required: JSONValue, optional: JSONValue = [:]) -> JSONValue {
        [
            "type": "object",
            "required": .strings(required.members.map(\.key)),
            "properties": required.adding(optional),
        ]
    }

    private static func versioned(_ required: JSONValue, optional: JSONValue = [:]) -> JSONValue {
        object((["format_version": ["const": 1]] as JSONValue).adding(required), optional: optional)
    }
}

// What happens during an apply.
extension ReportSchema {
    private static let error = object(["message": text], optional: ["code": text, "correlation_id": text])

    private static func event(_ name: String, _ required: JSONValue = [:]) -> JSONValue {
        object((["event": ["const": .string(name)]] as JSONValue).adding(required))
    }

    private static func stepEvent(_ name: String, _ required: JSONValue = [:]) -> JSONValue {
        let common: JSONValue = ["step": step, "address": text, "title": text, "time": seconds]
        return event(name, common.adding(required))
    }

    private static let events: [JSONValue] = [
        event("started", ["stack": text, "steps": count, "format_version": ["const": 1]]),
        stepEvent("step-started"),
        stepEvent("step-accepted"),
        stepEvent("step-progress", ["percent": ["type": "integer", "minimum": 0, "maximum": 100]]),
        stepEvent("step-waiting", ["reason": text, "seconds": seconds]),
        stepEvent("step-fell-back", ["alternative": text, "error": error]),
        stepEvent("step-finished", ["seconds": seconds]),
        stepEvent("step-failed", ["error": error, "seconds": seconds]),
        stepEvent("step-skipped", ["because": step]),
        stepEvent("step-abandoned"),
        event("slowed-down", ["steps": count, "reason": text, "seconds": seconds, "time": seconds]),
        event("state-saved", ["time": seconds]),
        event("state-not-saved", ["reason": text, "time": seconds]),
        event("interrupted", ["stops_waiting": flag, "time": seconds]),
        event(
            "finished",
            [
                "succeeded": flag, "interrupted": flag, "done": list(step), "not_started": list(step),
                "abandoned": list(step), "requests": count, "time": seconds,
                "failed": list(object(["step": step, "address": text, "title": text, "error": error])),
                "skipped": list(object(["step": step, "because": step])),
            ]
        ),
        event("confirmed", ["left": list(text), "outputs": ["type": "object"]]),
    ]
}
