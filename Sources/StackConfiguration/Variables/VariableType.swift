import CELExpressions
import YAMLDocuments

/// The type of a variable, as the file names it.
enum VariableType: String, CaseIterable {
    case string
    case integer
    case number
    case boolean
    case list
    case map

    /// With its article, as a message says it.
    var words: String {
        switch self {
        case .integer: "an integer"
        case .string, .number, .boolean, .list, .map: "a \(rawValue)"
        }
    }

    /// What the checker of expressions calls it.
    var type: CELType {
        switch self {
        case .string: .string
        case .integer: .int
        case .number: .double
        case .boolean: .bool
        case .list: .list(.dyn)
        case .map: .map(.string, .dyn)
        }
    }

    /// The value that is written at a node; nil for one of another type.
    func value(of node: Node) -> CELValue? {
        switch (self, node.content) {
        case (.list, .sequence), (.map, .mapping):
            return CELValue(node)
        case (_, .scalar(let scalar)):
            switch (self, scalar.value) {
            case (.string, .string), (.string, .integer), (.string, .number): return .string(scalar.text)
            case (.integer, .integer(let number)): return .int(number)
            case (.number, .integer(let number)): return .double(Double(number))
            case (.number, .number(let number)): return .double(number)
            case (.boolean, .boolean(let flag)): return .bool(flag)
            case _: return nil
            }
        case (_, .sequence), (_, .mapping), (_, .invalid), (_, .pending), (_, .link):
            return nil
        }
    }

    /// The value of a text from outside of the file, where lists and maps are written as YAML.
    func value(of text: String) -> CELValue? {
        guard self != .string else { return .string(text) }
        let (node, problems) = Node.parse(Array(text.utf8), path: "")
        guard problems.isEmpty else { return nil }
        return node.flatMap { value(of: $0) }
    }
}
