import CELExpressions
import Foundation
import Testing

@Suite struct LimitTests {
    private func code(_ text: String, _ values: [String: CELValue] = [:]) -> CELProblem.Code? {
        evaluated(text, values).problem?.code
    }

    @Test(
        "deep nesting is refused before anything recurses that deep",
        arguments: [
            String(repeating: "(", count: 30_000), String(repeating: "[", count: 30_000),
            String(repeating: "!", count: 30_000) + "true", String(repeating: "-", count: 30_000) + "n",
            String(repeating: "a[", count: 20_000), String(repeating: "{1:", count: 20_000),
            "1" + String(repeating: "+1", count: 20_000), "true" + String(repeating: "&&true", count: 9_000),
            "a" + String(repeating: ".a", count: 20_000), "a" + String(repeating: "[0]", count: 20_000),
            String(repeating: "f(", count: 20_000), "a" + String(repeating: ".f()", count: 15_000),
            String(repeating: "true?1:", count: 9_000) + "1",
        ]
    )
    func nesting(_ text: String) {
        #expect(code(text) == .tooLarge)
    }

    @Test("ordinary nesting is fine")
    func ordinaryNesting() {
        #expect(evaluated(String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150)).line == "1")
        #expect(evaluated("1" + String(repeating: "+1", count: 150)).line == "151")
    }

    @Test("the deepest walks that are allowed fit the stack")
    func deepestWalks() {
        var walks = "x"
        var bindings = "x"
        var lists = "x"
        for _ in 0..<198 {
            walks = "[1].map(x, \(walks))"
            bindings = "cel.bind(x, x, \(bindings))"
            lists = "[\(lists)]"
        }
        let values: [String: CELValue] = ["x": .int(1)]
        #expect(evaluated(walks, values).value != nil)
        #expect(evaluated(bindings, values).line == "1")
        #expect(evaluated("\(lists) == \(lists)", values).line == "true")
        #expect(code("cel.bind(x, \(lists), [[[x]]])", values) == .tooLarge)
    }

    @Test(
        "long keys are paid for like other text",
        arguments: ["lists.range(100000).all(i, m[s] == 1)", "lists.range(100000).all(i, s in m)"]
    )
    func longKeys(_ text: String) {
        let key = String(repeating: "a", count: 100_000)
        let values: [String: CELValue] = ["s": .string(key), "m": .map(CELMap([(key, .int(1))]))]
        #expect(code(text, values) == .tooManySteps)
    }

    @Test("a long expression is refused")
    func length() {
        #expect(code("'" + String(repeating: "a", count: 70_000) + "'") == .tooLarge)
    }

    @Test(
        "what takes too long is stopped",
        arguments: [
            "lists.range(2000).map(a, lists.range(2000).map(b, lists.range(2000).map(c, a + b + c))).size()",
            "lists.range(100000).all(a, lists.range(100000).all(b, true))",
            "lists.range(100000).exists(a, lists.range(100000).exists(b, 1 / 0 == b))",
            "lists.range(1000000).distinct().map(x, [x]).distinct()",
            "cel.bind(l, lists.range(100000), sets.equivalent(l, l))",
            "cel.bind(l, lists.range(100000).map(x, string(x)), lists.range(10000).map(x, 'z' in l))",
        ]
    )
    func steps(_ text: String) {
        #expect(code(text) == .tooManySteps || code(text) == .tooLarge)
    }

    @Test("what grows too large is refused before it is made")
    func sizes() {
        #expect(code("lists.range(100000000)") == .tooLarge)
        var doubling = "s"
        for _ in 0..<40 {
            doubling = "cel.bind(s, s + s, \(doubling))"
        }
        #expect(code(doubling, ["s": .string("0123456789")]) == .tooLarge)
        #expect([.tooLarge, .tooManySteps].contains(code(doubling, ["s": .list([.int(1)])])))
        #expect(code(doubling.replacing("s + s", with: "[s, s]"), ["s": .int(1)]) == .tooLarge)
        #expect(code("'a'.replace('', s)", ["s": .string(String(repeating: "a", count: 5_000_000))]) == .tooLarge)
        #expect(
            code("lists.range(1000).map(x, s)", ["s": .string(String(repeating: "a", count: 100_000))]) == .tooLarge
        )
    }

    @Test("no pattern takes more time than its text is long")
    func patterns() {
        let text = CELValue.string(String(repeating: "a", count: 20_000))
        #expect(evaluated("s.matches('(a*)*b')", ["s": text]).line == "false")
        #expect(evaluated("s.matches('(a|a)*(a|a)*$')", ["s": text]).line == "true")
        #expect(code("s.matches('((a{1000}){1000}){1000}')", ["s": text]) == .tooLarge)
        #expect(code("''.matches(p)", ["p": .string(String(repeating: "(", count: 1_500))]) == .invalidArgument)
    }

    @Test("results of the host count as well")
    func hostResults() {
        #expect(evaluated("repeat('a', 9000000)", in: Cloud.activation).problem?.code == .tooLarge)
    }
}
