import Foundation

/// The seeds of the pairs of random projects: so many, or as many as `RANDOM_PAIRS` in the environment says; only the one
/// of `RANDOM_SEED`, to look at a pair that failed.
func randomPairs(usually count: UInt64) -> ClosedRange<UInt64> {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["RANDOM_SEED"].flatMap({ UInt64($0) }) { return seed...seed }
    let wanted = environment["RANDOM_PAIRS"].flatMap { UInt64($0) }
    return 1...max(1, wanted ?? count)
}
