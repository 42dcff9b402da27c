/// Where the names of an expression get their values, one at a time and only those that are needed.
package struct CELActivation {
    /// The value of a name; no answer when there is no such name.
    package var lookup: (String) -> HostAnswer?
    /// Every name, for "did you mean".
    package var names: () -> [String] = { [] }
    /// The value of an attribute of an object; no answer when it has no such attribute.
    package var attribute: (CELObject, String) -> HostAnswer? = { _, _ in nil }
    /// The names of the attributes of an object, in the order they are walked over.
    package var attributeNames: (CELObject) -> [String] = { _ in [] }
    package var functions = CELFunctions()
    /// Whether what an unknown condition leaves open is evaluated too, so that an unknown result names all that it may
    /// come to read, and not only what it reads first.
    package var looksAhead = false
    /// Told of every call of a function of the host's; `nil` for an argument that is not known, and of a map that is
    /// written out what is known of it.
    package var called: (String, [CELValue?]) -> Void = { _, _ in }
    /// Names with dots in them; the longest that fits goes first.
    package var qualifiedNames: Set<String> = []

    package init(lookup: @escaping (String) -> HostAnswer? = { _ in nil }) {
        self.lookup = lookup
    }

    /// An activation of values alone.
    package init(values: [String: CELValue]) {
        self.init { name in values[name].map { .value($0) } }
        names = { Array(values.keys) }
        qualifiedNames = Set(values.keys.filter { $0.utf8.contains(UInt8(ascii: ".")) })
    }
}

/// What came of an expression.
package struct CELResult: Sendable {
    package enum Outcome: Sendable {
        case value(CELValue)
        /// What it waits for, sorted; never empty.
        case unknown([String])
        case problem(CELProblem)
    }

    package internal(set) var outcome: Outcome
    /// Whether anything sensitive was read on the way, for its value or for a decision; a problem then shows no values.
    package internal(set) var isSensitive: Bool
    /// Whether anything was read that has failed, which the host tells elsewhere.
    package internal(set) var readsFailed: Bool
    /// The list or map part by part, of which one is not known, or sensitive while another is not.
    package internal(set) var parts: CELOutline.Element?

    package init(outcome: Outcome, isSensitive: Bool, readsFailed: Bool = false) {
        self.outcome = outcome
        self.isSensitive = isSensitive
        self.readsFailed = readsFailed
    }

    /// The value, where there is one.
    package var value: CELValue? {
        guard case .value(let value) = outcome else {
            return nil
        }
        return value
    }

    package var problem: CELProblem? {
        guard case .problem(let problem) = outcome else {
            return nil
        }
        return problem
    }

    package var unknowns: [String] {
        guard case .unknown(let names) = outcome else {
            return []
        }
        return names
    }
}
