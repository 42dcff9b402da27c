/// Escapes and sets of characters in brackets.
extension PatternParser {
    mutating func escape() throws(CELFailure) -> PatternNode {
        switch next {
        case "A": return assertion(.textStart)
        case "z": return assertion(.textEnd)
        case "b": return assertion(.wordBoundary)
        case "B": return assertion(.noWordBoundary)
        case "d": return shorthand(PatternSet.digits)
        case "w": return shorthand(PatternSet.words)
        case "s": return shorthand(PatternSet.spaces)
        default: return .scalar(PatternSet([try escapedPart()], ignoresCase: flags.ignoresCase))
        }
    }

    private mutating func assertion(_ assertion: PatternAssertion) -> PatternNode {
        _ = take()
        return .assertion(assertion)
    }

    private mutating func shorthand(_ ranges: [ClosedRange<UInt32>]) -> PatternNode {
        _ = take()
        return .scalar(PatternSet(ranges.map { .range($0) }))
    }

    /// What follows a backslash, in brackets or outside.
    private mutating func escapedPart() throws(CELFailure) -> PatternSet.Part {
        guard let letter = take() else {
            throw invalid("it ends in a backslash")
        }
        switch letter {
        case "D": return .notIn(PatternSet.digits)
        case "W": return .notIn(PatternSet.words)
        case "S": return .notIn(PatternSet.spaces)
        case "p": return try category(isNegated: false)
        case "P": return try category(isNegated: true)
        case "x": return single(try hexadecimal())
        case "0"..."7": return single(try octal(letter))
        case "n": return single("\n")
        case "t": return single("\t")
        case "r": return single("\r")
        case "f": return single("\u{c}")
        case "v": return single("\u{b}")
        case "a": return single("\u{7}")
        default:
            guard !letter.isASCII || !letter.properties.isAlphabetic, !(0x30...0x39).contains(letter.value) else {
                throw invalid("'\\\(letter)' is no escape sequence")
            }
            return single(letter)
        }
    }

    private func single(_ scalar: Unicode.Scalar) -> PatternSet.Part {
        .range(scalar.value...scalar.value)
    }

    private mutating func hexadecimal() throws(CELFailure) -> Unicode.Scalar {
        var digits = ""
        if take("{") {
            digits = take(upTo: "}") ?? ""
        } else {
            for _ in 0..<2 {
                digits.unicodeScalars.append(take() ?? " ")
            }
        }
        guard let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number) else {
            throw invalid("'\\x' expects two hexadecimal digits, or more in braces")
        }
        return scalar
    }

    private mutating func octal(_ first: Unicode.Scalar) throws(CELFailure) -> Unicode.Scalar {
        var number = first.value - 0x30
        var count = 1
        while count < 3, let digit = next, (0x30...0x37).contains(digit.value) {
            number = number * 8 + digit.value - 0x30
            count += 1
            _ = take()
        }
        guard first == "0" || count == 3, let scalar = Unicode.Scalar(number) else {
            throw invalid("groups cannot be referred to")
        }
        return scalar
    }

    private mutating func category(isNegated: Bool) throws(CELFailure) -> PatternSet.Part {
        var name = ""
        if take("{") {
            name = take(upTo: "}") ?? ""
        } else if let letter = take() {
            name.unicodeScalars.append(letter)
        }
        let isInverted = name.hasPrefix("^")
        if isInverted {
            name.removeFirst()
        }
        guard name == "Any" || Self.categories.contains(name) else {
            throw invalid("'\(name)' is no general category like 'L' or 'Lu'")
        }
        return .category(name == "Any" ? "" : name, isNegated: isNegated != isInverted)
    }

    private static let categories: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn",
    ]

    /// The set whose opening bracket was taken.
    mutating func set() throws(CELFailure) -> PatternSet {
        var set = PatternSet(ignoresCase: flags.ignoresCase)
        set.isNegated = take("^")
        var isFirst = true
        while isFirst || next != "]" {
            isFirst = false
            guard next != nil else {
                throw invalid("'[' is never closed")
            }
            if let parts = try namedParts() {
                set.parts += parts
                continue
            }
            set.parts.append(try range())
        }
        _ = take()
        return set
    }

    /// A class by its name, like `[:alpha:]` or `\d`.
    private mutating func namedParts() throws(CELFailure) -> [PatternSet.Part]? {
        if take("[:") {
            let isNegated = take("^")
            guard let name = take(upTo: ":]"), let ranges = PatternSet.posix(name) else {
                throw invalid("'[:' expects the name of a class, like '[:alpha:]'")
            }
            return isNegated ? [.notIn(ranges)] : ranges.map { .range($0) }
        }
        return takeShorthand().map { ranges in ranges.map { .range($0) } }
    }

    private mutating func takeShorthand() -> [ClosedRange<UInt32>]? {
        if take("\\d") {
            return PatternSet.digits
        }
        if take("\\w") {
            return PatternSet.words
        }
        return take("\\s") ? PatternSet.spaces : nil
    }

    private mutating func range() throws(CELFailure) -> PatternSet.Part {
        let start = try bound()
        guard case .range(let low) = start, next == "-" else {
            return start
        }
        _ = take()
        guard next != "]" else {
            // The '-' at the end stands for itself: it is read again as the next part.
            stepBack()
            return start
        }
        guard next != nil else {
            throw invalid("'[' is never closed")
        }
        guard case .range(let high) = try bound(), low.lowerBound <= high.lowerBound else {
            throw invalid("a range of characters ends before it begins")
        }
        return .range(low.lowerBound...high.lowerBound)
    }

    private mutating func bound() throws(CELFailure) -> PatternSet.Part {
        if take("\\") {
            return try escapedPart()
        }
        guard let scalar = take() else {
            throw invalid("'[' is never closed")
        }
        return single(scalar)
    }
}
