import Testing

@testable import HetznerCloud

@Suite struct StallWatchTests {
    private let start = ContinuousClock.now
    private var watch = StallWatch(readTimeout: .seconds(10), writeTimeout: .seconds(3))

    @Test("whatever comes or goes gives the whole time again")
    mutating func progress() {
        #expect(watch.remaining(isWriting: false, bytes: 5, at: start) == .seconds(10))
        #expect(watch.remaining(isWriting: false, bytes: 5, at: start + .seconds(4)) == .seconds(6))
        #expect(watch.remaining(isWriting: false, bytes: 6, at: start + .seconds(9)) == .seconds(10))
        #expect(watch.remaining(isWriting: false, bytes: 6, at: start + .seconds(21)) == .seconds(-2))
    }

    @Test("writing and reading have a time each, and the second begins when the first ends")
    mutating func phases() {
        #expect(watch.remaining(isWriting: true, bytes: 5, at: start) == .seconds(3))
        #expect(watch.remaining(isWriting: true, bytes: 5, at: start + .seconds(2)) == .seconds(1))
        #expect(watch.remaining(isWriting: false, bytes: 5, at: start + .seconds(2)) == .seconds(10))
    }

    @Test("a direction without a limit has none")
    mutating func unlimited() {
        watch = StallWatch(readTimeout: nil, writeTimeout: .seconds(1))
        #expect(watch.remaining(isWriting: false, bytes: 0, at: start + .seconds(3600)) == nil)
    }
}
