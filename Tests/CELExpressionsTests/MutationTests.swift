import CELExpressions
import Foundation
import Testing

@Suite struct MutationTests {
    private static let seeds = [
        "servers.web.map(s, s.ipv4 + 'x')", "a && b || !c ? [1, 2u, 3.5e2] : {'k': b'\\x00', 1: r\"\\d\"}",
        "'%s %d %.2f'.format(['a', 1, 2.5])", "ip('10.0.0.1') in [cidr('10.0.0.0/8').ip()]",
        "lists.range(10).filter(x, x % 2 == 0).map(y, y * y).sort()", "'a,b'.split(',').join('-').matches('^[a-c]+$')",
        "{'a': {'b': 1}}.?a.?b.optMap(v, v + 1).orValue(0)", "cel.bind(x, 5, math.greatest(x, -x, x * 2))",
        "{'k': 1, 'l': 2}.transformMap(k, v, v > 1, k + string(v))", "\"\"\"a\n'b'\"\"\".substring(1, 3).upperAscii()",
        "[1, [2, [3]]].flatten(2).all(i, v, i >= 0 && v > 0)", "base64.decode('aGVsbG8=') == b'hello'",
        "'ab'.matches('(?i)A[[:alpha:]]{1,3}|\\\\pL+?\\\\b')", "web-${index + 1}.${domain} $${x} ${{'a': '}'}.a}",
        "list[0] + list[?9].orValue(n) - int('7') / uint(2)", "string(type(1)) + string(-9223372036854775808)",
    ]

    @Test("no change of an expression crashes anything, whatever comes of it")
    func mutations() throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["CEL_SEED"] ?? "") ?? 20_260_101
        let count = Int(ProcessInfo.processInfo.environment["CEL_MUTATIONS"] ?? "") ?? 20_000
        print("mutations: seed \(seed), \(count) expressions")
        var random = SplitMix(state: seed)
        var limits = CELLimits.standard
        limits.steps = 20_000
        limits.valueSize = 100_000
        for _ in 0..<count {
            let text = Self.mutated(&random)
            let (template, problems) = CELTemplate.parse(text, limits: limits)
            for problem in problems {
                try #require(problem.range.upperBound <= text.utf8.count, "\(text)")
            }
            _ = template.references()
            for problem in template.check(in: Cloud.environment).problems {
                try #require(problem.range.upperBound <= text.utf8.count, "\(text)")
            }
            _ = template.evaluate(in: Cloud.activation, limits: limits)
            let wrapped = "${\(text)}"
            let inner = CELTemplate.parse(wrapped, limits: limits).template
            _ = inner.check(in: Cloud.environment)
            let result = inner.evaluate(in: Cloud.activation, limits: limits)
            if let problem = result.problem {
                try #require(problem.range.upperBound <= wrapped.utf8.count, "\(text)")
            }
        }
    }

    /// A seed with bytes changed, taken out, doubled, or with a piece of another seed.
    private static func mutated(_ random: inout SplitMix) -> String {
        var bytes = Array(seeds[random.below(seeds.count)].utf8)
        let alphabet = Array("()[]{}.,:?!&|+-*/%<>=\"'`\\$ 0159uxeabr_\n\u{e4}".utf8)
        for _ in 0...random.below(4) {
            let place = random.below(bytes.count + 1)
            switch random.below(5) {
            case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2: bytes.insert(alphabet[random.below(alphabet.count)], at: place)
            case 3:
                let other = Array(seeds[random.below(seeds.count)].utf8)
                let start = random.below(other.count)
                bytes.insert(contentsOf: other[start..<min(other.count, start + random.below(12))], at: place)
            default:
                let end = min(bytes.count, place + random.below(10))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// SplitMix64, so that a run can be repeated from its seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(max(bound, 1)))
    }
}
