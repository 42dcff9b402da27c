import CELExpressions
import Testing

@Suite struct TemplateTests {
    /// Literals in quotes, expressions by their place.
    private func parts(_ text: String) -> [String] {
        let (template, problems) = CELTemplate.parse(text)
        let parts = template.parts.map { part in
            switch part {
            case .literal(let literal): "'\(literal)'"
            case .expression(let expression): "\(expression.range.lowerBound)..<\(expression.range.upperBound)"
            }
        }
        return parts + problems.map(\.line)
    }

    @Test(
        "a template is cut into text and expressions",
        arguments: [
            ("plain", ["'plain'"]),
            ("", []),
            ("${a}", ["2..<3"]),
            ("web-${ index }.${domain}", ["'web-'", "7..<12", "'.'", "17..<23"]),
            ("$${a} costs $5 {b}", ["'${a} costs $5 {b}'"]),
            ("$$${a}", ["'$${a}'"]),
            ("${{'a': {'b': 1}}.a.b}", ["2..<21"]),
            ("${'}' + \"}\" + '''}'}'''}x", ["2..<23", "'x'"]),
            ("${r'\\'}${'\\'}'}", ["2..<6", "9..<14"]),
            ("ä${a}", ["'ä'", "4..<5"]),
            ("${a // }\n}", ["2..<3"]),
        ]
    )
    func cutting(_ text: String, _ expected: [String]) {
        #expect(parts(text) == expected)
    }

    @Test(
        "what is wrong in a template is told at its place in the whole text",
        arguments: [
            (
                "a ${b",
                [
                    "'a '",
                    "2..<4 expression-syntax: the expression that begins here is never closed, expected '}' (a literal '${' is written '$${')",
                ]
            ),
            ("a ${'b}", ["'a '", "4..<5 expression-syntax: the string that begins here is never closed"]),
            (
                "a ${1 +} ${2 *}",
                [
                    "'a '", "' '", "7..<7 expression-syntax: expected a value, found the end",
                    "14..<14 expression-syntax: expected a value, found the end",
                ]
            ),
            ("${}", ["2..<2 expression-syntax: expected an expression, found nothing"]),
        ]
    )
    func problems(_ text: String, _ expected: [String]) {
        #expect(parts(text) == expected)
    }

    @Test(
        "one expression keeps its type, several parts make text",
        arguments: [
            ("${n}", "3"), ("${list}", "[1, 2, 3]"), ("n=${n}", "'n=3'"), ("${n}${n}", "'33'"), ("$${n}", "'${n}'"),
            ("${1.5}-${true}-${2u}", "'1.5-true-2'"), ("ip ${ip('::1')}", "'ip ::1'"), ("a ${u} ${v}", "unknown u, v"),
            ("a ${secret}", "sensitive 'a hunter2'"), ("a ${list}", "wrong-type"), ("a ${null}", "wrong-type"),
            ("${u} ${secret}", "sensitive unknown u"), ("", "''"),
        ]
    )
    func evaluation(_ text: String, _ expected: String) {
        let (template, problems) = CELTemplate.parse(text)
        #expect(problems == [])
        #expect(template.evaluate(in: Cloud.activation).line == expected)
    }

    @Test("checking tells what cannot be part of a text")
    func checking() {
        let check = CELTemplate.parse("a ${list} ${nam}").template.check(in: Cloud.environment)
        #expect(check.type == .string)
        #expect(
            check.problems.map(\.line) == [
                "4..<8 wrong-type: a value of type list(int) cannot stand inside of text, expected a string, number or bool",
                "12..<15 unknown-name: 'nam' is not a name that is known here",
            ]
        )
    }

    @Test("text without expressions is recognised", arguments: [("a $ { b }", true), ("${a}", false), ("$${", false)])
    func plain(_ text: String, _ isPlain: Bool) {
        #expect(CELTemplate.isPlain(text) == isPlain)
    }

    @Test("references of a template have their place in it")
    func references() {
        let references = CELTemplate.parse("${a.b}-${c}").template.references()
        #expect(references.map(\.range) == [2..<5, 9..<10])
    }
}
