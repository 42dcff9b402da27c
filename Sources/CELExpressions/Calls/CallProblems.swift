/// The problems of calls, said alike by the checker and the evaluator.
extension CELProblem {
    static func unknownFunction(_ call: CELNode.Call, candidates: [String]) -> CELProblem {
        let name = call.target?.node.name == nil ? call.function : (call.qualifiedName ?? call.function)
        var problem = CELProblem(.unknownFunction, "'\(call.function)' is not a function", at: call.functionRange)
        problem.subject = StandardLibrary.namespaces.contains(call.target?.node.name ?? "") ? name : call.function
        problem.candidates = candidates
        return problem
    }

    /// The arguments fit no way to call the function.
    static func noOverload(
        _ name: String,
        isMember: Bool,
        of overloads: [Overload],
        for types: [String],
        at range: Range<Int>
    ) -> CELProblem {
        let usable = overloads.filter { $0.isMember == isMember }
        guard !usable.isEmpty else {
            let usage = isMember ? "'\(name)(…)'" : "'value.\(name)(…)'"
            return CELProblem(.wrongType, "'\(name)' is called as \(usage)", at: range)
        }
        let signatures = usable.map { overload in
            let parameters = overload.signature.parameters.map(\.description)
            return (overload.isVariadic ? parameters + ["…"] : parameters, overload.isMember)
        }
        return mismatch(name, signatures, isMember: isMember, types, at: range)
    }

    static func noSignature(_ function: CELFunction, for types: [String], at range: Range<Int>) -> CELProblem {
        let signatures = function.signatures.map { ($0.parameters.map(\.description), false) }
        return mismatch(function.name, signatures, isMember: false, types, at: range)
    }

    private static func mismatch(
        _ name: String,
        _ signatures: [(parameters: [String], isMember: Bool)],
        isMember: Bool,
        _ types: [String],
        at range: Range<Int>
    ) -> CELProblem {
        var expected: [String] = []
        for signature in signatures {
            let text = call(name, signature.parameters, isMember: isMember)
            if !expected.contains(text) {
                expected.append(text)
            }
        }
        let given = call(name, types, isMember: isMember)
        return CELProblem(.wrongType, "expected '\(expected.joined(separator: "' or '"))', not '\(given)'", at: range)
    }

    private static func call(_ name: String, _ types: [String], isMember: Bool) -> String {
        guard isMember, let receiver = types.first else {
            return "\(name)(\(types.joined(separator: ", ")))"
        }
        return "\(receiver).\(name)(\(types.dropFirst().joined(separator: ", ")))"
    }
}

extension StandardLibrary {
    /// The words before the dot in names of functions: `math`.
    static let namespaces = Set(
        overloads.keys.compactMap { name in name.split(separator: ".").count == 2 ? name.prefix { $0 != "." } : nil }
            .map(String.init)
    )
}
