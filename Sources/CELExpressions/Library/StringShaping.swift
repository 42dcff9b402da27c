/// Functions that make text of text.
extension StandardLibrary {
    static let stringShaping: [LibraryEntry] = [
        .member("lowerAscii", [.string], .string) { arguments, budget throws(CELFailure) in
            try mapped(arguments, &budget) { (0x41...0x5a).contains($0) ? $0 + 32 : $0 }
        },
        .member("upperAscii", [.string], .string) { arguments, budget throws(CELFailure) in
            try mapped(arguments, &budget) { (0x61...0x7a).contains($0) ? $0 - 32 : $0 }
        },
        .member("reverse", [.string], .string) { arguments, budget throws(CELFailure) in
            .string(String(scalars: try scalars(arguments, 0, &budget).reversed()))
        },
        .member("trim", [.string], .string) { arguments, budget throws(CELFailure) in
            let scalars = try scalars(arguments, 0, &budget)
            let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.count
            let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
            return .string(String(scalars: scalars[start..<end]))
        },
        .member("join", [.list(.string)], .string) { arguments, budget throws(CELFailure) in
            try joined(try arguments.list(0), "", &budget)
        },
        .member("join", [.list(.string), .string], .string) { arguments, budget throws(CELFailure) in
            try joined(try arguments.list(0), try arguments.text(1), &budget)
        },
        .member("split", [.string, .string], .list(.string)) { arguments, budget throws(CELFailure) in
            try split(arguments, limit: -1, &budget)
        },
        .member("split", [.string, .string, .int], .list(.string)) { arguments, budget throws(CELFailure) in
            try split(arguments, limit: try arguments.integer(2), &budget)
        },
        .member("replace", [.string, .string, .string], .string) { arguments, budget throws(CELFailure) in
            try replaced(arguments, limit: -1, &budget)
        },
        .member("replace", [.string, .string, .string, .int], .string) { arguments, budget throws(CELFailure) in
            try replaced(arguments, limit: try arguments.integer(3), &budget)
        },
        .function("strings.quote", [.string], .string) { arguments, budget throws(CELFailure) in
            let scalars = try scalars(arguments, 0, &budget)
            try budget.prepare(bytes: 2 * scalars.count)
            return .string("\"" + scalars.map(quoted).joined() + "\"")
        },
    ]

    private static func mapped(
        _ arguments: [CELValue],
        _ budget: inout EvaluationBudget,
        _ transform: (UInt8) -> UInt8
    ) throws(CELFailure) -> CELValue {
        let text = try arguments.text(0)
        try budget.spend(size: text.utf8.count)
        return .string(String(decoding: text.utf8.map(transform), as: UTF8.self))
    }

    private static func joined(
        _ elements: [CELValue],
        _ separator: String,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue {
        var parts: [String] = []
        var size = 0
        for element in elements {
            guard case .string(let text) = element else {
                throw CELFailure(.wrongType, "'join' expects a list of strings, this one holds \(element.typeName)")
            }
            size = size.addingClamped(text.utf8.count).addingClamped(separator.utf8.count)
            parts.append(text)
        }
        try budget.prepare(bytes: size)
        return .string(parts.joined(separator: separator))
    }

    /// The parts between the places where the separator is; an empty one separates every code point.
    private static func parts(
        of text: [Unicode.Scalar],
        separatedBy separator: [Unicode.Scalar],
        limit: Int,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> [ArraySlice<Unicode.Scalar>] {
        var parts: [ArraySlice<Unicode.Scalar>] = []
        var start = 0
        while limit < 0 || parts.count < limit - 1 {
            try budget.spend()
            let from = separator.isEmpty ? start + 1 : start
            guard from < text.count || !separator.isEmpty,
                let found = try ByteSearch.first(separator, in: text, from: from, &budget)
            else {
                break
            }
            parts.append(text[start..<found])
            start = found + separator.count
        }
        parts.append(text[start...])
        return parts
    }

    private static func split(
        _ arguments: [CELValue],
        limit: Int,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue {
        guard limit != 0 else {
            return .list([])
        }
        let text = try scalars(arguments, 0, &budget)
        let separator = try scalars(arguments, 1, &budget)
        if text.isEmpty, separator.isEmpty {
            return .list([])
        }
        let parts = try parts(of: text, separatedBy: separator, limit: limit, &budget)
        return try budget.list(parts.map { .string(String(scalars: $0)) })
    }

    private static func replaced(
        _ arguments: [CELValue],
        limit: Int,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> CELValue {
        let text = try scalars(arguments, 0, &budget)
        let wanted = try scalars(arguments, 1, &budget)
        let replacement = try arguments.text(2)
        guard limit != 0 else {
            return arguments[0]
        }
        var parts: [String]
        if wanted.isEmpty {
            // An empty text is found before every code point and at the end.
            let places = limit < 0 ? text.count + 1 : min(limit, text.count + 1)
            let single = min(places - 1, text.count)
            parts = [""] + text[..<single].map { String($0) } + [String(scalars: text[single...])]
        } else {
            let pieces = limit < 0 ? -1 : limit.addingClamped(1)
            parts = try self.parts(of: text, separatedBy: wanted, limit: pieces, &budget).map { String(scalars: $0) }
        }
        let (growth, overflow) = replacement.utf8.count.multipliedReportingOverflow(by: parts.count)
        try budget.prepare(bytes: overflow ? .max : growth.addingClamped(text.count))
        return .string(parts.joined(separator: replacement))
    }

    private static func quoted(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\u{7}": "\\a"
        case "\u{8}": "\\b"
        case "\u{c}": "\\f"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\u{b}": "\\v"
        case "\\": "\\\\"
        case "\"": "\\\""
        default: String(scalar)
        }
    }
}
