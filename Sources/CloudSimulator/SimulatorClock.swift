#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the simulator takes the time from.
public struct SimulatorClock: Sendable {
    let milliseconds: @Sendable () -> Int64

    /// The closure gives milliseconds since 1970 and may be called from any thread.
    public init(millisecondsSince1970: @escaping @Sendable () -> Int64) {
        milliseconds = millisecondsSince1970
    }

    /// The machine's own time.
    public static let system = SimulatorClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Time that stands still until `SimulatedCloud.advance(milliseconds:)` moves it; starts in November 2026.
    public static func virtual(startingAt millisecondsSince1970: Int64 = 1_793_534_400_000) -> SimulatorClock {
        SimulatorClock { millisecondsSince1970 }
    }
}
