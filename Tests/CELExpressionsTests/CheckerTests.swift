import CELExpressions
import Testing

@Suite struct CheckerTests {
    @Test(
        "a mistake is told with its place and what was expected",
        arguments: [
            (
                "1 + 'a'",
                "0..<7 wrong-type: '+' cannot be used on int and string, expected a string on the left, like 'string(…)'"
            ),
            (
                "'a' + n",
                "0..<7 wrong-type: '+' cannot be used on string and int, expected a string on the right, like 'string(…)'"
            ),
            (
                "n * 1.5",
                "0..<7 wrong-type: '*' cannot be used on int and double, expected two numbers of one type, like 'double(…)' or 'int(…)' makes them"
            ),
            ("n == 'a'", "0..<8 wrong-type: '==' cannot be used on int and string, expected two values of one type"),
            ("enabled < 1", "0..<11 wrong-type: '<' cannot be used on bool and int"),
            ("n && enabled", "0..<1 wrong-type: '&&' expects a bool on both sides, not int"),
            ("!n", "1..<2 wrong-type: '!' expects a bool, not int"),
            ("-name", "0..<5 wrong-type: '-' expects an int or double, not string"),
            ("n ? 1 : 2", "0..<1 wrong-type: '?' expects a bool before it, not int"),
            ("nam + 'a'", "0..<3 unknown-name: 'nam' is not a name that is known here"),
            ("servers.web.ipv5", "12..<16 unknown-attribute: a server has no attribute 'ipv5'"),
            ("servers['wep'].name", "8..<13 unknown-attribute: a section has no attribute 'wep'"),
            (
                "instances.ipv4",
                "10..<14 wrong-type: a list has no attribute 'ipv4', expected an index like [0] or 'map' over its elements"
            ),
            ("name.length", "5..<11 wrong-type: a value of type string has no attribute 'length'"),
            ("name['a']", "0..<4 wrong-type: a value of type string has no elements"),
            ("list['a']", "5..<8 wrong-type: an index of a list is an int, not string"),
            ("labels[1]", "7..<8 wrong-type: a key of map(string, string) is a string, not int"),
            ("lenght(name)", "0..<6 unknown-function: 'lenght' is not a function"),
            ("name.uper()", "5..<9 unknown-function: 'uper' is not a function"),
            ("math.sum(1)", "5..<8 unknown-function: 'sum' is not a function"),
            (
                "name.startsWith(1)",
                "0..<18 wrong-type: expected 'string.startsWith(string)', not 'string.startsWith(int)'"
            ),
            ("startsWith(name)", "0..<16 wrong-type: 'startsWith' is called as 'value.startsWith(…)'"),
            ("repeat(n, name)", "0..<15 wrong-type: expected 'repeat(string, int)', not 'repeat(int, string)'"),
            ("list.all(x, x)", "12..<13 wrong-type: expected a condition of type bool, not int"),
            ("n.map(x, x)", "0..<1 wrong-type: expected a list or map to walk over, not int"),
            ("{1.5: 1}", "1..<4 wrong-type: a key is a string, int, uint or bool, not double"),
            ("[?1]", "2..<3 wrong-type: expected an optional after '?', not int"),
            (
                "'a' in list",
                "0..<11 wrong-type: 'in' cannot be used on string and list(int), expected a list or map of such values on the right"
            ),
        ]
    )
    func mistakes(_ expression: String, _ expected: String) {
        #expect(problems(expression, in: Cloud.environment) == [expected])
    }

    @Test(
        "a text that is no expression is refused at its place",
        arguments: [
            ("", "0..<0 expression-syntax: expected an expression, found nothing"),
            ("1 +", "3..<3 expression-syntax: expected a value, found the end"),
            ("1 2", "2..<3 expression-syntax: expected an operator or the end of the expression, found '2'"),
            ("a = 1", "2..<3 expression-syntax: '=' is no part of an expression, expected '==' to compare"),
            ("(1", "2..<2 expression-syntax: expected ')', found the end"),
            ("[1, 2", "5..<5 expression-syntax: expected ',' or ']', found the end"),
            ("{'a' 1}", "5..<6 expression-syntax: expected ':' and the value of the key, found '1'"),
            ("f(1,)", "4..<5 expression-syntax: expected an argument, found ')'"),
            ("'abc", "0..<1 expression-syntax: the string that begins here is never closed"),
            (
                "'a\\qb'",
                "2..<4 expression-syntax: '\\q' is no escape sequence, expected one like '\\n', '\\\\', '\\x41' or '\\u00e9'"
            ),
            ("12ab", "0..<4 expression-syntax: '12ab' is neither a number nor a name"),
            ("9223372036854775808", "0..<19 expression-syntax: the number '9223372036854775808' does not fit 64 bits"),
            ("for", "0..<3 expression-syntax: 'for' is a reserved word, expected a value"),
            (
                "Server{name: 1}",
                "6..<7 expression-syntax: message types are not part of expressions, expected a map like {'a': 1}"
            ),
            (
                "list.map(x)",
                "5..<8 expression-syntax: 'map' takes a variable, a condition if wanted, and an expression, like (x, x + 1)"
            ),
            ("list.map(1, x)", "9..<10 expression-syntax: expected the name of a variable"),
            ("has(a)", "4..<5 expression-syntax: 'has' takes one attribute, like has(a.b)"),
            ("ä", "0..<2 expression-syntax: 'ä' is no part of an expression"),
        ]
    )
    func syntax(_ expression: String, _ expected: String) {
        #expect(problems(expression, in: Cloud.environment) == [expected])
    }

    @Test("all mistakes are told at once, and none that only follows from another")
    func several() {
        #expect(
            problems("nam + 1 > 2 || !n || servers.wep.ipv4 == 3", in: Cloud.environment) == [
                "0..<3 unknown-name: 'nam' is not a name that is known here",
                "16..<17 wrong-type: '!' expects a bool, not int",
                "29..<32 unknown-attribute: a section has no attribute 'wep'",
            ]
        )
    }

    @Test("what was meant can be found by the host")
    func candidates() throws {
        func first(_ text: String) throws -> CELProblem {
            try #require(try CELExpression.parse(text).check(in: Cloud.environment).problems.first)
        }
        let name = try first("nam")
        #expect(name.subject == "nam")
        #expect(name.candidates.contains("name"))
        let attribute = try first("servers.wep")
        #expect(attribute.subject == "wep")
        #expect(attribute.candidates == ["db", "web"])
        let function = try first("math.gratest(1, 2)")
        #expect(function.subject == "math.gratest")
        #expect(function.candidates.contains("math.greatest"))
        #expect(try first("repet('a', 1)").candidates.contains("repeat"))
    }

    @Test(
        "the type of a result is known as far as its parts are",
        arguments: [
            ("1 + n", "int"), ("any + 1", "int"), ("any + any", "any value"), ("name + name", "string"),
            ("[1, 2]", "list(int)"), ("[1, 'a']", "list"), ("{'a': [1]}", "map(string, list(int))"),
            ("servers.web", "server"), ("servers.web.ipv4", "string"), ("servers[name]", "any value"),
            ("instances.map(s, s.ipv4)", "list(string)"), ("instances[0].id", "int"),
            ("instances.filter(s, s.id > 1)", "list(server)"), ("labels.?a", "optional(string)"),
            ("labels.?a.orValue('b')", "string"), ("enabled ? 1 : 'a'", "any value"), ("[3, 1].sort()", "list(int)"),
            ("cidr('10.0.0.0/8').ip()", "ip"), ("sensitive([1])", "list(int)"), ("size(any)", "int"),
            ("labels.transformMap(k, v, size(v))", "map(string, int)"), ("math.greatest(1, 2)", "int"),
            ("math.greatest(1, 2.0)", "any value"), ("name == null", "bool"), ("name.split(',')", "list(string)"),
        ]
    )
    func types(_ expression: String, _ expected: String) throws {
        let check = try CELExpression.parse(expression).check(in: Cloud.environment)
        #expect(check.problems.map(\.line) == [])
        #expect(check.type.description == expected)
    }
}
