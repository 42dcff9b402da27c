import Diagnostics
import YAMLDocuments

/// Parses a text as the file `a.yaml`.
func parse(_ text: String) -> (document: YAMLNode?, diagnostics: [Diagnostic]) {
    YAMLDocument.parse(Array(text.utf8), path: "a.yaml")
}

/// The report of everything that is wrong with a text.
func report(_ text: String) -> String {
    DiagnosticRenderer(parse(text).diagnostics).text(color: false)
}

/// First lines of what is wrong with a text.
func problems(_ text: String) -> [String] {
    parse(text).diagnostics.map(\.description)
}

/// The nodes of a text without their places: `{a: 1, b: ["x", true]}`; `-` if there is no document.
func outline(_ text: String) -> String {
    parse(text).document.map(outline) ?? "-"
}

func outline(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): outline(scalar.value)
    case .sequence(let nodes): "[" + nodes.map(outline).joined(separator: ", ") + "]"
    case .mapping(let entries):
        "{" + entries.map { "\($0.name): \(outline($0.value))" }.joined(separator: ", ") + "}"
    case .invalid: "!"
    }
}

private func outline(_ value: YAMLScalar.Value) -> String {
    switch value {
    case .null: "null"
    case .boolean(let boolean): "\(boolean)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let string): string.debugDescription
    }
}

/// All nodes, parents before children, keys too.
func allNodes(of node: YAMLNode) -> [YAMLNode] {
    switch node.content {
    case .scalar, .invalid: [node]
    case .sequence(let nodes): [node] + nodes.flatMap(allNodes)
    case .mapping(let entries): [node] + entries.flatMap { allNodes(of: $0.key) + allNodes(of: $0.value) }
    }
}
