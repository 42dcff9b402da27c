import Diagnostics
import ResourceModel

/// One resource's part of a plan.
package struct Change: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case create
        case update
        case replace(createsFirst: Bool)
        case delete
        /// An object that is there is taken into the state.
        case adopt
        /// The state forgets it; the object stays, or is gone already.
        case forget
        /// The file has it at another address; nothing else changes.
        case move
    }

    /// Why the resource changes; explains the plan, and must not steer apply.
    package enum Reason: Hashable, Sendable {
        /// It is new in the file.
        case declared
        /// It is not in the file any more.
        case undeclared
        /// `destroy` was asked for.
        case destroyed
        /// Its object was deleted behind the file's back.
        case vanished
        /// Attributes differ; which ones and why is in ``Change/attributes``.
        case differs
        /// It is there, and a failed action left it without use.
        case unusable
        /// The command line asked for a new object.
        case requested
        /// It refers to something that is replaced.
        case follows(ResourceAddress)
        /// Its labels tell that it belongs here, and the state does not know it: an apply was interrupted after it created
        /// it, the state was lost, or another copy of the file made it.
        case found
        /// The same by its name and what it is, of a stack whose objects have no labels of ours.
        case named
        /// An apply was interrupted while it replaced the object, or while the object was out of service.
        case interrupted
        /// The file says that it takes over what is there.
        case adopted
        /// A replacement left the old object behind.
        case leftover
        /// A replacement made the object that did not come to its end, and it is not what the file wants now.
        case abandoned
        /// The file does not want it any more, and said that it stays then.
        case kept
        /// The file says that it is to be forgotten.
        case removed
        /// The file has it in the list of what it is kept below, and not by itself any more.
        case listed
    }

    package let address: ResourceAddress
    package let type: ResourceType.Name
    package let kind: Kind
    package let reason: Reason
    /// What differs, in the order of the type's definition; for a creation, what is set.
    package let attributes: [AttributeChange]
    package let impacts: Set<Impact>
    /// Facts about the change that no attribute shows.
    package let notes: [String]
    /// Its requests, in their order.
    package let steps: [Step.ID]
    /// The object that is there now.
    package let currentID: ResourceID?
    /// The address that it had before the file moved it.
    package let origin: ResourceAddress?
    /// Where it is declared.
    package let range: SourceRange?
    /// What it does to the bill; `nil` for what is free, and where the prices were not asked for.
    package var cost: CostChange?

    package init(
        address: ResourceAddress,
        type: ResourceType.Name,
        kind: Kind,
        reason: Reason,
        attributes: [AttributeChange] = [],
        impacts: Set<Impact> = [],
        notes: [String] = [],
        steps: [Step.ID] = [],
        currentID: ResourceID? = nil,
        origin: ResourceAddress? = nil,
        range: SourceRange? = nil
    ) {
        self.address = address
        self.type = type
        self.kind = kind
        self.reason = reason
        self.attributes = attributes
        self.impacts = impacts
        self.notes = notes
        self.steps = steps
        self.currentID = currentID
        self.origin = origin
        self.range = range
    }
}

/// One attribute's part of a change.
package struct AttributeChange: Hashable, Sendable {
    /// Why the wish differs from what is there.
    package enum Cause: Hashable, Sendable {
        /// The file says something else than at the last apply.
        case edited
        /// Somebody changed it in the cloud.
        case drifted
        /// An action of the API failed and left it so.
        case failed
        /// It was taken out of the file and goes back to its default.
        case unset
        /// What it refers to is replaced.
        case follows(ResourceAddress)
    }

    package enum Effect: Hashable, Sendable, CaseIterable {
        case inPlace
        /// The object has to be out of service meanwhile.
        case offline
        /// The object is rebuilt under its ID and addresses.
        case rebuild
        case replacement
        /// The object could change in place, but its `replace_on` asks for a new one.
        case wishedReplacement
        /// Nothing is done about it.
        case ignored
    }

    package let path: AttributePath
    /// What is there; `nil` for nothing, and for a sensitive value.
    package let old: Value?
    package let new: Value?
    package let cause: Cause
    package internal(set) var effect: Effect
    package let isSensitive: Bool
    package let range: SourceRange?

    package init(
        _ path: AttributePath,
        old: Value?,
        new: Value?,
        cause: Cause,
        effect: Effect,
        isSensitive: Bool = false,
        range: SourceRange? = nil
    ) {
        self.path = path
        self.old = isSensitive ? nil : old
        self.new = isSensitive ? nil : new
        self.cause = cause
        self.effect = effect
        self.isSensitive = isSensitive
        self.range = range
    }
}
