/// What the state file says that earlier applies set.
public struct RecordedState: Hashable, Sendable {
    package var stack: String
    package var resources: [ResourceAddress: RecordedResource]
    /// What the fingerprints were made with, and first what further ones are; empty where none has been drawn yet.
    package var salts: [Salt]

    package init(stack: String, resources: [ResourceAddress: RecordedResource] = [:], salts: [Salt] = []) {
        self.stack = stack
        self.resources = resources
        self.salts = salts.sorted()
    }

    /// The salts that some fingerprint was made with.
    package var usedSalts: [Salt] {
        let forms = Set(resources.values.flatMap { $0.allFingerprints.map(\.form) })
        return salts.filter { forms.contains(.salted($0.name)) }
    }
}

/// One resource as apply left it.
package struct RecordedResource: Hashable, Sendable {
    package let type: ResourceType.Name
    package var id: ResourceID
    /// What hzform last set, in normal form; never a sensitive value, never a deferred one.
    package var attributes: [AttributeName: Value]
    /// What is kept of sensitive values.
    package var fingerprints: [AttributeName: Fingerprint]
    /// What it referred to, sorted; orders deletions when the file does not say it any more.
    package var dependencies: [ResourceAddress]
    /// Objects that a replacement left behind and that have to go, sorted.
    package var deposed: [ResourceID]
    /// The new object of a replacement that creates first, as long as this one still serves.
    package var successor: RecordedSuccessor?
    /// Whether hzform took the object out of service and has not put it back.
    package var isOutOfService: Bool
    package var preventDestroy: Bool
    /// Whether it is forgotten instead of deleted once it is not declared any more.
    package var keepsOnRemoval: Bool

    package init(
        type: ResourceType.Name,
        id: ResourceID,
        attributes: [AttributeName: Value] = [:],
        fingerprints: [AttributeName: Fingerprint] = [:],
        dependencies: [ResourceAddress] = [],
        deposed: [ResourceID] = [],
        successor: RecordedSuccessor? = nil,
        isOutOfService: Bool = false,
        preventDestroy: Bool = false,
        keepsOnRemoval: Bool = false
    ) {
        self.type = type
        self.id = id
        self.attributes = attributes
        self.fingerprints = fingerprints
        self.dependencies = dependencies
        self.deposed = deposed
        self.successor = successor
        self.isOutOfService = isOutOfService
        self.preventDestroy = preventDestroy
        self.keepsOnRemoval = keepsOnRemoval
    }
}
