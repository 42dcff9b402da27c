import Foundation

/// The seeds of the pairs of random projects: so many, or as many as `RANDOM_PAIRS` in the environment says.
func randomPairs(usually count: UInt64) -> ClosedRange<UInt64> {
    let wanted = ProcessInfo.processInfo.environment["RANDOM_PAIRS"].flatMap { UInt64($0) }
    return 1...max(1, wanted ?? count)
}
