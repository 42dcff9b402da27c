/// How long to wait before something that takes its time is looked at again.
///
/// That grows with how long it is watched already, and with it how much later its end is noticed: a share of the whole.
struct LookPace: Sendable {
    let shortest: Duration
    let longest: Duration
    let share: Double

    /// Of actions, many of which are asked about with one request.
    static let actions = LookPace(shortest: .milliseconds(200), longest: .seconds(2), share: 0.05)
    /// Of objects, each of which costs a request.
    static let objects = LookPace(shortest: .milliseconds(500), longest: .seconds(5), share: 0.1)

    func pause(after age: Duration) -> Duration { min(longest, max(shortest, age * share)) }

    /// When the end of something is known that takes so long, as looks at it follow each other that take their time too.
    ///
    /// Both times count from when it began.
    func noticed(_ end: Duration, first: Duration, taking look: Duration) -> Duration {
        var start = first
        while start < end { start += look + pause(after: start + look) }
        return start + look
    }
}
