/// The properties of a resource type.
extension ResourceType {
    struct Fields: Sendable {
        let name: Name
        let section: String
        let collection: APICollection
        let summary: String
        var attributes: [Attribute]
        let outputs: [Output]
        let create: Call
        let delete: Call
        let clearedBeforeDelete: [AttributeName]
        let createdWithOneOf: [[AttributeName]]
        let isSerialized: Bool
        let window: PowerWindow?
        let constraints: [Constraint]
        let mostInProject: Int?
        let deletionImpacts: Set<Impact>
        let companion: Companion?
        let createsBeforeDestroying: Bool
        var replacementImpacts: Set<Impact>?
        let replacementNote: String?
        let ailments: [Ailment]
        let standsFor: Offering?
        let users: [UserList]
        let health: HealthReport?
        let example: String
    }

    final class Storage: Sendable {
        let fields: Fields

        init(_ fields: Fields) { self.fields = fields }
    }

    private mutating func change(_ change: (inout Fields) -> Void) {
        var fields = storage.fields
        change(&fields)
        storage = Storage(fields)
    }

    /// Singular, as messages and the API's answers say it: `volume`.
    package var name: Name { storage.fields.name }
    /// The key of its section in the desired-state file: `volumes`.
    package var section: String { storage.fields.section }
    /// Where the API keeps its objects.
    package var collection: APICollection { storage.fields.collection }
    package var summary: String { storage.fields.summary }
    package var attributes: [Attribute] {
        get { storage.fields.attributes }
        set { change { $0.attributes = newValue } }
    }
    /// What the API tells beyond the attributes; expressions and requests read it.
    package var outputs: [Output] { storage.fields.outputs }
    /// The call that creates an object; the attributes are added to its body.
    ///
    /// Its path may go through an attribute: a snapshot is made by an action of its server.
    package var create: Call { storage.fields.create }
    package var delete: Call { storage.fields.delete }
    /// Attributes to clear before the delete, because the API refuses it otherwise.
    package var clearedBeforeDelete: [AttributeName] { storage.fields.clearedBeforeDelete }
    /// Groups of attributes of which a creation carries one: the first that is known by then, else the first written.
    ///
    /// A volume is made with a server or with a location.
    package var createdWithOneOf: [[AttributeName]] { storage.fields.createdWithOneOf }
    /// Whether the API takes one mutation at a time of such an object.
    package var isSerialized: Bool { storage.fields.isSerialized }
    /// How such an object is taken out of service for the changes that need it.
    package var window: PowerWindow? { storage.fields.window }
    /// What the API would refuse, told at its line when the plan is made.
    package var constraints: [Constraint] { storage.fields.constraints }
    /// How many a project can have at most, whoever made them.
    package var mostInProject: Int? { storage.fields.mostInProject }
    /// What is lost when an object goes.
    package var deletionImpacts: Set<Impact> { storage.fields.deletionImpacts }
    /// The object that such an object comes and goes with, where there is one: a Primary IP with `auto_delete` and its
    /// server.
    package var companion: Companion? { storage.fields.companion }
    /// Whether a replacement creates first even where the file does not say so: a certificate is swapped
    /// before the old one goes.
    package var createsBeforeDestroying: Bool { storage.fields.createsBeforeDestroying }
    /// What a replacement costs that creates first; differs from deletion where the content lives elsewhere.
    ///
    /// One that deletes first costs what a deletion does.
    package var replacementImpacts: Set<Impact>? {
        get { storage.fields.replacementImpacts }
        set { change { $0.replacementImpacts = newValue } }
    }
    /// What somebody should know about a replacement: what it leaves as it was.
    package var replacementNote: String? { storage.fields.replacementNote }
    /// What makes an object useless although it is there: a snapshot that failed is made anew.
    package var ailments: [Ailment] { storage.fields.ailments }
    /// What its objects can be named as: an image is a system's or a snapshot.
    package var standsFor: Offering? { storage.fields.standsFor }
    /// Where its objects show who uses them.
    package var users: [UserList] { storage.fields.users }
    /// Where it shows how others do.
    package var health: HealthReport? { storage.fields.health }
    /// A complete declaration in the file's language; documentation, and applied in tests.
    package var example: String { storage.fields.example }
}
