/// Where times stand on an axis, in parts of its whole length, and the times that are written at it.
struct TimeScale {
    /// More marks than these would run into each other on a phone.
    private static let mostMarks = 5
    /// Distances between two marks that people count in, in milliseconds.
    private static let distances: [Int64] =
        [1, 2, 5].flatMap { step in [1, 10, 100].map { step * $0 } }.sorted()
        + [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000].map { $0 * 1000 }

    private let length: Duration

    init(_ length: Duration) { self.length = max(length, .milliseconds(1)) }

    /// From 0 to 100.
    func percent(_ time: Duration) -> Double { 100 * (time / length) }

    /// Whole multiples of a distance that people count in, the beginning included.
    var marks: [Duration] {
        let distance = Self.distances.first { length / .milliseconds($0) <= Double(Self.mostMarks) }
        let step = Duration.milliseconds(distance ?? Self.distances[Self.distances.count - 1])
        return (0...Int(length / step)).map { step * $0 }
    }
}
