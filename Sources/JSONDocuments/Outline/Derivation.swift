import Synchronization

/// Keeps the first thing that is made of a value, for whoever makes the same of it.
package final class Derivation: @unchecked Sendable {
    // Unchecked because what it holds is `AnyObject`, whose being `Sendable` is asked for when it is given.
    private let first = AtomicLazyReference<AnyObject>()

    /// `nil` until something was kept.
    package var kept: AnyObject? { first.load() }

    /// Does nothing if there is something already.
    package func keep(_ made: some AnyObject & Sendable) {
        _ = first.storeIfNil(made)
    }
}
