/// What the state file says that earlier applies set.
public struct RecordedState: Hashable, Sendable {
    package var stack: String
    package var resources: [ResourceAddress: RecordedResource]

    package init(stack: String, resources: [ResourceAddress: RecordedResource] = [:]) {
        self.stack = stack
        self.resources = resources
    }
}

/// One resource as apply left it.
package struct RecordedResource: Hashable, Sendable {
    package let type: ResourceType.Name
    package var id: ResourceID
    /// What hzform last set, in normal form; never a sensitive value, never a deferred one.
    package var attributes: [AttributeName: Value]
    /// Fingerprints of sensitive values.
    package var fingerprints: [AttributeName: String]
    /// What it referred to, sorted; orders deletions when the file does not say it any more.
    package var dependencies: [ResourceAddress]
    /// Objects that a replacement left behind and that have to go, sorted.
    package var deposed: [ResourceID]
    /// Whether hzform took the object out of service and has not put it back.
    package var isOutOfService: Bool
    package var preventDestroy: Bool
    /// Whether it is forgotten instead of deleted once it is not declared any more.
    package var keepsOnRemoval: Bool

    package init(
        type: ResourceType.Name,
        id: ResourceID,
        attributes: [AttributeName: Value] = [:],
        fingerprints: [AttributeName: String] = [:],
        dependencies: [ResourceAddress] = [],
        deposed: [ResourceID] = [],
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
        self.isOutOfService = isOutOfService
        self.preventDestroy = preventDestroy
        self.keepsOnRemoval = keepsOnRemoval
    }
}
