import ResourceModel

/// One API request of a change, with what it waits for and what it leaves in the state.
package struct Step: Hashable, Sendable {
    package struct ID: Hashable, Sendable, Comparable, CustomStringConvertible {
        package let index: Int

        package init(_ index: Int) { self.index = index }
        package var description: String { "#\(index + 1)" }
        package static func < (left: ID, right: ID) -> Bool { left.index < right.index }
    }

    /// A request whose references and deferred values are known once the steps before it are done.
    package struct Request: Hashable, Sendable {
        package let method: Call.Method
        /// Parts of the path below the endpoint: texts, references and outputs that stand for IDs.
        package let path: [Value]
        /// A map, or `nil` for none; its nulls are sent.
        package let body: Value?

        package init(_ method: Call.Method, _ path: [Value], body: Value? = nil) {
            self.method = method
            self.path = path
            self.body = body
        }
    }

    /// When the step is done, beyond the success of the actions in its answer.
    package enum Completion: Hashable, Sendable {
        case actions
        /// When the object's attribute shows the value; after the seconds the other request is sent and awaited.
        case observed(AttributeName, Value, seconds: Int, otherwise: Request)
    }

    /// Another creation to the same end, for when the cloud has run out of what the request asks for.
    package struct Alternative: Hashable, Sendable {
        /// What it takes instead: `server_type cpx22`.
        package let title: String
        package let request: Request
        /// What is recorded where it succeeds.
        package let record: NewRecord

        package init(title: String, request: Request, record: NewRecord) {
            self.title = title
            self.request = request
            self.record = record
        }
    }

    /// What the step's success means for the recorded state.
    package enum Outcome: Hashable, Sendable {
        /// The answer holds a new object under the key; it is recorded with these values and the answer's ID. An object
        /// that was recorded at the address becomes deposed.
        case created(objectKey: String, NewRecord)
        case changed([RecordedEdit])
        /// The object is gone.
        case deleted(ResourceID)
        case tookOutOfService
        /// The same of the object that is about to go: it is owed its service back only if it stays after all.
        case retired(ResourceID)
        case putIntoService([RecordedEdit])
        case nothing
    }

    package let id: ID
    package let address: ResourceAddress
    package let type: ResourceType.Name
    /// `create`, `attach to network backend`.
    package let title: String
    package let request: Request
    /// Those that it waits for by itself; ``Plan/predecessors(of:)`` has also those behind its barriers.
    package let waitsFor: [ID]
    package var barriers: [Barrier.ID] = []
    /// Objects of which the API takes one mutation at a time, this step's included; sorted.
    package let occupies: [Reference]
    package let completion: Completion
    package let outcome: Outcome
    /// The step whose success makes this one necessary whatever happens in between: power on after shut down.
    package let restores: ID?
    /// How long it may take, where the file says so.
    package var timeoutSeconds: Int?
    /// The resource that must be healthy in the end, wherever something passes connections on to it.
    package var awaitsHealthOf: ResourceAddress?
    /// Sent one after the other where the API has no capacity for the request; of a creation alone.
    package var alternatives: [Alternative] = []

    package init(
        id: ID,
        address: ResourceAddress,
        type: ResourceType.Name,
        title: String,
        request: Request,
        waitsFor: [ID],
        occupies: [Reference],
        completion: Completion,
        outcome: Outcome,
        restores: ID?
    ) {
        self.id = id
        self.address = address
        self.type = type
        self.title = title
        self.request = request
        self.waitsFor = waitsFor
        self.occupies = occupies
        self.completion = completion
        self.outcome = outcome
        self.restores = restores
    }
}

/// Steps that several others wait for, so that many can wait for many without an entry for each pair.
package struct Barrier: Hashable, Sendable {
    package struct ID: Hashable, Sendable, Comparable {
        package let index: Int

        package init(_ index: Int) { self.index = index }
        package static func < (left: ID, right: ID) -> Bool { left.index < right.index }
    }

    package let id: ID
    package let waitsFor: [Step.ID]

    package init(id: ID, waitsFor: [Step.ID]) {
        self.id = id
        self.waitsFor = waitsFor
    }
}

/// What is recorded about an object that does not exist yet, and so has no ID.
package struct NewRecord: Hashable, Sendable {
    package let type: ResourceType.Name
    package var attributes: [AttributeName: Value]
    /// What is recorded as fingerprints alone.
    package var secrets: [AttributeName: Value]
    package let dependencies: [ResourceAddress]
    package let isOutOfService: Bool
    package let preventDestroy: Bool
    package let keepsOnRemoval: Bool

    package init(
        type: ResourceType.Name,
        attributes: [AttributeName: Value] = [:],
        secrets: [AttributeName: Value] = [:],
        dependencies: [ResourceAddress] = [],
        isOutOfService: Bool = false,
        preventDestroy: Bool = false,
        keepsOnRemoval: Bool = false
    ) {
        self.type = type
        self.attributes = attributes
        self.secrets = secrets
        self.dependencies = dependencies
        self.isOutOfService = isOutOfService
        self.preventDestroy = preventDestroy
        self.keepsOnRemoval = keepsOnRemoval
    }

    /// The record of the object that got the ID, with what is kept of its secrets.
    package func resource(_ id: ResourceID, _ fingerprints: [AttributeName: Fingerprint]) -> RecordedResource {
        RecordedResource(
            type: type,
            id: id,
            attributes: attributes,
            fingerprints: fingerprints,
            dependencies: dependencies,
            isOutOfService: isOutOfService,
            preventDestroy: preventDestroy,
            keepsOnRemoval: keepsOnRemoval
        )
    }
}

/// A change of what is recorded about a resource.
package enum RecordedEdit: Hashable, Sendable {
    /// `nil` removes it.
    case attribute(AttributeName, Value?)
    /// An attribute nested in an object.
    case nested(AttributeName, AttributeName, Value?)
    /// An element of a keyed set, or of a list of references, by its key.
    case element(AttributeName, key: String, Value?)
    /// Removes the attribute if none of its elements is left.
    case forgetIfEmpty(AttributeName)
    /// What is recorded as a fingerprint alone, with what the secret becomes.
    case secret(AttributeName, Value?)
    case fingerprint(AttributeName, Fingerprint?)
    case dependencies([ResourceAddress])
}
