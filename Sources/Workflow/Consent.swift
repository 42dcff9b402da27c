import Reconciliation
import ResourceModel

/// What may happen without anybody being asked for it by name.
public struct Consent: Sendable {
    /// Impacts that are fine.
    public var allowed: Set<Impact>
    /// How many resources may be deleted or replaced; `nil` where nothing says so.
    public var mostDeletions: Int?
    /// Whether somebody looks at the plan before it is carried out.
    public var isPlanSeen: Bool

    public init(allowed: Set<Impact> = [], mostDeletions: Int? = nil, isPlanSeen: Bool = false) {
        self.allowed = allowed
        self.mostDeletions = mostDeletions
        self.isPlanSeen = isPlanSeen
    }

    /// What a plan does that this does not cover.
    public struct Gap: Sendable {
        /// Dangerous impacts that nobody allowed.
        public let dangers: Set<Impact>
        /// What would go by the way though nobody allowed that anything goes.
        package let surprises: [ResourceAddress]
        /// What would go, where that is more than may go whoever agrees.
        package let excess: [ResourceAddress]

        public var isEmpty: Bool { dangers.isEmpty && surprises.isEmpty && excess.isEmpty }
    }

    public func gap(to plan: Plan) -> Gap {
        let going = plan.changes.filter { $0.kind.deletes }.map(\.address)
        let dangers = plan.impacts.intersection(Impact.dangerous).subtracting(allowed)
        let isSurprising = !isDeletionAllowed(after: dangers) && plan.changes.contains(where: \.isLoss)
        let isTooMuch = mostDeletions.map { going.count > $0 } ?? false
        return Gap(dangers: dangers, surprises: isSurprising ? going : [], excess: isTooMuch ? going : [])
    }

    /// Whether something may go, once the dangers are allowed too.
    ///
    /// Where nobody looks at the plan, nothing is deleted by the way: not even what holds no data.
    private func isDeletionAllowed(after dangers: Set<Impact>) -> Bool {
        mostDeletions != nil || isPlanSeen || allowed.union(dangers).contains(.dataLoss)
    }
}

extension Change {
    /// Whether something goes that somebody may still want.
    fileprivate var isLoss: Bool { kind.deletes && ![.unusable, .leftover, .abandoned].contains(reason) }
}

extension Change.Kind {
    fileprivate var deletes: Bool {
        switch self {
        case .delete, .replace: true
        case .create, .update, .adopt, .forget, .move: false
        }
    }
}
