/// Keeps the memory of answers for the next ones: the system takes back freed blocks of a page's size at once, and gives
/// them out again page by page, which costs more than receiving the answer.
///
/// An answer that somebody still holds is not touched: emptying an array whose memory is shared gives it new memory.
struct BodyPool {
    /// Larger ones are freed.
    private static let largestKept = 512 << 10

    private let limit: Int
    private var bodies: [[UInt8]] = []

    /// - Parameter limit: how many are kept.
    init(limit: Int) {
        self.limit = limit
    }

    /// An empty array, with room where there is one to spare: the one kept longest, which most likely nobody holds.
    mutating func take() -> [UInt8] {
        guard !bodies.isEmpty else { return [] }
        var body = bodies.removeFirst()
        body.removeAll(keepingCapacity: true)
        return body
    }

    /// The answer is given to the caller at the same time.
    mutating func keep(_ body: [UInt8]) {
        guard bodies.count < limit, body.capacity > 0, body.capacity <= Self.largestKept else { return }
        bodies.append(body)
    }
}
