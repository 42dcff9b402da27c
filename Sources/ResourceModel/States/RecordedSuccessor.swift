/// The new object of a replacement as apply left it, while the old one still has the address.
///
/// What a lifecycle says is about the address, and stays with its record.
package struct RecordedSuccessor: Hashable, Sendable {
    package var id: ResourceID
    package var attributes: [AttributeName: Value]
    package var fingerprints: [AttributeName: Fingerprint]
    package var dependencies: [ResourceAddress]
    package var isOutOfService: Bool

    package init(
        id: ResourceID,
        attributes: [AttributeName: Value] = [:],
        fingerprints: [AttributeName: Fingerprint] = [:],
        dependencies: [ResourceAddress] = [],
        isOutOfService: Bool = false
    ) {
        self.id = id
        self.attributes = attributes
        self.fingerprints = fingerprints
        self.dependencies = dependencies
        self.isOutOfService = isOutOfService
    }

    /// A record of a new object, as far as it is about the object.
    package init(_ record: RecordedResource) {
        self.init(
            id: record.id,
            attributes: record.attributes,
            fingerprints: record.fingerprints,
            dependencies: record.dependencies,
            isOutOfService: record.isOutOfService
        )
    }
}

extension RecordedResource {
    /// Every object that is recorded here.
    package var objects: [ResourceID] { [id] + deposed + (successor.map { [$0.id] } ?? []) }

    /// What is kept of the sensitive values of both objects.
    package var allFingerprints: [Fingerprint] {
        Array(fingerprints.values) + (successor.map { Array($0.fingerprints.values) } ?? [])
    }

    /// The record once the hand-over is complete: the old object is what is left behind; `nil` where nothing succeeds it.
    package var handedOver: RecordedResource? {
        successor.map { successor in
            RecordedResource(
                type: type,
                id: successor.id,
                attributes: successor.attributes,
                fingerprints: successor.fingerprints,
                dependencies: successor.dependencies,
                deposed: Set(deposed + [id]).sorted(),
                isOutOfService: successor.isOutOfService,
                preventDestroy: preventDestroy,
                keepsOnRemoval: keepsOnRemoval
            )
        }
    }

    /// The record with its successor among what is left behind: it is not to come in this one's place any more.
    package var withoutSuccessor: RecordedResource {
        guard let successor else { return self }
        var record = self
        record.successor = nil
        record.deposed = Set(deposed + [successor.id]).sorted()
        return record
    }
}
