import CELExpressions
import Testing

@Suite struct PartialEvaluationTests {
    @Test(
        "an unknown makes unknown only what depends on it",
        arguments: [
            ("u", "unknown u"),
            ("u + v", "unknown u, v"),
            ("n + 1", "4"),
            ("u + n", "unknown u"),
            ("-u", "unknown u"),
            ("!u", "unknown u"),
            ("u == u", "unknown u"),
            ("size(u)", "unknown u"),
            ("u.startsWith('a')", "unknown u"),
            ("u.attribute", "unknown u"),
            ("list[u]", "unknown u"),
            ("u[0]", "unknown u"),
            ("[1, u, v]", "unknown u, v"),
            ("{'a': u}", "unknown u"),
            ("{u: 1}", "unknown u"),
            ("has(u.a)", "unknown u"),
            ("u in list", "unknown u"),
            ("string(u)", "unknown u"),
            ("sensitive(n)", "sensitive 3"),
            ("[u, n][1]", "3"),
            ("{'a': u, 'b': n}.b", "3"),
            ("{'a': u, 'b': n}.a", "unknown u"),
            ("([u] + list)[1]", "1"),
            ("list.map(x, {'k': x, 'v': u}).filter(e, e.k > 1).map(e, e.k)", "[2, 3]"),
            ("list.map(x, {'k': x, 'v': u}).filter(e, e.v > 1)", "unknown u"),
            ("size([u, u])", "unknown u"),
            ("[secret, 'x'][1]", "'x'"),
            ("[secret, 'x'][0]", "sensitive 'hunter2'"),
            ("[secret, 'x']", "sensitive ['hunter2', 'x']"),
        ]
    )
    func strict(_ expression: String, _ expected: String) {
        #expect(evaluated(expression, in: Cloud.activation).line == expected)
    }

    @Test(
        "logic is decided without what does not matter",
        arguments: [
            ("false && u", "false"),
            ("u && false", "false"),
            ("true && u", "unknown u"),
            ("u && v", "unknown u, v"),
            ("true || u", "true"),
            ("u || true", "true"),
            ("false || u", "unknown u"),
            ("1 / 0 == 1 && false", "false"),
            ("1 / 0 == 1 || true", "true"),
            ("1 / 0 == 1 && true", "division-by-zero"),
            ("1 / 0 == 1 && u", "unknown u"),
            ("u || 1 / 0 == 1", "unknown u"),
            ("u ? 1 : 2", "unknown u"),
            ("true ? 1 : u", "1"),
            ("false ? u : 2", "2"),
            ("u + 1 / 0", "division-by-zero"),
        ]
    )
    func logic(_ expression: String, _ expected: String) {
        #expect(evaluated(expression, in: Cloud.activation).line == expected)
    }

    @Test(
        "comprehensions are chains of what they are made of",
        arguments: [
            ("list.all(x, x < u)", "unknown u"),
            ("list.all(x, x < 2 && u)", "false"),
            ("list.exists(x, x == 2 || u)", "true"),
            ("list.exists(x, x == 9 || u)", "unknown u"),
            ("list.exists_one(x, x == 1 || u)", "unknown u"),
            ("list.map(x, x + u)", "unknown u"),
            ("list.map(x, x == 1, x)", "[1]"),
            ("list.filter(x, x > u)", "unknown u"),
            ("u.map(x, x)", "unknown u"),
            ("cel.bind(x, u, true || x)", "true"),
            ("cel.bind(x, u, x)", "unknown u"),
            ("list.transformMap(i, x, u)", "unknown u"),
        ]
    )
    func comprehensions(_ expression: String, _ expected: String) {
        #expect(evaluated(expression, in: Cloud.activation).line == expected)
    }

    @Test(
        "attributes of host objects are looked up one at a time",
        arguments: [
            ("servers.web.name", "'web-1'"),
            ("servers['web'].name", "'web-1'"),
            ("servers.web.id", "unknown servers.web.id"),
            ("servers.web", "map"),
            ("has(servers.web.id)", "true"),
            ("has(servers.web.ipv9)", "false"),
            ("servers.web.ipv9", "unknown-attribute"),
            ("servers.?cache.?name.orValue('none')", "'none'"),
            ("servers.?web.?name.orValue('none')", "'web-1'"),
            ("'web' in servers", "true"),
            ("'cache' in servers", "false"),
            ("size(servers)", "2"),
            ("servers.map(k, k)", "['web', 'db']"),
            ("servers.transformList(k, s, s.name)", "['web-1', 'db']"),
            ("servers.web.transformList(k, v, k)", "['name', 'id']"),
            ("servers.web.transformList(k, v, v)", "unknown servers.web.id"),
            ("servers.exists(k, servers[k].name == 'db')", "true"),
        ]
    )
    func objects(_ expression: String, _ expected: String) {
        #expect(evaluated(expression, in: Cloud.activation).line == expected)
    }

    @Test(
        "what is sensitive marks every result that read it",
        arguments: [
            ("secret", "sensitive 'hunter2'"),
            ("secret + '!'", "sensitive 'hunter2!'"),
            ("size(secret)", "sensitive 7"),
            ("secret == 'a' ? 1 : 2", "sensitive 2"),
            ("[secret].map(x, x + 'a')", "sensitive ['hunter2a']"),
            ("{'a': secret}.a", "sensitive 'hunter2'"),
            ("true ? 1 : secret", "1"),
            ("true || secret == 'a'", "true"),
            ("servers.db.password", "sensitive 'hunter2'"),
            ("servers.db.name", "'db'"),
            ("key", "sensitive unknown key"),
            ("key + secret", "sensitive unknown key"),
            ("sensitive(u)", "sensitive unknown u"),
            ("sensitive('a') + 'b'", "sensitive 'ab'"),
            ("int(secret)", "sensitive invalid-argument"),
        ]
    )
    func sensitivity(_ expression: String, _ expected: String) {
        #expect(evaluated(expression, in: Cloud.activation).line == expected)
    }

    @Test(
        "the problem of a sensitive value does not tell the value",
        arguments: ["int(secret)", "ip(secret)", "{'a': 1}[secret]", "''.matches('(' + secret)"]
    )
    func quietProblems(_ expression: String) {
        let problem = evaluated(expression, in: Cloud.activation).problem
        #expect(problem != nil)
        #expect(problem?.message.contains("hunter2") == false)
        #expect(problem?.subject == nil)
    }

    @Test("functions of the host are called, and their failures have the place of the call")
    func hostFunctions() {
        #expect(evaluated("repeat('ab', 2)", in: Cloud.activation).line == "'abab'")
        #expect(
            evaluated("1 + fails()", in: Cloud.activation).problem?.line
                == "4..<11 invalid-argument: it never works"
        )
        #expect(
            evaluated("repeat(1)", in: Cloud.activation).problem?.line
                == "0..<9 wrong-type: expected 'repeat(string, int)', not 'repeat(int)'"
        )
    }
}
