/// Reads a pattern into its tree.
struct PatternParser {
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesNewline = false
    }

    private let text: [Unicode.Scalar]
    private(set) var position = 0
    private(set) var flags = Flags()
    private var depth = 0

    private static let maximumDepth = 50
    private static let maximumCount = 1_000

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    var next: Unicode.Scalar? {
        position < text.count ? text[position] : nil
    }

    mutating func take() -> Unicode.Scalar? {
        defer { position += 1 }
        return next
    }

    mutating func stepBack() {
        position -= 1
    }

    mutating func take(_ expected: String) -> Bool {
        let scalars = expected.unicodeScalars
        guard text[min(position, text.count)...].starts(with: scalars) else {
            return false
        }
        position += scalars.count
        return true
    }

    /// The text up to an end, which is taken too.
    mutating func take(upTo end: String) -> String? {
        let start = position
        while position < text.count {
            let stop = position
            if take(end) {
                return String(scalars: text[start..<stop])
            }
            position += 1
        }
        return nil
    }

    mutating func parse() throws(CELFailure) -> PatternNode {
        let node = try alternatives()
        guard next == nil else {
            throw invalid("')' closes no group")
        }
        return node
    }

    func invalid(_ reason: String) -> CELFailure {
        CELFailure(.invalidArgument, "the pattern '\(String(scalars: text))' is not valid: \(reason)")
    }

    private mutating func alternatives() throws(CELFailure) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw invalid("it nests more than \(Self.maximumDepth) groups")
        }
        let outer = flags
        defer { flags = outer }
        var branches = [try sequence()]
        while take("|") {
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(CELFailure) -> PatternNode {
        var nodes: [PatternNode] = []
        while let next, next != "|", next != ")" {
            if take("\\Q") {
                let quoted = take(upTo: "\\E") ?? rest()
                nodes += quoted.unicodeScalars.map { .scalar(PatternSet($0, ignoresCase: flags.ignoresCase)) }
                continue
            }
            nodes.append(try repeated(try atom()))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func rest() -> String {
        defer { position = text.count }
        return String(scalars: text[position...])
    }

    private mutating func repeated(_ node: PatternNode) throws(CELFailure) -> PatternNode {
        guard let (minimum, maximum) = try count() else {
            return node
        }
        // How eagerly it is matched does not change whether it matches.
        _ = take("?")
        guard try count() == nil else {
            throw invalid("a repetition cannot be repeated without a group")
        }
        return .repeated(node, minimum: minimum, maximum: maximum)
    }

    private mutating func count() throws(CELFailure) -> (minimum: Int, maximum: Int?)? {
        if take("*") {
            return (0, nil)
        }
        if take("+") {
            return (1, nil)
        }
        if take("?") {
            return (0, 1)
        }
        let start = position
        guard take("{"), let minimum = number() else {
            position = start
            return nil
        }
        var maximum: Int? = minimum
        if take(",") {
            maximum = number()
        }
        guard take("}") else {
            position = start
            return nil
        }
        guard minimum <= Self.maximumCount, minimum <= maximum ?? minimum, maximum ?? 0 <= Self.maximumCount else {
            throw invalid("a repetition counts from 0 to \(Self.maximumCount), the smaller number first")
        }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        var number: Int?
        while let digit = next, (0x30...0x39).contains(digit.value) {
            number = min((number ?? 0) * 10 + Int(digit.value - 0x30), 1_000_000)
            position += 1
        }
        return number
    }

    private mutating func atom() throws(CELFailure) -> PatternNode {
        guard let scalar = take() else {
            return .empty
        }
        switch scalar {
        case "(": return try group()
        case "[": return .scalar(try set())
        case ".":
            return .scalar(flags.dotTakesNewline ? PatternSet([.notIn([])]) : PatternSet([.notIn([0x0a...0x0a])]))
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?": throw invalid("'\(scalar)' repeats nothing")
        case "\\": return try escape()
        default: return .scalar(PatternSet(scalar, ignoresCase: flags.ignoresCase))
        }
    }

    private mutating func group() throws(CELFailure) -> PatternNode {
        if take("?P<") || take("?<") {
            guard let name = take(upTo: ">"), !name.isEmpty, name.utf8.allSatisfy(\.isIdentifierPart) else {
                throw invalid("a group has a bad name")
            }
        } else if take("?") {
            let outer = flags
            guard try setFlags() else {
                return .empty
            }
            let node = try closed()
            flags = outer
            return node
        }
        return try closed()
    }

    private mutating func closed() throws(CELFailure) -> PatternNode {
        let node = try alternatives()
        guard take(")") else {
            throw invalid("a group is never closed")
        }
        return node
    }

    /// Reads `i`, `m`, `s`, `U` and `-`; whether a group follows that they hold for.
    private mutating func setFlags() throws(CELFailure) -> Bool {
        var isOn = true
        while let letter = take() {
            switch letter {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotTakesNewline = isOn
            case "U": continue
            case "-" where isOn: isOn = false
            case ":": return true
            case ")": return false
            default: throw invalid("'(?\(letter)' is no flag, expected one of i, m, s, U")
            }
        }
        throw invalid("a group is never closed")
    }
}
