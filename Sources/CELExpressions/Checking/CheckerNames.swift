/// Names, attributes and elements.
extension Checker {
    /// The type of a name from outside of the expression.
    mutating func globalType(_ name: String, at range: Range<Int>) -> CELType {
        if let type = environment.type(name) {
            return known(type)
        }
        if CELValue.typeNames.contains(name) {
            return .type
        }
        var problem = CELProblem(.unknownName, "'\(name)' is not a name that is known here", at: range)
        problem.subject = name
        problem.candidates = environment.names() + locals.map(\.name)
        return report(problem)
    }

    mutating func attributeType(_ attribute: CELNode.Attribute) -> CELType {
        let operand = type(of: attribute.operand)
        return memberType(attribute.name, of: operand, isOptional: attribute.isOptional, at: attribute.nameRange)
    }

    private mutating func memberType(
        _ name: String,
        of operand: CELType,
        isOptional: Bool,
        at range: Range<Int>
    ) -> CELType {
        switch operand {
        case .dyn, .parameter: return isOptional ? .optional(.dyn) : .dyn
        case .failed: return .failed
        case .optional(let inner):
            return memberType(name, of: inner, isOptional: true, at: range)
        case .map(let key, let value):
            guard key.mayEqual(.string) else {
                return report(CELProblem(.wrongType, "the keys of \(operand) are no names, expected '[…]'", at: range))
            }
            return wrapped(value, isOptional)
        case .object(let object):
            if let type = environment.attributeType(object, name) {
                return wrapped(known(type), isOptional)
            }
            var problem = CELProblem(.unknownAttribute, environment.missing(object, name), at: range)
            problem.subject = name
            problem.candidates = environment.attributeNames(object)
            return report(problem)
        case .list:
            let message = "a list has no attribute '\(name)', expected an index like [0] or 'map' over its elements"
            return report(CELProblem(.wrongType, message, at: range))
        case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange:
            let message = "a value of type \(operand) has no attribute '\(name)'"
            return report(CELProblem(.wrongType, message, at: range))
        }
    }

    private func wrapped(_ type: CELType, _ isOptional: Bool) -> CELType {
        guard isOptional, type != .failed else {
            return type
        }
        if case .optional = type {
            return type
        }
        return .optional(type)
    }

    /// An attribute that may be absent is no problem here, one that no object of the type can have is.
    mutating func presenceType(_ attribute: CELNode.Attribute) -> CELType {
        _ = attributeType(attribute)
        return .bool
    }

    mutating func elementType(of operand: CELExpression, _ index: CELExpression, isOptional: Bool) -> CELType {
        let container = type(of: operand)
        let found = type(of: index)
        return elementType(of: container, operand, found, index, isOptional: isOptional)
    }

    private mutating func elementType(
        of container: CELType,
        _ operand: CELExpression,
        _ found: CELType,
        _ index: CELExpression,
        isOptional: Bool
    ) -> CELType {
        switch container {
        case .dyn, .parameter: return isOptional ? .optional(.dyn) : .dyn
        case .failed: return .failed
        case .optional(let inner):
            return elementType(of: inner, operand, found, index, isOptional: true)
        case .list(let element):
            if !found.isOpen, !found.isNumber {
                return report(CELProblem(.wrongType, "an index of a list is an int, not \(found)", at: index.range))
            }
            return wrapped(element, isOptional)
        case .map(let key, let value):
            if !key.mayEqual(found), !(key.isNumber && found.isNumber) {
                let message = "a key of \(container) is a \(key), not \(found)"
                return report(CELProblem(.wrongType, message, at: index.range))
            }
            return wrapped(value, isOptional)
        case .object(let object):
            if case .literal(.string(let name)) = index.node {
                return memberType(name, of: container, isOptional: isOptional, at: index.range)
            }
            if !found.isOpen, found != .string {
                let message = "an attribute of a \(object.name) is named by a string, not \(found)"
                return report(CELProblem(.wrongType, message, at: index.range))
            }
            return wrapped(.dyn, isOptional)
        case .null, .bool, .int, .uint, .double, .string, .bytes, .type, .address, .addressRange:
            return report(CELProblem(.wrongType, "a value of type \(container) has no elements", at: operand.range))
        }
    }
}
