/// A node of the syntax tree, macros expanded, with its place in the text.
package struct CELExpression: Sendable {
    let node: CELNode
    /// UTF-8 offsets in the parsed text.
    package let range: Range<Int>
    /// Levels below and with this one; bounded by `CELLimits.depth`.
    let height: Int
}

/// What a node is.
indirect enum CELNode: Sendable {
    case literal(CELValue)
    case name(String)
    /// `.name`: a name that no variable of a macro hides
    case outerName(String)
    /// `operand.name`, `operand.?name`
    case attribute(Attribute)
    /// `has(operand.name)`
    case presence(Attribute)
    /// `operand[index]`, `operand[?index]`
    case element(CELExpression, index: CELExpression, isOptional: Bool)
    case call(Call)
    case list([ListElement])
    case map([MapEntry])
    case not(CELExpression)
    case negative(CELExpression)
    case binary(BinaryOperator, CELExpression, CELExpression)
    case and(CELExpression, CELExpression)
    case or(CELExpression, CELExpression)
    case conditional(CELExpression, then: CELExpression, else: CELExpression)
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`
    case binding(name: String, value: CELExpression, body: CELExpression)
    /// `operand.optMap(name, body)`, and `optFlatMap`, whose body is an optional itself
    case optionalMap(CELExpression, name: String, body: CELExpression, isFlat: Bool)

    struct Attribute: Sendable {
        let operand: CELExpression
        let name: String
        let nameRange: Range<Int>
        let isOptional: Bool
    }

    struct Call: Sendable {
        let function: String
        let functionRange: Range<Int>
        let target: CELExpression?
        let arguments: [CELExpression]
        /// `math.abs` for `math.abs(…)`: the target may be a namespace instead of a value.
        let qualifiedName: String?
    }

    struct ListElement: Sendable {
        let value: CELExpression
        /// Left out when it is absent: `[?a.?b]`.
        let isOptional: Bool
    }

    struct MapEntry: Sendable {
        let key: CELExpression
        let value: CELExpression
        let isOptional: Bool
    }

    struct Comprehension: Sendable {
        let kind: ComprehensionKind
        let operand: CELExpression
        /// The element alone, or index (key) and element (value).
        let variables: [String]
        let filter: CELExpression?
        let body: CELExpression
    }
}

/// What a walk over a list or map makes.
enum ComprehensionKind: Sendable {
    case all
    case exists
    case existsOne
    case map
    case filter
    case transformList
    case transformMap
    case transformMapEntry
    case sortBy
}

/// An operator that needs both of its operands.
enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contained = "in"
}

extension CELNode {
    var name: String? {
        guard case .name(let name) = self else {
            return nil
        }
        return name
    }
}

extension CELExpression {
    /// The same name, looked up outside of every macro; what is no name stays as it is.
    var outermost: CELExpression {
        guard case .name(let name) = node else {
            return self
        }
        return CELExpression(node: .outerName(name), range: range, height: height)
    }
}
