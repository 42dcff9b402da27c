import ResourceModel

/// A replacement that creates first and has not come to its end: the old object still has the address.
struct HandOver: Sendable {
    typealias Side = (object: ObservedObject, record: RecordedResource)

    enum Stage: Sendable {
        /// Nobody knows yet whether the old object will do.
        case found
        /// The plan goes on with the new object.
        case taken
        /// The new object will not do either.
        case declined
    }

    let old: Side
    /// The record is that of the address once all is handed over.
    let new: Side
    let evidence: Evidence
    var stage = Stage.found

    /// What tells that the new object was to come in the place of the old one.
    enum Evidence: Sendable {
        case state
        /// Labels, and a name that is given to the successor of the object that the state knows.
        case name
        /// The same, of an object that was found by its labels too.
        case nameAlone
        /// Labels alone: another copy of the file may have made it.
        case labels
    }
}

extension ObservedObject {
    /// Of two objects with the labels of one address, whether the other one is the successor: by its name, else it is
    /// the younger one, so that every run finds the same one.
    func precedes(_ other: ObservedObject, _ type: ResourceType) -> Bool {
        other.isTemporary(insteadOf: self, type) || (id < other.id && !isTemporary(insteadOf: other, type))
    }

    /// Whether its name tells that it was to come in the place of the other one.
    func isTemporary(insteadOf other: ObservedObject, _ type: ResourceType) -> Bool {
        guard let temporary = name, let name = other.name else { return false }
        return TemporaryName.isTemporary(temporary, for: name, type)
    }
}
