/// How long the state is not written after it was, because a write costs more the larger the state is.
struct SavePace {
    /// What the next run has to find out by itself is never older than that and the time of a write.
    private static let longest: Duration = .seconds(10)

    /// When the apply began.
    let start: Duration
    private(set) var pause: Duration = .zero

    init(start: Duration) { self.start = start }

    /// Takes in when the last write began and ended.
    ///
    /// At most a tenth of the time goes into writing, and there are twenty writes until an apply is e times as old as it was:
    /// their number grows with the logarithm of its steps.
    mutating func note(saved begin: Duration, _ end: Duration) {
        pause = min(Self.longest, max((end - begin) * 9, (end - start) / 20, .zero))
    }
}
