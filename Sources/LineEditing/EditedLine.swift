/// A line of text that somebody is editing, with the place where the next character goes.
package struct EditedLine: Hashable, Sendable {
    package private(set) var characters: [Character]
    /// How many characters are before it.
    package private(set) var cursor: Int
    /// What was cut last, to be put back.
    private var cut: [Character] = []

    package init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }
    /// What stands before the cursor.
    package var beginning: String { String(characters[..<cursor]) }

    package mutating func insert(_ text: String) {
        let new = Array(text)
        characters.insert(contentsOf: new, at: cursor)
        cursor += new.count
    }

    package mutating func move(_ move: Move) { cursor = place(after: move) }

    /// Takes out what is between the cursor and where a move would lead; a stretch longer than a character can be put back.
    package mutating func delete(_ move: Move) {
        let end = place(after: move)
        let range = min(cursor, end)..<max(cursor, end)
        if move != .left, move != .right, !range.isEmpty { cut = Array(characters[range]) }
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    /// Puts back what was cut last.
    package mutating func putBack() { insert(String(cut)) }

    package enum Move: Hashable, Sendable {
        case left
        case right
        case start
        case end
        case wordLeft
        case wordRight
    }

    private func place(after move: Move) -> Int {
        switch move {
        case .left: return max(cursor - 1, 0)
        case .right: return min(cursor + 1, characters.count)
        case .start: return 0
        case .end: return characters.count
        case .wordLeft:
            let word = characters[..<cursor].lastIndex(where: \.isWordPart) ?? 0
            return characters[..<word].lastIndex { !$0.isWordPart }.map { $0 + 1 } ?? 0
        case .wordRight:
            guard let word = characters[cursor...].firstIndex(where: \.isWordPart) else { return characters.count }
            return characters[word...].firstIndex { !$0.isWordPart } ?? characters.count
        }
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}
