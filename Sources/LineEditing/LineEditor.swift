/// Edits one line after the other, with what was entered before and with completion: keys in, what to show out.
package struct LineEditor: Sendable {
    /// What the keys so far have led to.
    package enum Event: Hashable, Sendable {
        /// The line looks different.
        case changed
        case entered(String)
        /// What was typed is given up.
        case abandoned
        /// Nothing more will come.
        case ended
        /// What the word could become, to be listed.
        case choices([String])
        case clear
    }

    /// The ways to go on from what stands before the cursor: how many characters they replace, and the whole words.
    package typealias Completer = @Sendable (_ beginning: String) -> (replaced: Int, words: [String])

    package private(set) var line = EditedLine()
    /// What was entered, the oldest first.
    package private(set) var history: [String]
    /// Where in the history the line is from; at its end for a new one.
    private var place: Int
    /// The new line while older ones are looked at.
    private var draft = EditedLine()

    private static let longestHistory = 1000

    package init(history: [String] = []) {
        self.history = Array(history.suffix(Self.longestHistory))
        place = self.history.count
    }

    package mutating func press(_ key: Key, completing complete: Completer) -> Event? {
        switch key {
        case .text(let character): line.insert(String(character))
        case .enter: return enter()
        case .tab: return self.complete(complete)
        case .backspace, .control("h"): line.delete(.left)
        case .delete: line.delete(.right)
        case .left, .control("b"): line.move(.left)
        case .right, .control("f"): line.move(.right)
        case .home, .control("a"): line.move(.start)
        case .end, .control("e"): line.move(.end)
        case .alt("b"): line.move(.wordLeft)
        case .alt("f"): line.move(.wordRight)
        case .control("u"): line.delete(.start)
        case .control("k"): line.delete(.end)
        case .control("w"), .alt("\u{7F}"): line.delete(.wordLeft)
        case .alt("d"): line.delete(.wordRight)
        case .control("y"): line.putBack()
        case .up, .control("p"): recall(place - 1)
        case .down, .control("n"): recall(place + 1)
        case .control("l"): return .clear
        case .control("c"):
            start()
            return .abandoned
        case .control("d"):
            guard !line.isEmpty else { return .ended }
            line.delete(.right)
        case .control, .alt: return nil
        }
        return .changed
    }

    private mutating func start() {
        line = EditedLine()
        place = history.count
    }

    private mutating func enter() -> Event {
        let text = line.text
        if !text.allSatisfy(\.isWhitespace), history.last != text {
            history.append(text)
            if history.count > Self.longestHistory { history.removeFirst() }
        }
        start()
        return .entered(text)
    }

    private mutating func recall(_ new: Int) {
        guard (0...history.count).contains(new), new != place else { return }
        if place == history.count { draft = line }
        place = new
        line = new == history.count ? draft : EditedLine(history[new])
    }

    /// Writes as much as all ways to go on have in common; where that is nothing more, they are listed.
    private mutating func complete(_ complete: Completer) -> Event? {
        let (replaced, words) = complete(line.beginning)
        guard let first = words.first else { return nil }
        let common = words.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        guard common.count > replaced else { return words.count > 1 ? .choices(words) : nil }
        line.insert(String(common.dropFirst(replaced)))
        return .changed
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
