/// A name that an expression takes from outside, with the attributes and elements it reads of it.
package struct CELReference: Hashable, Sendable {
    /// A step from a value to a part of it.
    package enum Step: Hashable, Sendable {
        /// `.ipv4`, `["ipv4"]`
        case name(String)
        /// `[0]`
        case index(Int64)
    }

    /// One step with its place: the name, or what is between the brackets.
    package struct Part: Hashable, Sendable {
        package let step: Step
        package let range: Range<Int>
    }

    package let root: String
    package let rootRange: Range<Int>
    /// The steps that are written out; ends before an index that has to be calculated.
    package let path: [Part]
    /// From the first letter of the root to the end of the last step.
    package let range: Range<Int>
}

extension CELExpression {
    /// Every name from outside, in the order they are written, those of comprehensions and bindings left out.
    ///
    /// The namespaces of functions (`math.abs`) are no references; the name of a type (`int`) is one, as the host may
    /// have something of that name.
    package func references(functions: CELFunctions = CELFunctions()) -> [CELReference] {
        var collector = ReferenceCollector(functions: functions)
        collector.collect(self)
        return collector.references
    }
}

/// Walks a syntax tree and keeps what no name inside of it explains.
private struct ReferenceCollector {
    let functions: CELFunctions
    var references: [CELReference] = []
    private var locals: [String] = []

    init(functions: CELFunctions) {
        self.functions = functions
    }

    mutating func collect(_ expression: CELExpression) {
        switch expression.node {
        case .literal: break
        case .name, .outerName, .attribute, .element: chain(expression)
        case .presence(let attribute):
            let range = attribute.operand.range.lowerBound..<attribute.nameRange.upperBound
            chain(CELExpression(node: .attribute(attribute), range: range, height: expression.height))
        case .call(let call): collect(call)
        case .list(let elements):
            for element in elements {
                collect(element.value)
            }
        case .map(let entries):
            for entry in entries {
                collect(entry.key)
                collect(entry.value)
            }
        case .not(let operand), .negative(let operand): collect(operand)
        case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right):
            collect(left)
            collect(right)
        case .conditional(let condition, let then, let otherwise):
            collect(condition)
            collect(then)
            collect(otherwise)
        case .comprehension(let comprehension):
            collect(comprehension.operand)
            let inner = [comprehension.filter, comprehension.body].compactMap { $0 }
            collect(inner, hiding: comprehension.variables)
        case .binding(let name, let value, let body):
            collect(value)
            collect([body], hiding: [name])
        case .optionalMap(let operand, let name, let body, _):
            collect(operand)
            collect([body], hiding: [name])
        }
    }

    private mutating func collect(_ expressions: [CELExpression], hiding names: [String]) {
        locals += names
        for expression in expressions {
            collect(expression)
        }
        locals.removeLast(names.count)
    }

    private mutating func collect(_ call: CELNode.Call) {
        let isNamespace = call.qualifiedName.map { name in
            let isLocal = call.target?.node.name.map(locals.contains) ?? false
            return !isLocal && (functions[name] != nil || StandardLibrary.overloads[name] != nil)
        }
        if let target = call.target, isNamespace != true {
            collect(target)
        }
        for argument in call.arguments {
            collect(argument)
        }
    }

    /// Follows attributes and elements down to what they are read from.
    private mutating func chain(_ expression: CELExpression) {
        var parts: [CELReference.Part] = []
        var computed: [CELExpression] = []
        var end = expression.range.upperBound
        var current = expression
        while true {
            switch current.node {
            case .attribute(let attribute):
                parts.append(CELReference.Part(step: .name(attribute.name), range: attribute.nameRange))
                current = attribute.operand
                continue
            case .element(let operand, let index, _):
                if let step = CELReference.Step(index.node) {
                    parts.append(CELReference.Part(step: step, range: index.range))
                } else {
                    computed.append(index)
                    parts.removeAll()
                    end = operand.range.upperBound
                }
                current = operand
                continue
            case .name(let name) where locals.contains(name): break
            case .name(let name), .outerName(let name):
                let range = current.range.lowerBound..<max(end, current.range.upperBound)
                references.append(
                    CELReference(root: name, rootRange: current.range, path: parts.reversed(), range: range)
                )
            default: collect(current)
            }
            break
        }
        for index in computed.reversed() {
            collect(index)
        }
    }
}

extension CELReference.Step {
    /// The step of an index that is written out.
    fileprivate init?(_ index: CELNode) {
        switch index {
        case .literal(.string(let name)): self = .name(name)
        case .literal(.int(let position)): self = .index(position)
        default: return nil
        }
    }
}
