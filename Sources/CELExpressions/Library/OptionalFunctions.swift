extension StandardLibrary {
    private static let wrapped = CELType.parameter("T")
    private static let optional = CELType.optional(wrapped)

    static let optionals: [LibraryEntry] = [
        .function("optional.of", [wrapped], optional) { arguments, budget throws(CELFailure) in
            try budget.optional(arguments[0])
        },
        .function("optional.ofNonZeroValue", [wrapped], optional) { arguments, budget throws(CELFailure) in
            arguments[0].isZero ? .optional(nil) : try budget.optional(arguments[0])
        },
        .function("optional.none", [], .optional(.dyn)) { _, _ throws(CELFailure) in .optional(nil) },
        .function("optional.unwrap", [.list(optional)], .list(wrapped), unwrap),
        .member("unwrapOpt", [.list(optional)], .list(wrapped), unwrap),
        .member("hasValue", [optional], .bool) { arguments, _ throws(CELFailure) in
            .bool(try arguments.optional(0) != nil)
        },
        .member("value", [optional], wrapped) { arguments, _ throws(CELFailure) in
            guard let value = try arguments.optional(0) else {
                throw CELFailure(.noValue, "the optional has no value, expected one; 'orValue' gives a value instead")
            }
            return value
        },
        .member("or", [optional, optional], optional) { arguments, _ throws(CELFailure) in
            try arguments.optional(0) == nil ? arguments[1] : arguments[0]
        },
        .member("orValue", [optional, wrapped], wrapped) { arguments, _ throws(CELFailure) in
            try arguments.optional(0) ?? arguments[1]
        },
    ]

    private static let unwrap: Overload.Body = { arguments, budget throws(CELFailure) in
        var values: [CELValue] = []
        for element in try arguments.list(0) {
            guard case .optional(let value) = element else {
                throw CELFailure(.wrongType, "expected a list of optionals, this one holds \(element.typeName)")
            }
            if let value {
                values.append(value)
            }
        }
        return try budget.list(values)
    }
}
