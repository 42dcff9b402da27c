import CELExpressions
import Testing

@Suite struct ReferenceTests {
    /// `root.step[index] 0..<5`, one text a reference.
    private func references(_ text: String) throws -> [String] {
        try CELExpression.parse(text).references(functions: Cloud.functions).map { reference in
            let steps = reference.path.map { part in
                switch part.step {
                case .name(let name): ".\(name)@\(part.range.lowerBound)..<\(part.range.upperBound)"
                case .index(let index): "[\(index)]"
                }
            }
            return "\(reference.root)\(steps.joined()) \(reference.range.lowerBound)..<\(reference.range.upperBound)"
        }
    }

    @Test(
        "free names are found with their paths and places",
        arguments: [
            ("web_count + 1", ["web_count 0..<9"]),
            ("servers.web.ipv4", ["servers.web@8..<11.ipv4@12..<16 0..<16"]),
            ("servers[\"a b\"].ipv4", ["servers.a b@8..<13.ipv4@15..<19 0..<19"]),
            ("servers.web[0].id", ["servers.web@8..<11[0].id@15..<17 0..<17"]),
            ("servers.web[index].id", ["servers.web@8..<11 0..<11", "index 12..<17"]),
            ("has(servers.web.ipv6)", ["servers.web@12..<15.ipv6@16..<20 4..<20"]),
            ("servers.?web[?0]", ["servers.web@9..<12[0] 0..<16"]),
            ("f(a, b.c())", ["a 2..<3", "b 5..<6"]),
            ("math.abs(x)", ["x 9..<10"]),
            ("{a: b, 'c': [d]}", ["a 1..<2", "b 4..<5", "d 13..<14"]),
            ("'a.b.c' + r'x'", []),
        ]
    )
    func free(_ expression: String, _ expected: [String]) throws {
        #expect(try references(expression) == expected)
    }

    @Test(
        "variables of macros are no references, and hide what has their name only inside",
        arguments: [
            ("servers.web.map(s, s.ipv4 + x)", ["servers.web@8..<11 0..<11", "x 28..<29"]),
            ("s.map(s, s)", ["s 0..<1"]),
            ("a.all(i, v, v > i && b)", ["a 0..<1", "b 21..<22"]),
            ("cel.bind(x, y, x + z)", ["y 12..<13", "z 19..<20"]),
            ("a.?b.optMap(v, v + c)", ["a.b@3..<4 0..<4", "c 19..<20"]),
            ("[1].map(x, .x)", ["x 12..<13"]),
        ]
    )
    func hidden(_ expression: String, _ expected: [String]) throws {
        #expect(try references(expression) == expected)
    }
}
