/// A property of a resource type, or of an element or object nested in one.
package struct Attribute: Sendable {
    /// Whether the file has to say it.
    package enum Presence: Hashable, Sendable {
        /// The file has to say it.
        case required
        /// Left alone in the cloud when it is not written.
        case optional
        /// Taken from `settings` when it is not written: `location`.
        case setting(AttributeName)
        /// Taken from the resource that the attribute refers to, where that is written; else from `settings`.
        case inherited(through: AttributeName, orSetting: AttributeName)
        /// Taken from another attribute of the same object when it is not written.
        case sibling(AttributeName)
        /// Part of the wish even when it is not written; elements of lists are compared with it filled in.
        case defaulted(Value)
    }

    /// How a creation carries the value.
    package enum Creation: Sendable {
        /// In the body; the creation waits for whatever the value refers to.
        case body(BodyTemplate)
        /// In the body where the value is known by then without waiting; otherwise set by its update afterwards: a volume
        /// that a server waits for is attached later.
        case bodyWhenKnown(BodyTemplate)
        /// Only the elements that satisfy the condition go into the body; the others are added afterwards.
        case bodyForElements(ElementCondition, BodyTemplate)
        /// Set by its update afterwards.
        case afterwards
        /// Never sent by itself; other calls read it: `upgrade_disk`.
        case unsent
    }

    /// Which elements of a keyed set a creation can carry.
    package enum ElementCondition: Sendable, CaseIterable {
        /// Nothing but its key is written: an attachment to a network without an address.
        case keyAlone
        /// Everything in it is known by then without waiting, and the object does not bring it along by itself: records
        /// whose values are known are made with the zone.
        case known
    }

    /// What it is, on the heap: attributes are walked for every resource, and to copy all of this takes far longer than
    /// what is asked of it.
    var storage: Storage

    /// How many such a list has at most.
    package static let mostAlternatives = 20

    package init(
        _ name: AttributeName,
        _ summary: String,
        _ kind: ValueKind,
        _ presence: Presence = .optional,
        creation: Creation = .body(.value),
        update: Update,
        observedAt observation: Observation? = nil,
        reset: Value? = nil,
        isSensitive: Bool = false,
        repairsDrift: Bool = true,
        after: [AttributeName] = [],
        footing: [Footing] = [],
        impacts: [ImpactRule] = [],
        room: RoomRule? = nil,
        capacities: [CapacityRule] = [],
        fit: FitRule? = nil,
        coveredBy: AttributeName? = nil,
        guardsDeletion: Bool = false,
        claim: Claim? = nil,
        charge: Charge? = nil,
        takesAlternatives: Bool = false,
        addsFirst: Bool = false
    ) {
        storage = Storage(
            Fields(
                name: name,
                summary: summary,
                kind: kind,
                presence: presence,
                creation: creation,
                update: update,
                observation: observation ?? .path(ObservationPath(name.text)),
                reset: reset,
                isSensitive: isSensitive,
                repairsDrift: repairsDrift,
                after: after,
                footing: footing,
                impacts: impacts,
                room: room,
                capacities: capacities,
                fit: fit,
                addsFirst: addsFirst,
                coveredBy: coveredBy,
                guardsDeletion: guardsDeletion,
                claim: claim,
                charge: charge,
                takesAlternatives: takesAlternatives
            )
        )
    }

    /// An attribute of an element or of an object that changes as a whole; it has no update of its own.
    package static func part(
        _ name: AttributeName,
        _ summary: String,
        _ kind: ValueKind,
        _ presence: Presence = .optional,
        observedAt observation: Observation? = nil,
        reset: Value? = nil,
        isSensitive: Bool = false,
        impacts: [ImpactRule] = [],
        takesForeignEntries: Bool = false,
        claim: Claim? = nil
    ) -> Attribute {
        var part = Attribute(
            name,
            summary,
            kind,
            presence,
            update: .whole,
            observedAt: isSensitive ? .never : observation,
            reset: reset,
            isSensitive: isSensitive,
            impacts: impacts,
            claim: claim
        )
        part.takesForeignEntries = takesForeignEntries
        return part
    }
}

/// The kinds that an attribute has by what a sibling says.
package struct KindVariants: Sendable {
    package let sibling: AttributeName
    package let kinds: [String: ValueKind]

    package init(by sibling: AttributeName, _ kinds: [String: ValueKind]) {
        self.sibling = sibling
        self.kinds = kinds
    }
}

extension Attribute {
    /// The kind in an object whose other texts are known.
    package func kind(beside text: (AttributeName) -> String?) -> ValueKind {
        guard let variants, let text = text(variants.sibling) else { return kind }
        return variants.kinds[text] ?? kind
    }

    /// The attribute as it is in such an object.
    package func beside(_ text: (AttributeName) -> String?) -> Attribute {
        guard variants != nil else { return self }
        var attribute = self
        attribute.kind = kind(beside: text)
        return attribute
    }
}

extension [Attribute] {
    /// The part that an object of these can be written as.
    package var shorthand: Attribute? { first(where: \.isShorthand) }
}

/// What elements rest on: they are removed before it is cleared, and added again once it is set anew.
package enum Footing: Hashable, Sendable {
    /// Elements in which the part is true rest on another attribute of the object: targets that a load balancer reaches
    /// over its network.
    case own(AttributeName, where: AttributeName)
    /// Elements in which the last part is not true rest on parts of an attribute of what they refer to: other targets on
    /// the public address of their server.
    case target(AttributeName, has: AttributeName, parts: [AttributeName], unless: AttributeName)
}

/// An offering must be at least as large as what the object has by now.
package struct RoomRule: Hashable, Sendable {
    /// The offering's figure: `disk`.
    package let figure: String
    /// The object's output that has to fit.
    package let output: AttributeName
    package let unit: String
    /// Whether that is what is in it, and not how large it is.
    package let isUse: Bool

    package init(figure: String, holds output: AttributeName, unit: String, isUse: Bool = false) {
        self.figure = figure
        self.output = output
        self.unit = unit
        self.isUse = isUse
    }
}

/// The most that an offering takes of something.
package struct CapacityRule: Hashable, Sendable {
    /// The offering's figure: `max_services`.
    package let figure: String
    /// Where the things are that are counted, each once: `services`, `http`, `certificates`.
    package let path: [AttributeName]

    /// Whether the number that is there counts, and not how many things are.
    package let isNumber: Bool

    package init(figure: String, of path: AttributeName...) {
        self.figure = figure
        self.path = path
        isNumber = false
    }

    package init(figure: String, in path: AttributeName...) {
        self.figure = figure
        self.path = path
        isNumber = true
    }
}

/// An offering's figure is at most that of the offering which another attribute names.
package struct FitRule: Hashable, Sendable {
    package let figure: String
    package let host: AttributeName
    package let hostFigure: String
    package let unit: String

    package init(figure: String, into host: AttributeName, _ hostFigure: String, unit: String) {
        self.figure = figure
        self.host = host
        self.hostFigure = hostFigure
        self.unit = unit
    }
}

/// What only one holder may have at a time; a new holder waits until the old one let go.
package enum Claim: Hashable, Sendable {
    /// Among all objects of the type.
    case type
    /// Among all objects of the type that have the same values in these attributes: a set of records in its zone.
    case among([AttributeName])
    /// Among all that refer to the same resource in the sibling attribute: an address in a network. `isPicked`: where
    /// none is written, the API picks one that is free.
    case within(AttributeName, isPicked: Bool = false)
    /// Among all that refer to the same resource: an address that one server can have.
    case target
}

extension Attribute.Presence {
    /// The setting that gives the value where it is not written.
    package var setting: AttributeName? {
        switch self {
        case .setting(let name), .inherited(_, orSetting: let name): name
        case .required, .optional, .sibling, .defaulted: nil
        }
    }
}

extension Attribute {
    /// The name in the cloud; the logical name unless it is written.
    package static func name(_ format: StringFormat) -> Attribute {
        Attribute(.name, "Name in the cloud; the logical name by default.", .string(format), update: .put, claim: .type)
    }

    package static let labels = Attribute(
        .labels,
        "Labels; keys that are not declared here are left alone.",
        .labels,
        update: .put,
        reset: .map([:])
    )

    package static let deleteProtection = Attribute(
        "protection",
        "The API's own protection.",
        .object([.part("delete", "Refuses deletion.", .boolean, .defaulted(false))]),
        creation: .afterwards,
        update: .action("change_protection", .value),
        reset: ["delete": false],
        guardsDeletion: true
    )
}
