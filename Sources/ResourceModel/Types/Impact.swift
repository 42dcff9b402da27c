/// What somebody who uses the cloud notices of a change.
public enum Impact: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Nothing notices.
    case live
    /// It costs something else.
    case cost
    /// It grows and cannot shrink again: the old file does not bring it back.
    case irreversible
    /// The server is off for a while.
    case downtime
    /// An address that others may use goes away.
    case ipChange = "ip-change"
    /// A disk, volume or backup is destroyed.
    case dataLoss = "data-loss"
    /// A protection is lifted that neither the file nor the state knows: somebody else's.
    case protected

    /// What `apply` without a terminal refuses unless `--allow` names it.
    public static let dangerous: Set<Impact> = [.downtime, .ipChange, .dataLoss, .protected]

    private var rank: Int { Impact.allCases.firstIndex(of: self) ?? 0 }
    public static func < (left: Impact, right: Impact) -> Bool { left.rank < right.rank }
}

/// When a change of an attribute has an impact.
package struct ImpactRule: Hashable, Sendable {
    package enum Occasion: Hashable, Sendable {
        /// Whatever it changes to.
        case always
        /// From something to nothing, from true to false.
        case cleared
        /// To this value.
        case to(Value)
        /// The sibling attribute is true.
        case with(AttributeName)
        /// An element goes, or is removed and added again.
        case elementRemoved
    }

    package let impact: Impact
    package let occasion: Occasion

    package init(_ impact: Impact, _ occasion: Occasion = .always) {
        self.impact = impact
        self.occasion = occasion
    }
}
