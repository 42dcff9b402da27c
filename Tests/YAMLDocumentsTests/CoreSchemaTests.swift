import Testing
import YAMLDocuments

private func value(_ text: String) -> YAMLScalar.Value {
    YAMLScalar(text: text, style: .plain).value
}

struct CoreSchemaTests {
    @Test("null is empty, a tilde or the word in three spellings", arguments: ["", "~", "null", "Null", "NULL"])
    func nulls(text: String) {
        #expect(value(text) == .null)
    }

    @Test("booleans are true and false in three spellings each")
    func booleans() {
        #expect(["true", "True", "TRUE"].map(value) == Array(repeating: .boolean(true), count: 3))
        #expect(["false", "False", "FALSE"].map(value) == Array(repeating: .boolean(false), count: 3))
    }

    @Test(
        "integers are decimal, octal with 0o or hexadecimal with 0x",
        arguments: [
            ("0", 0), ("42", 42), ("+12", 12), ("-7", -7), ("-0", 0), ("010", 10), ("0o17", 15), ("0xFf", 255),
            ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
        ]
    )
    func integers(text: String, integer: Int64) {
        #expect(value(text) == .integer(integer))
    }

    @Test(
        "numbers have a fraction, an exponent, or more digits than 64 bits hold",
        arguments: [
            ("1.5", 1.5), ("-.5", -0.5), ("1.", 1), ("1e3", 1000), ("+1.5E-2", 0.015), (".inf", .infinity),
            ("-.INF", -.infinity), ("9223372036854775808", 9_223_372_036_854_775_808),
            ("0x10000000000000000", 18_446_744_073_709_551_616),
            ("0o7777777777777777777777", 73_786_976_294_838_206_464),
        ]
    )
    func numbers(text: String, number: Double) {
        #expect(value(text) == .number(number))
    }

    @Test("not a number is a number")
    func notANumber() {
        guard case .number(let number) = value(".nan") else {
            Issue.record("expected a number")
            return
        }
        #expect(number.isNaN)
    }

    @Test(
        "everything else is a string",
        arguments: [
            "no", "yes", "on", "off", "y", "n", "nULL", "tRUE", "truely", "1_000", "12:30", "1.2.3", "10.0.0.0/16", "-",
            "+", ".", "..", "0x", "0xG", "0o8", "-0x1", "1e", "1e+", "e3", "+-1", "1 2", "0b1", "2026-11-21", "inf",
            "nan",
            "+.nan", "٣", "0x٣", "１",
        ]
    )
    func strings(text: String) {
        #expect(value(text) == .string(text))
    }

    @Test("quoted and block scalars are strings, whatever they look like")
    func quoted() {
        let styles: [YAMLScalar.Style] = [.singleQuoted, .doubleQuoted, .literal, .folded]
        for style in styles {
            #expect(YAMLScalar(text: "42", style: style).value == .string("42"))
        }
    }

    @Test("a core tag decides instead of looks")
    func tags() {
        #expect(
            outline("[!!str 42, !!int '42', !!float 1, !!bool 'true', !!null '', ! 42, !!map {}, !!seq []]")
                == #"["42", 42, 1.0, true, null, "42", {}, []]"#
        )
    }
}
