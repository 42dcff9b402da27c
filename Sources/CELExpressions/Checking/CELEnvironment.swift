/// What the host declares to the checker.
package struct CELEnvironment {
    /// The type of a name; no answer when there is no such name.
    package var type: (String) -> CELType?
    /// Every name, for "did you mean".
    package var names: () -> [String] = { [] }
    /// The type of an attribute of an object; no answer when it has no such attribute.
    package var attributeType: (CELObjectType, String) -> CELType? = { _, _ in nil }
    package var attributeNames: (CELObjectType) -> [String] = { _ in [] }
    /// What to say where an object has no such attribute.
    package var missing: (CELObjectType, String) -> String = { "a \($0.name) has no attribute '\($1)'" }
    package var functions = CELFunctions()
    /// Names with dots in them; the longest that fits goes first.
    package var qualifiedNames: Set<String> = []

    package init(type: @escaping (String) -> CELType? = { _ in nil }) {
        self.type = type
    }

    /// An environment of declared names alone.
    package init(types: [String: CELType]) {
        self.init { types[$0] }
        names = { Array(types.keys) }
        qualifiedNames = Set(types.keys.filter { $0.utf8.contains(UInt8(ascii: ".")) })
    }
}

/// What the checker found out.
package struct CELCheck: Sendable {
    /// The type of the result; `failed` when a problem left it open.
    package let type: CELType
    /// Sorted by place.
    package let problems: [CELProblem]
    /// Whether it names something that has failed, which the host tells elsewhere.
    package let readsFailed: Bool
}

extension CELExpression {
    /// Finds the type of the expression and every problem that can be seen without values.
    package func check(in environment: CELEnvironment) -> CELCheck {
        var checker = Checker(environment)
        let type = checker.type(of: self)
        let problems = checker.problems.enumerated().sorted { left, right in
            (left.element.range.lowerBound, left.offset) < (right.element.range.lowerBound, right.offset)
        }
        return CELCheck(type: type, problems: problems.map(\.element), readsFailed: checker.readsFailed)
    }
}
