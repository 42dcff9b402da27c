/// One kind of thing that the API knows, described once.
///
/// Decoding, validation, diff, ordering, requests, schema and reference pages are interpretations of this value.
package struct ResourceType: Sendable {
    /// Names a type where its definition must not be touched, so that types can refer to each other in a cycle.
    package struct Name: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
        package let text: String
        package init(_ text: String) { self.text = text }
        package init(stringLiteral text: String) { self.text = text }
        package var description: String { text }
        package static func < (left: Name, right: Name) -> Bool { left.text.precedes(right.text) }

        /// The name as a sentence says it: `placement group`.
        package var words: String { String(text.map { $0 == "_" ? " " : $0 }) }
    }

    /// What it is, on the heap: half of what plans holds its type, and would copy all of this along with it.
    var storage: Storage

    package init(
        _ name: Name,
        section: String,
        _ summary: String,
        at collection: APICollection? = nil,
        attributes: [Attribute],
        outputs: [Output] = [],
        create: Call? = nil,
        clearedBeforeDelete: [AttributeName] = [],
        createdWithOneOf: [[AttributeName]] = [],
        isSerialized: Bool = false,
        window: PowerWindow? = nil,
        constraints: [Constraint] = [],
        mostInProject: Int? = nil,
        deletionImpacts: Set<Impact> = [],
        replacementImpacts: Set<Impact>? = nil,
        replacementNote: String? = nil,
        createsBeforeDestroying: Bool = false,
        ailments: [Ailment] = [],
        standsFor: Offering? = nil,
        companion: Companion? = nil,
        users: [UserList] = [],
        health: HealthReport? = nil,
        example: String
    ) {
        let collection = collection ?? APICollection(path: section, objectKey: name.text)
        storage = Storage(
            Fields(
                name: name,
                section: section,
                collection: collection,
                summary: summary,
                attributes: attributes,
                outputs: outputs,
                create: create ?? Call(.post, [.literal(collection.path)], .object([])),
                delete: Call(.delete, [.literal(collection.path), .id], .constant(.null)),
                clearedBeforeDelete: clearedBeforeDelete,
                createdWithOneOf: createdWithOneOf,
                isSerialized: isSerialized,
                window: window,
                constraints: constraints,
                mostInProject: mostInProject,
                deletionImpacts: deletionImpacts,
                companion: companion,
                createsBeforeDestroying: createsBeforeDestroying,
                replacementImpacts: replacementImpacts,
                replacementNote: replacementNote,
                ailments: ailments,
                standsFor: standsFor,
                users: users,
                health: health,
                example: example
            )
        )
    }

    /// The attribute of a name at the top level.
    package func attribute(_ name: AttributeName) -> Attribute? {
        attributes.first { $0.name == name }
    }

    package func output(_ name: AttributeName) -> Output? {
        outputs.first { $0.name == name }
    }

    /// What objects take from others: values that only one can have, references of which there is a limited number or
    /// that link objects, and places in the lists of what a selector finds.
    package var sharedAttributes: [Attribute] {
        let counted = constraints.compactMap { constraint -> AttributeName? in
            guard case .references(let name, _) = constraint else { return nil }
            return name
        }
        return attributes.filter { attribute in
            (attribute.claim == .type && attribute.name != .name) || attribute.name == companion?.condition
                || counted.contains(attribute.name)
                || attribute.kind.staggersWindows || attribute.kind.joinsOthers || !attribute.claimingParts.isEmpty
        }
    }

    /// Everything that an object of this type costs.
    package var charges: [Charge] {
        let parts = attributes.flatMap { attribute -> [Attribute] in
            guard case .object(let parts) = attribute.kind else { return [attribute] }
            return [attribute] + parts
        }
        return parts.compactMap(\.charge) + outputs.compactMap(\.charge)
    }

    /// Whether two objects of this type in one project may not have the same name.
    package var hasUniqueName: Bool { attribute(.name) != nil }
    package var hasLabels: Bool { attribute(.labels) != nil }
}

/// Where the API keeps the objects of a type, and how its answers call them.
package struct APICollection: Sendable {
    /// The part of a URL after the version: `volumes`.
    package let path: String
    /// The key of one object in an answer: `volume`.
    package let objectKey: String
    /// What narrows a list to the objects of the type: snapshots are images of a type.
    package let query: [String: String]
    /// Lists below an object that no list of objects shows: the records of a zone.
    package let sublists: [Sublist]
    /// Where the objects have no list of their own: what they are kept below.
    package let parent: Parent?

    /// Objects of another type, below each of which is a list of the objects.
    ///
    /// The path of the collection is that of those others: an ID tells the way from there.
    package struct Parent: Hashable, Sendable {
        package let type: ResourceType.Name
        /// The attribute that refers to it, and the key of its ID in answers.
        package let attribute: AttributeName
        /// The path of the list below it, and its key in answers.
        package let list: String
        /// The attributes whose values tell the objects of a list apart, as the way to one goes through them.
        package let key: [AttributeName]

        package init(
            _ type: ResourceType.Name,
            by attribute: AttributeName,
            list: String,
            key: [AttributeName]
        ) {
            self.type = type
            self.attribute = attribute
            self.list = list
            self.key = key
        }

        /// The ID of the object with these values of its key, below another one.
        package func id(_ key: [String], below parent: ResourceID) -> ResourceID {
            ResourceID(parent.number, place: ([list] + key).joined(separator: "/"))
        }
    }

    /// A list below an object, read only where the attribute is declared or recorded.
    package struct Sublist: Hashable, Sendable {
        package let path: String
        package let attribute: AttributeName
        /// Objects that do not say this have no such list: a key and its text.
        package let condition: [String: String]
        /// How many the API gives at a time.
        package let perPage: Int

        package init(
            _ path: String,
            for attribute: AttributeName,
            where condition: [String: String] = [:],
            perPage: Int = 50
        ) {
            self.path = path
            self.attribute = attribute
            self.condition = condition
            self.perPage = perPage
        }
    }

    package init(
        path: String,
        objectKey: String,
        query: [String: String] = [:],
        sublists: [Sublist] = [],
        parent: Parent? = nil
    ) {
        self.path = path
        self.objectKey = objectKey
        self.query = query
        self.sublists = sublists
        self.parent = parent
    }

    /// Whether an ID can be that of one of the objects.
    package func takes(_ id: ResourceID) -> Bool { (id.place == nil) == (parent == nil) }
}

/// Objects that another one brings along, and takes with it when it goes: the addresses of a server.
package struct Companion: Hashable, Sendable {
    /// The types that the other one can be of.
    package let types: [ResourceType.Name]
    /// The output with its ID.
    package let output: AttributeName
    /// The attribute that is true while they go together.
    package let condition: AttributeName

    package init(of types: [ResourceType.Name], by output: AttributeName, while condition: AttributeName) {
        self.types = types
        self.output = output
        self.condition = condition
    }
}

/// Something that the API tells about an object and nobody can set: `ipv4` of a server.
package struct Output: Sendable {
    package enum Kind: Hashable, Sendable {
        /// A text: an address, a status.
        case text
        /// A number: an ID, a size.
        case number
        /// A map from the logical name of what each entry refers to, to one of the entry's values.
        case byReference(ReferenceMap)
        /// The entry of such an output that the file names first, or else the first one.
        case first(of: AttributeName)
    }

    /// Where the entries of an attribute tell what they refer to and what is wanted of them.
    package struct ReferenceMap: Hashable, Sendable {
        package let type: ResourceType.Name
        /// The part that refers: `network`.
        package let key: AttributeName
        /// The part that is the value: `ip`.
        package let value: AttributeName
        /// The attribute in which the file may say it, so that it is known beforehand: `networks`.
        package let writtenIn: AttributeName

        package init(_ type: ResourceType.Name, key: AttributeName, value: AttributeName, writtenIn: AttributeName) {
            self.type = type
            self.key = key
            self.value = value
            self.writtenIn = writtenIn
        }
    }

    /// How an output tells addresses that are the object's own.
    package enum OwnAddress: Hashable, Sendable {
        /// One, and where that is of IPv6 all of the network with this prefix around it.
        case address(ipv6Prefix: Int)
        /// All of a range.
        case range
    }

    package let name: AttributeName
    package let summary: String
    package let kind: Kind
    package let observation: Observation
    /// Whether it is a public address that the object has.
    package let ownAddress: OwnAddress?
    /// What it is as long as the API shows an empty list.
    package let whenEmpty: Value?
    /// What its value costs.
    package let charge: Charge?
    /// What the file says of objects that have no such output: `enable_ipv4: false`.
    package var isRuledOutBy: [Constraint.Term] = []
    /// Attributes that decide about it: whoever reads it waits for them.
    package let follows: [AttributeName]
    /// Where those are objects, the parts that decide about it; all of them where none is named.
    package let followedParts: Set<AttributeName>

    package init(
        _ name: AttributeName,
        _ summary: String,
        _ observation: Observation,
        kind: Kind = .text,
        whenEmpty: Value? = nil,
        follows: [AttributeName] = [],
        in followedParts: Set<AttributeName> = [],
        ownAddress: OwnAddress? = nil,
        charge: Charge? = nil
    ) {
        self.name = name
        self.summary = summary
        self.whenEmpty = whenEmpty
        self.kind = kind
        self.observation = observation
        self.ownAddress = ownAddress
        self.charge = charge
        self.follows = follows
        self.followedParts = followedParts
    }
}

extension Output {
    /// The same, which objects do not have of which the file says all of this.
    package func ruledOut(by terms: Constraint.Term...) -> Output {
        var output = self
        output.isRuledOutBy = terms
        return output
    }
}
