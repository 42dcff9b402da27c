/// Two long texts, each shortened so that what differs between them is still there.
enum ContrastText {
    /// What stays of an equal beginning or end, as context.
    private static let context = 12

    static func shortened(_ old: String, _ new: String, to width: Int) -> (old: String, new: String) {
        guard max(old.displayWidth, new.displayWidth) > width else { return (old, new) }
        let (one, other) = (Array(old), Array(new))
        let least = min(one.count, other.count)
        let start = (0..<least).first { one[$0] != other[$0] } ?? least
        let end = (0..<least - start).first { one[one.count - 1 - $0] != other[other.count - 1 - $0] } ?? least - start
        func shown(_ text: [Character]) -> String {
            let head = text.prefix(start)
            let tail = text.suffix(end)
            let middle = text[start..<text.count - end]
            let isLong = middle.count > max(width, 2 * context)
            return (head.count > context + 1 ? "…" + String(head.suffix(context)) : String(head))
                + (isLong ? "\(String(middle.prefix(width)))… (\(middle.count - width) more)" : String(middle))
                + (tail.count > context + 1 ? String(tail.prefix(context)) + "…" : String(tail))
        }
        return (shown(one), shown(other))
    }

    /// What several texts of one form have in common, with the first and the last of what they have not:
    /// `net: back, ip: 10.0.1.2 … 10.0.1.9`.
    static func span(_ first: String, _ last: String) -> String {
        let (one, other) = (
            first.split(separator: " ", omittingEmptySubsequences: false),
            last.split(separator: " ", omittingEmptySubsequences: false)
        )
        guard one.count == other.count else { return "\(first) … \(last)" }
        let differing = one.indices.filter { one[$0] != other[$0] }
        guard let start = differing.first, let end = differing.last else { return first }
        let words = one.prefix(start) + one[start...end] + ["…"] + other[start...end] + one.dropFirst(end + 1)
        return words.joined(separator: " ")
    }
}
