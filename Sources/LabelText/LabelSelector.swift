/// A parsed `label_selector`: conditions that all have to hold.
/// https://docs.hetzner.cloud/reference/cloud#label-selector
package struct LabelSelector: Sendable {
    private enum Condition: Sendable {
        case exists(String)
        case missing(String)
        case among(String, Set<String>)
        /// Holds for objects without the key too, as in Kubernetes, unless they have to have it.
        case notAmong(String, Set<String>)
    }

    private let conditions: [Condition]

    /// Nil for text that is no selector; the empty one matches everything.
    package init?(_ text: String) {
        var conditions: [Condition] = []
        let pieces = LabelSelector.pieces(of: text)
        guard !(pieces.count == 1 && pieces[0].isEmpty) else {
            self.conditions = []
            return
        }
        for piece in pieces {
            guard let condition = LabelSelector.condition(piece) else { return nil }
            conditions.append(condition)
        }
        self.conditions = conditions
    }

    /// Where objects have to have every key that is named, one without it is not different from any value.
    package func matches(_ labels: [String: String], havingEveryKey mustHaveKeys: Bool = false) -> Bool {
        conditions.allSatisfy { condition in
            switch condition {
            case .exists(let key): labels[key] != nil
            case .missing(let key): labels[key] == nil
            case .among(let key, let values): labels[key].map(values.contains) ?? false
            case .notAmong(let key, let values): labels[key].map { !values.contains($0) } ?? !mustHaveKeys
            }
        }
    }

    /// A label that everything has which it matches, with one of these values; `nil` where it asks for no such one.
    package var neededLabel: (key: String, values: Set<String>)? {
        conditions.lazy.compactMap { condition in
            guard case .among(let key, let values) = condition else { return nil }
            return (key, values)
        }.first
    }

    /// Splits at the commas outside of parentheses and takes the blanks off.
    private static func pieces(of text: String) -> [String] {
        var pieces = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        return pieces.map(trimmed)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var slice = Substring(text)
        while slice.first?.isWhitespace == true { slice.removeFirst() }
        while slice.last?.isWhitespace == true { slice.removeLast() }
        return String(slice)
    }

    private static func condition(_ piece: String) -> Condition? {
        if piece.hasSuffix(")") { return setCondition(piece) }
        for (sign, negated) in [("!=", true), ("==", false), ("=", false)] {
            guard let (key, value) = halves(of: piece, around: sign) else { continue }
            guard LabelSyntax.isKey(key), LabelSyntax.isValue(value) else { return nil }
            return negated ? .notAmong(key, [value]) : .among(key, [value])
        }
        if piece.hasPrefix("!") {
            let key = trimmed(piece.dropFirst())
            return LabelSyntax.isKey(key) ? .missing(key) : nil
        }
        return LabelSyntax.isKey(piece) ? .exists(piece) : nil
    }

    /// `key in (a,b)` and `key notin (a,b)`.
    private static func setCondition(_ piece: String) -> Condition? {
        guard let open = piece.firstIndex(of: "(") else { return nil }
        let words = piece[..<open].split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 2, LabelSyntax.isKey(words[0]) else { return nil }
        let inside = piece[piece.index(after: open)...].dropLast()
        let values = inside.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
        guard values.allSatisfy(LabelSyntax.isValue) else { return nil }
        switch words[1] {
        case "in": return .among(words[0], Set(values))
        case "notin": return .notAmong(words[0], Set(values))
        default: return nil
        }
    }

    private static func halves(of piece: String, around sign: String) -> (String, String)? {
        let bytes = Array(piece.utf8)
        let mark = Array(sign.utf8)
        guard bytes.count >= mark.count else { return nil }
        for start in 0...(bytes.count - mark.count) where Array(bytes[start..<(start + mark.count)]) == mark {
            let left = String(decoding: bytes[..<start], as: UTF8.self)
            let right = String(decoding: bytes[(start + mark.count)...], as: UTF8.self)
            return (trimmed(left), trimmed(right))
        }
        return nil
    }
}
