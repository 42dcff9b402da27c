import HetznerCloud
import Reconciliation
import ResourceModel

/// What follows from a request that did not simply succeed.
enum Verdict: Hashable {
    case fail
    /// What the step is for is so already.
    case done
    /// It is so already if the object shows it.
    case doneIfInPlace
    /// The obstacle goes away by itself.
    case repeatLater(reason: String)
    /// Whether it was carried out is unknown.
    case lost
}

/// Decides which obstacles are waited out; the rest is final.
enum Patience {
    static let firstDelay: Duration = .seconds(1)
    static let longestDelay: Duration = .seconds(10)
    static let growth = 1.5

    /// Somebody else's action holds the object, or what was done just now has not reached every corner of the cloud.
    private static let passing: Set<ErrorCode> = [.locked, .conflict, .resourceInUse, .noSubnetAvailable]
    /// What the API says to a request that it has carried out before: for an attempt whose answer was lost, or for an
    /// apply that ended while the action ran.
    private static let already: Set<ErrorCode> = [
        .serverAlreadyAttached, .serverAlreadyAdded, .firewallAlreadyApplied, .alreadyInPlacementGroup,
        .volumeAlreadyAttached, .loadBalancerAlreadyAttached, .targetAlreadyDefined,
        .floatingIPAssigned, .primaryIPAssigned, .primaryIPAlreadyAssigned, .serverHasIPv4, .serverHasIPv6,
    ]
    /// What the API says where only somebody else's wish, as a label selector is one, keeps something in place.
    private static let nothingToRemove: Set<ErrorCode> = [.firewallManagedByLabelSelector]

    static func verdict(on error: any Error, _ request: ResolvedRequest, removes: Bool) -> Verdict {
        switch error {
        case is OutcomeUnknown:
            return .lost
        case let failed as ActionFailed:
            // A creation that is repeated after its action failed would create a second object.
            guard let failure = failed.failure, !request.isCreation, isLock(failure) else { return .fail }
            return .repeatLater(reason: failure.message)
        case let refusal as APIError:
            if removes, refusal.status == 404 || nothingToRemove.contains(refusal.code) { return .done }
            if refusal.category == .rateLimited { return .repeatLater(reason: "the rate limit is used up") }
            if passing.contains(refusal.code) { return .repeatLater(reason: refusal.message) }
            // The backend's word for "the servers that I detach from this subnet are not off it yet".
            if refusal.code == .serviceError, removes { return .repeatLater(reason: refusal.message) }
            return already.contains(refusal.code) ? .doneIfInPlace : .fail
        default:
            return .fail
        }
    }

    private static func isLock(_ failure: Action.Failure) -> Bool {
        failure.code == .locked || failure.message.contains("is locked")
    }
}

extension Step {
    /// Whether it takes something away, so that it is done where there is nothing to take it from.
    var removes: Bool {
        switch outcome {
        case .deleted: return true
        case .changed(let edits):
            let removals = edits.compactMap(\.isRemoval)
            return !removals.isEmpty && removals.allSatisfy(\.self)
        // What prepares a deletion leaves nothing in the state, and has nothing to do where the object is gone.
        case .nothing: return true
        case .created, .tookOutOfService, .retired, .putIntoService: return false
        }
    }
}

extension RecordedEdit {
    /// `nil` for what is not about the object.
    fileprivate var isRemoval: Bool? {
        switch self {
        case .attribute(_, let value), .nested(_, _, let value), .element(_, _, let value): value?.isNull ?? true
        case .forgetIfEmpty, .secret, .fingerprint, .dependencies: nil
        }
    }
}
