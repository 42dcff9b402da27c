/// One way to call a function: the types of its arguments, a receiver first, and of its result.
package struct CELSignature: Hashable, Sendable {
    package let parameters: [CELType]
    package let result: CELType

    package init(_ parameters: [CELType], _ result: CELType) {
        self.parameters = parameters
        self.result = result
    }
}

/// A function that the host adds to the language.
package struct CELFunction: Sendable {
    package let name: String
    /// What an author of an expression can call it with.
    package let signatures: [CELSignature]
    /// Whether the result is sensitive whatever the arguments are, and even while it is not known.
    package let makesSensitive: Bool
    /// Called with known arguments of one of the signatures.
    package let call: @Sendable ([CELValue]) -> HostAnswer

    package init(
        _ name: String,
        _ signatures: [CELSignature],
        makesSensitive: Bool = false,
        call: @escaping @Sendable ([CELValue]) -> HostAnswer
    ) {
        self.name = name
        self.signatures = signatures
        self.makesSensitive = makesSensitive
        self.call = call
    }
}

/// The functions of a host by name; they go before the standard ones.
package struct CELFunctions: Sendable {
    private let byName: [String: CELFunction]

    package init(_ functions: [CELFunction] = []) {
        byName = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(name: String) -> CELFunction? {
        byName.isEmpty ? nil : byName[name]
    }

    /// Every function that can be called by name, the standard ones too; for "did you mean".
    package var names: [String] {
        Array(byName.keys) + Array(StandardLibrary.overloads.keys)
    }
}

/// One of the standard functions for one list of types.
struct Overload: Sendable {
    typealias Body = @Sendable ([CELValue], inout EvaluationBudget) throws(CELFailure) -> CELValue

    let signature: CELSignature
    /// Called as `receiver.name(…)`; the receiver is the first parameter.
    let isMember: Bool
    /// Takes its last parameter any number of times.
    let isVariadic: Bool
    let body: Body

    func takes(argumentCount: Int) -> Bool {
        isVariadic ? argumentCount >= signature.parameters.count : argumentCount == signature.parameters.count
    }

    func parameter(_ position: Int) -> CELType {
        signature.parameters[min(position, signature.parameters.count - 1)]
    }

    func accepts(_ arguments: [CELValue]) -> Bool {
        guard takes(argumentCount: arguments.count) else {
            return false
        }
        for (position, argument) in arguments.enumerated() where !parameter(position).accepts(argument) {
            return false
        }
        return true
    }
}

/// A named overload, as the files of the library list them.
struct LibraryEntry: Sendable {
    let name: String
    let overload: Overload

    /// What is called as `name(…)`.
    static func function(
        _ name: String,
        _ parameters: [CELType],
        _ result: CELType,
        variadic: Bool = false,
        _ body: @escaping Overload.Body
    ) -> LibraryEntry {
        let signature = CELSignature(parameters, result)
        return LibraryEntry(
            name: name,
            overload: Overload(signature: signature, isMember: false, isVariadic: variadic, body: body)
        )
    }

    /// What is called as `receiver.name(…)`.
    static func member(
        _ name: String,
        _ parameters: [CELType],
        _ result: CELType,
        _ body: @escaping Overload.Body
    ) -> LibraryEntry {
        let signature = CELSignature(parameters, result)
        return LibraryEntry(
            name: name,
            overload: Overload(signature: signature, isMember: true, isVariadic: false, body: body)
        )
    }
}
