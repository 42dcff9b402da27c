/// Writes documents that mean something, in layouts that nobody would choose.
struct RandomYAML {
    private var random: SeededGenerator
    private var names = 0

    init(seed: UInt64) { random = SeededGenerator(state: seed) }

    mutating func document() -> String {
        names = 0
        let head = chance(4) ? "---\(trailing())\n" : trivia(0)
        return head + mapping(at: 0, depth: 0) + (chance(4) ? trivia(0) : "")
    }

    private mutating func mapping(at column: Int, depth: Int) -> String {
        (0...Int.random(in: 0...3, using: &random)).map { index in
            names += 1
            let lead = index == 0 ? "" : trivia(column) + pad(column)
            return lead + "key\(names)\(spaces()):" + value(below: column, depth: depth)
        }.joined()
    }

    private mutating func sequence(at column: Int, depth: Int) -> String {
        (0...Int.random(in: 0...3, using: &random)).map { index in
            let lead = index == 0 ? "" : trivia(column) + pad(column)
            guard depth < 4, chance(3) else { return lead + "-" + value(below: column, depth: depth) }
            let gap = Int.random(in: 1...3, using: &random)
            return lead + "-" + pad(gap) + mapping(at: column + 1 + gap, depth: depth + 1)
        }.joined()
    }

    /// What follows a key or a dash, with the line break at its end.
    private mutating func value(below column: Int, depth: Int) -> String {
        let inner = column + Int.random(in: 1...4, using: &random)
        switch Int.random(in: 0..<(depth < 4 ? 12 : 8), using: &random) {
        case 0: return trailing() + "\n"
        case 1: return " " + blockScalar(at: inner)
        case 2: return " \(spaces())\(quoted(at: inner))\(trailing())\n"
        case 3: return " plain\n\(pad(inner))text\(trailing())\n"
        case 4, 5: return " \(properties())\(spaces())\(flow(at: inner, depth: depth))\(trailing())\n"
        case 6: return "\(trailing())\n\(trivia(inner))\(pad(inner))\(scalar())\n"
        case 7: return " \(spaces())\(scalar())\(trailing())\n"
        case 8, 9:
            return " \(properties())\(trailing())\n\(trivia(inner))\(pad(inner))\(mapping(at: inner, depth: depth + 1))"
        default: return "\(trailing())\n\(trivia(inner))\(pad(inner))\(sequence(at: inner, depth: depth + 1))"
        }
    }

    private mutating func flow(at column: Int, depth: Int) -> String {
        let isMap = chance(2)
        let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ -> String in
            names += 1
            let value = depth < 3 && chance(4) ? flow(at: column, depth: depth + 1) : scalar()
            return flowSpace(column) + (isMap ? "k\(names): \(chance(5) ? "" : value)" : value) + flowSpace(column)
        }
        return (isMap ? "{" : "[") + parts.joined(separator: ",") + flowSpace(column) + (isMap ? "}" : "]")
    }

    private mutating func flowSpace(_ column: Int) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: "\n" + pad(column)
        case 1: " # comment, {[\n" + pad(column)
        case 2: "  "
        default: ""
        }
    }

    private mutating func blockScalar(at column: Int) -> String {
        let header = ["|", ">", "|-", ">-", "|+", ">+"].randomElement(using: &random) ?? "|"
        let first = chance(4) ? "\n" : ""
        let lines = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            switch Int.random(in: 0..<5, using: &random) {
            case 0: "\n"
            case 1: pad(column + 2) + "more # text\n"
            default: pad(column) + (chance(3) ? "text  \n" : "# text: x\n")
            }
        }
        return header + trailing() + "\n" + first + pad(column) + "# text\n" + lines.joined()
    }

    private mutating func quoted(at column: Int) -> String {
        let broken = chance(3) ? "\n\(chance(2) ? "\n" : "")\(pad(column))" : " "
        return chance(2) ? "\"a\\tb #\(broken)c\\ \"" : "'it''s: #\(broken)x'"
    }

    private mutating func scalar() -> String {
        ["1", "yes", "~", "'a, b'", "\"{\"", "a b", "-1", "!!str 5", "a#b", "''"]
            .randomElement(using: &random) ?? "1"
    }

    private mutating func properties() -> String {
        names += 1
        return chance(5) ? "&a\(names) \(spaces())" : ""
    }

    private mutating func trailing() -> String {
        chance(5) ? " \(spaces())# comment: [\(spaces())" : (chance(6) ? "   " : "")
    }

    /// Blank lines and comments between lines.
    private mutating func trivia(_ column: Int) -> String {
        guard chance(3) else { return "" }
        return (0...Int.random(in: 0...2, using: &random)).map { _ in
            chance(2)
                ? "\(spaces())\n" : "\(pad(chance(2) ? column : Int.random(in: 0...8, using: &random)))# comment\n"
        }.joined()
    }

    private mutating func spaces() -> String { chance(4) ? pad(Int.random(in: 1...3, using: &random)) : "" }
    private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }
    private func pad(_ width: Int) -> String { String(repeating: " ", count: width) }
}
