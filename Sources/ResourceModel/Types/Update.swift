/// The ways in which the API lets an attribute of an existing object change.
package indirect enum Update: Sendable {
    /// `PUT` on the object with the new value.
    case put
    /// One action that carries the new value.
    case action(Call)
    /// Calls that set and clear; from one value to another it is cleared first where the API demands it.
    case pair(set: [Call], clear: [Call], clearsFirst: Bool)
    /// Calls for the elements of a keyed set.
    case elements(add: Call, remove: Call, change: ElementChange, undeclared: Undeclared)
    /// Brings the object into service or out of it, as its ``PowerWindow`` says.
    case service
    /// Every nested attribute has an update of its own.
    case nested
    /// The part changes with the object or element that it belongs to.
    case whole
    /// A new object is needed.
    case replace
    /// Only a new object could have it, and losing the old one is not worth it: refused when the plan is made,
    /// unless `lifecycle.replace_on` names the attribute.
    case refuse
    /// As `on_change` says; the call rebuilds in place.
    case choice(ChangePolicy, rebuild: Call?)
    /// Input to the creation and to other calls; a change alone does nothing.
    case input
    /// The first update where the condition holds, else the second.
    case conditional(ChangeCondition, Update, otherwise: Update)
    /// The object is taken out of service (``PowerWindow``) around this update.
    case offline(Update)

    /// An action of the object itself.
    package static func action(_ name: String, _ body: BodyTemplate) -> Update { .action(.action(name, body)) }
}

/// How an element of a keyed set changes.
package enum ElementChange: Sendable {
    /// Each part by its own call; an element of which another part changes is removed and added again.
    case parts([AttributeName: Call])
    /// One call that carries the whole element: a service of a load balancer.
    case whole(Call)

    /// It is removed and added again.
    package static let none = ElementChange.parts([:])

    package var calls: [Call] {
        let calls =
            switch self {
            case .parts(let calls): Array(calls.values)
            case .whole(let call): [call]
            }
        return calls + calls.flatMap { $0.ofEntries.map(\.call) }
    }
}

/// What happens to elements of a declared list that somebody else added.
package enum Undeclared: Hashable, Sendable, CaseIterable {
    /// They stay, and belong to nobody here: records of others.
    case kept
    /// They go, so that the list is what the file says: rules of a firewall.
    case removed
    /// They are there by themselves, and nothing takes them away: the names that the provider gives to addresses.
    case inherent
}

/// What a change of an attribute that only creation can set leads to; the values of `on_change`.
package enum ChangePolicy: String, Hashable, Sendable, CaseIterable {
    /// The object stays as it is, and the plan says so.
    case ignore
    /// The object is rebuilt in place, and loses its content.
    case rebuild
    /// A new object takes its place.
    case replace
    /// The change is refused when the plan is made.
    case error
}

/// What a change has to satisfy for an in-place update.
package enum ChangeCondition: Hashable, Sendable, CaseIterable {
    /// The new number is larger.
    case grows
    /// The new range contains the old one.
    case extends
}

/// One request of the API, with places for what is known later.
package struct Call: Sendable {
    package enum Method: String, Hashable, Sendable, CaseIterable {
        /// `POST`.
        case post = "POST"
        /// `PUT`.
        case put = "PUT"
        /// `DELETE`.
        case delete = "DELETE"
    }

    /// A part of a path.
    package enum PathPart: Hashable, Sendable {
        /// Written as it is.
        case literal(String)
        /// The object's own ID.
        case id
        /// An output of the object: the ID of the address that it brought.
        case output(AttributeName)
        /// The ID of what the new value, or the element added or removed, refers to.
        case target
        /// The ID of what another attribute refers to.
        case attribute(AttributeName)
        /// The text of a part of the element.
        case part(AttributeName)
    }

    package let method: Method
    package let path: [PathPart]
    package let body: BodyTemplate
    /// How the plan names it: `attach to network`.
    package var title: String?
    /// Whether the object is in service afterwards whatever it was before, as after a change of a server's type.
    package var startsObject = false
    /// Calls that take its place where a list changes in nothing but one part of its entries.
    package var ofEntries: [EntryUpdate] = []
    /// What the plan should say about it beyond its title: what it leaves behind.
    package var note: String?
    /// Whether it is sent for a companion of the object alone: an address that came with the server goes with it, and one
    /// that outlives it stays.
    package var endsCompanion = false
    /// What the plan should say where such a call is not sent, and what it would have ended is in no file: an address that
    /// outlives the server stays behind, and is charged.
    package var noteOnOthers: String?

    package init(
        _ method: Method,
        _ path: [PathPart],
        _ body: BodyTemplate,
        title: String? = nil,
        startsObject: Bool = false,
        note: String? = nil
    ) {
        self.method = method
        self.path = path
        self.body = body
        self.title = title
        self.startsObject = startsObject
        self.note = note
    }

    /// `POST …/actions/NAME` of the object itself; the section is put before it when it is used.
    package static func action(
        _ name: String,
        _ body: BodyTemplate = .constant(.null),
        title: String? = nil,
        startsObject: Bool = false
    ) -> Call {
        Call(.post, [.id, .literal("actions"), .literal(name)], body, title: title, startsObject: startsObject)
    }

    /// `POST SECTION/{target}/actions/NAME` of what the value refers to.
    package static func targetAction(_ section: String, _ name: String, _ body: BodyTemplate, title: String) -> Call {
        Call(.post, [.literal(section), .target, .literal("actions"), .literal(name)], body, title: title)
    }
}

/// A call for entries of a list of which one part alone changes, to something: the comments of records.
///
/// It gets the entries that change.
package struct EntryUpdate: Sendable {
    package let part: AttributeName
    package let call: Call

    package init(_ part: AttributeName, _ call: Call) {
        self.part = part
        self.call = call
    }
}

/// What a request's body is made of.
///
/// Objects leave out keys whose value is null; ``explicitNull`` is sent.
package indirect enum BodyTemplate: Sendable {
    /// The new value: of the attribute, or the element that is added, changed or removed.
    case value
    /// A part of that value.
    case part(AttributeName)
    /// The desired value of another attribute of the resource, or the constant where it is not written.
    case attribute(AttributeName, or: Value)
    /// An output of the object.
    case output(AttributeName)
    /// The object's own ID.
    case id
    /// Always the same.
    case constant(Value)
    /// Keys and what they hold.
    case object([(String, BodyTemplate)])
    /// An object that is left out where it would be empty.
    case objectIfAny([(String, BodyTemplate)])
    /// A list of what the templates mean.
    case list([BodyTemplate])
    /// A list with one entry for every element of the value.
    case each(BodyTemplate)
    /// The value, replaced as the table says; left out where the table has no entry.
    case mapped([String: Value])
    /// Merged into the body around it instead of being put under the attribute's name.
    case spread([(String, BodyTemplate)])
    /// An API null that is sent.
    case explicitNull
    /// What the template means, or an API null that is sent where that is nothing: a TTL that goes back to the zone's.
    case orNull(BodyTemplate)
    /// The name in the cloud with an addition, for objects that come along; of a type of which another one may have the
    /// name, a name that none has.
    case name(suffix: String, of: ResourceType.Name? = nil)
}

extension Call {
    /// Where the API keeps what the call is about, and the output of the object that tells which one: `primary_ips` and
    /// `ipv4_id`.
    package var companion: (collection: String, output: AttributeName)? {
        guard case .literal(let collection)? = path.first, case .output(let output)? = path.dropFirst().first else {
            return nil
        }
        return (collection, output)
    }
}

/// How an object is taken out of service and put back for the changes that need it.
package struct PowerWindow: Sendable {
    /// The attribute that says whether the object is in service, and its two values.
    package let attribute: AttributeName
    package let inService: Value
    package let outOfService: Value
    /// Asks; the object obeys in its own time.
    package let shutDown: Call
    /// Forces, when asking did not help in time.
    package let powerOff: Call
    package let powerOn: Call
    /// Seconds to wait for a graceful shutdown.
    package let graceSeconds: Int
    /// A creation that has to wait with the start until its attachments are made.
    package let start: DelayedStart?
    /// The attribute that has the object taken out of service before it is deleted, as gracefully as for anything else.
    package var beforeDeletion: AttributeName?
    /// The commands of the actions that make an object, and of those that put one into service.
    package var history: ServiceHistory?

    package init(
        attribute: AttributeName,
        inService: Value,
        outOfService: Value,
        shutDown: Call,
        powerOff: Call,
        powerOn: Call,
        graceSeconds: Int,
        start: DelayedStart? = nil
    ) {
        self.attribute = attribute
        self.inService = inService
        self.outOfService = outOfService
        self.shutDown = shutDown
        self.powerOff = powerOff
        self.powerOn = powerOn
        self.graceSeconds = graceSeconds
        self.start = start
    }
}

/// What the actions of an object tell of its service.
package struct ServiceHistory: Sendable {
    /// The command of the action that made it: where that is not among them, the rest may be missing too.
    package let made: String
    /// The commands of the actions after whose success it was in service.
    package let started: Set<String>

    package init(made: String, started: Set<String>) {
        self.made = made
        self.started = started
    }
}

/// Why and how an object is created without being started: a server that only an attachment connects, or that begins with
/// something that can only be put in afterwards.
package struct DelayedStart: Sendable {
    /// The body's key that says whether to start.
    package let bodyKey: String
    /// Started right away where one of these is not false.
    package let unlessAny: [AttributePath]
    /// The keyed set that has to be in place first.
    package let until: AttributeName
    /// What the first start begins with, so that it waits for them wherever they are wanted: the rescue system.
    package let startsWith: Set<AttributeName>

    package init(
        bodyKey: String,
        unlessAny: [AttributePath],
        until: AttributeName,
        startsWith: Set<AttributeName> = []
    ) {
        self.bodyKey = bodyKey
        self.unlessAny = unlessAny
        self.until = until
        self.startsWith = startsWith
    }
}

extension Update {
    /// The call that ends a companion when it is cleared.
    package var endOfCompanion: Call? {
        switch self {
        case .offline(let inner): inner.endOfCompanion
        case .pair(_, let clear, _): clear.first(where: \.endsCompanion)
        case .put, .action, .elements, .service, .nested, .whole, .replace, .refuse, .choice, .input, .conditional:
            nil
        }
    }

    /// The types of which it makes objects with names that none of them may have already.
    package var namedTypes: [ResourceType.Name] {
        switch self {
        case .pair(let set, _, _): set.flatMap { $0.body.namedTypes }
        case .offline(let inner): inner.namedTypes
        case .put, .action, .elements, .service, .nested, .whole, .replace, .refuse, .choice, .input, .conditional: []
        }
    }
}

extension BodyTemplate {
    fileprivate var namedTypes: [ResourceType.Name] {
        switch self {
        case .name(_, let type): [type].compactMap(\.self)
        case .object(let entries), .spread(let entries), .objectIfAny(let entries):
            entries.flatMap { $0.1.namedTypes }
        case .list(let templates): templates.flatMap(\.namedTypes)
        case .value, .part, .attribute, .output, .id, .constant, .each, .mapped, .explicitNull, .orNull: []
        }
    }
}
