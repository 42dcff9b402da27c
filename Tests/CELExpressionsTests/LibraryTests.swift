import CELExpressions
import Testing

@Suite struct LibraryTests {
    @Test(
        "functions of the extensions do what their documentation says",
        arguments: [
            ("[1, 2, 3, 4].slice(1, 3)", "[2, 3]"), ("[1].slice(0, 2)", "out-of-range"),
            ("[1, [2, [3]]].flatten()", "[1, 2, [3]]"), ("[1, [2, [3]]].flatten(2)", "[1, 2, 3]"),
            ("[3, 1, 2].sort()", "[1, 2, 3]"), ("[1, 'a'].sort()", "wrong-type"),
            ("['bb', 'a'].sortBy(x, size(x))", "['a', 'bb']"), ("[1, 1u, 2, [1], [1]].distinct()", "[1, 2, [1]]"),
            ("[1, 2].reverse()", "[2, 1]"), ("lists.range(3)", "[0, 1, 2]"), ("[].first()", "optional(none)"),
            ("[1, 2].last()", "optional(2)"), ("sets.contains([1, 2.0, 3u], [1.0, 2u, 3])", "true"),
            ("sets.equivalent([1], [1, 1])", "true"), ("sets.intersects([1], [])", "false"),
            ("'hello hello'.replace('he', 'we', 1)", "'wello hello'"), ("'ab'.replace('', '-')", "'-a-b-'"),
            ("'hello hello hello'.split(' ', 2)", "['hello', 'hello hello']"), ("'abc'.split('')", "['a', 'b', 'c']"),
            ("'hello'.charAt(5)", "''"), ("'hello'.charAt(-1)", "out-of-range"), ("[].join('/')", "''"),
            ("math.sqrt(16)", "4"), ("math.bitShiftLeft(1, -1)", "invalid-argument"), ("math.round(-1.5)", "-2"),
            ("math.greatest([])", "invalid-argument"), ("{'a': 1}.transformMapEntry(k, v, {v: k})", "{1: 'a'}"),
            ("{'a': 1, 'b': 1}.transformMapEntry(k, v, {v: k})", "invalid-argument"),
            ("cidr('10.1.2.3/8').masked()", "10.0.0.0/8"), ("isCIDR('10.0.0.0/33')", "false"),
            ("ip.isCanonical('2001:DB8::1')", "false"), ("string(ip('1:0:0:2:0:0:0:3'))", "'1:0:0:2::3'"),
            ("optional.unwrap([optional.of(1), optional.none()])", "[1]"), ("optional.none().value()", "no-value"),
        ]
    )
    func functions(_ expression: String, _ expected: String) {
        #expect(evaluated(expression).line == expected)
    }

    @Test(
        "patterns are those of RE2",
        arguments: [
            ("web-12", "^[a-z]+-\\\\d{2}$", true), ("web-1", "^[a-z]+-\\\\d{2,}$", false), ("a\\nb", "a.b", false),
            ("a\\nb", "(?s)a.b", true), ("a\\nb", "(?m)^b$", true), ("WEB", "(?i)web", true), ("x-y", "[a-]y", true),
            ("foo bar", "\\\\bbar\\\\b", true), ("é", "^\\\\pL$", true), ("1", "^\\\\p{^L}$", true), ("]", "[]]", true),
            ("ab", "^(?:a|b)*?$", true), ("a.b", "a\\\\.b", true), ("axb", "a\\\\.b", false), ("", "^$", true),
        ]
    )
    func patterns(_ text: String, _ pattern: String, _ isFound: Bool) {
        #expect(evaluated("'\(text)'.matches('\(pattern)')").line == "\(isFound)")
    }

    @Test(
        "a pattern that is none is refused",
        arguments: ["(", "a)", "[a", "*", "a**", "a{3,2}", "\\\\y", "[z-a]", "(?x)"]
    )
    func badPatterns(_ pattern: String) {
        #expect(evaluated("''.matches('\(pattern)')").problem?.code == .invalidArgument)
    }
}
