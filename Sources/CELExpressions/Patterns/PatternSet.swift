/// A set of characters.
struct PatternSet {
    /// A part that a set is made of.
    enum Part {
        case range(ClosedRange<UInt32>)
        case notIn([ClosedRange<UInt32>])
        /// A general category by its letters (`L`, `Lu`), or everything but it.
        case category(String, isNegated: Bool)
    }

    var parts: [Part] = []
    var isNegated = false
    var ignoresCase = false

    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let words: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a]
    static let spaces: [ClosedRange<UInt32>] = [0x09...0x0a, 0x0c...0x0d, 0x20...0x20]

    init(_ parts: [Part] = [], ignoresCase: Bool = false) {
        self.parts = parts
        self.ignoresCase = ignoresCase
    }

    init(_ scalar: Unicode.Scalar, ignoresCase: Bool) {
        self.init([.range(scalar.value...scalar.value)], ignoresCase: ignoresCase)
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var found = holds(scalar)
        if !found, ignoresCase {
            found = Self.otherCases(of: scalar).contains(where: holds)
        }
        return found != isNegated
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        parts.contains { part in
            switch part {
            case .range(let range): range.contains(scalar.value)
            case .notIn(let ranges): !ranges.contains { $0.contains(scalar.value) }
            case .category(let letters, let isNegated):
                scalar.properties.generalCategory.letters.hasPrefix(letters) != isNegated
            }
        }
    }

    private static func otherCases(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let mappings = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
        return mappings.compactMap { mapping in
            mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
        }
    }

    /// The ranges of `[:name:]`.
    static func posix(_ name: String) -> [ClosedRange<UInt32>]? {
        switch name {
        case "alnum": [0x30...0x39, 0x41...0x5a, 0x61...0x7a]
        case "alpha": [0x41...0x5a, 0x61...0x7a]
        case "ascii": [0x00...0x7f]
        case "blank": [0x09...0x09, 0x20...0x20]
        case "cntrl": [0x00...0x1f, 0x7f...0x7f]
        case "digit": digits
        case "graph": [0x21...0x7e]
        case "lower": [0x61...0x7a]
        case "print": [0x20...0x7e]
        case "punct": [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e]
        case "space": [0x09...0x0d, 0x20...0x20]
        case "upper": [0x41...0x5a]
        case "word": words
        case "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66]
        default: nil
        }
    }
}

extension Unicode.GeneralCategory {
    /// The two letters of the category in the Unicode standard.
    var letters: String {
        switch self {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
