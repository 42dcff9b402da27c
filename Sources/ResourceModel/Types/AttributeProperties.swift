/// The properties of an attribute.
extension Attribute {
    struct Fields: Sendable {
        let name: AttributeName
        let summary: String
        var kind: ValueKind
        var presence: Presence
        var creation: Creation
        var update: Update
        var observation: Observation
        var reset: Value?
        var isSensitive = false
        var repairsDrift = true
        var isUsedUp = false
        var after: [AttributeName] = []
        var footing: [Footing] = []
        var impacts: [ImpactRule] = []
        var room: RoomRule?
        var capacities: [CapacityRule] = []
        var fit: FitRule?
        let addsFirst: Bool
        var coveredBy: AttributeName?
        var guardsDeletion = false
        var guardsChanges = false
        var claim: Claim?
        var charge: Charge?
        var takesAlternatives = false
        var variants: KindVariants?
        var sharedBy: AttributeName?
        var takesForeignEntries = false
        var liesBelow: ResourceType.Name?
        var isNeededToCreate = false
        var rangeOf: AttributeName?
        var yieldsTo: AttributeName?
        var sentWith: AttributeName?
        var isShorthand = false
        var usual: UsualValue?
        var remark: String?
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

    package var name: AttributeName { storage.fields.name }
    package var summary: String { storage.fields.summary }
    package var kind: ValueKind {
        get { storage.fields.kind }
        set { change { $0.kind = newValue } }
    }
    package var presence: Presence {
        get { storage.fields.presence }
        set { change { $0.presence = newValue } }
    }
    package var creation: Creation {
        get { storage.fields.creation }
        set { change { $0.creation = newValue } }
    }
    package var update: Update {
        get { storage.fields.update }
        set { change { $0.update = newValue } }
    }
    package var observation: Observation {
        get { storage.fields.observation }
        set { change { $0.observation = newValue } }
    }
    /// What taking it out of the file goes back to; `nil` where there is nothing to go back to.
    package var reset: Value? {
        get { storage.fields.reset }
        set { change { $0.reset = newValue } }
    }
    /// Whether it is kept as a hash and never printed; as a part of an object or of an element too.
    package var isSensitive: Bool {
        get { storage.fields.isSensitive }
        set { change { $0.isSensitive = newValue } }
    }
    /// Whether a change in the cloud is put back; otherwise it is only told.
    package var repairsDrift: Bool {
        get { storage.fields.repairsDrift }
        set { change { $0.repairsDrift = newValue } }
    }
    /// Whether the object uses it up: that it is not there any more is how it should be.
    package var isUsedUp: Bool {
        get { storage.fields.isUsedUp }
        set { change { $0.isUsedUp = newValue } }
    }
    /// Attributes of the same resource whose steps come first.
    package var after: [AttributeName] {
        get { storage.fields.after }
        set { change { $0.after = newValue } }
    }
    /// What elements rest on, so that they go and come back around a change of it: targets of a load balancer rest on the
    /// network, or on the address, by which they are reached.
    package var footing: [Footing] {
        get { storage.fields.footing }
        set { change { $0.footing = newValue } }
    }
    package var impacts: [ImpactRule] {
        get { storage.fields.impacts }
        set { change { $0.impacts = newValue } }
    }
    /// What an offering has to have room for when it is changed: a server's disk.
    package var room: RoomRule? {
        get { storage.fields.room }
        set { change { $0.room = newValue } }
    }
    /// What an offering has room for: the services of a load balancer's type.
    package var capacities: [CapacityRule] {
        get { storage.fields.capacities }
        set { change { $0.capacities = newValue } }
    }
    /// What an offering needs of another one: an image's disk has to fit on the type's.
    package var fit: FitRule? {
        get { storage.fields.fit }
        set { change { $0.fit = newValue } }
    }
    /// Whether a new element comes before another one goes, where there is room for both: a server is never without
    /// firewalls in between.
    package var addsFirst: Bool { storage.fields.addsFirst }
    /// A sibling with which this one takes care of itself: the address that is named instead of a new one.
    package var coveredBy: AttributeName? {
        get { storage.fields.coveredBy }
        set { change { $0.coveredBy = newValue } }
    }
    /// Whether the deletion of the object is refused while some part of it is true.
    package var guardsDeletion: Bool {
        get { storage.fields.guardsDeletion }
        set { change { $0.guardsDeletion = newValue } }
    }
    /// Whether every other change of the object is refused too as long as that is so.
    package var guardsChanges: Bool {
        get { storage.fields.guardsChanges }
        set { change { $0.guardsChanges = newValue } }
    }
    /// What others cannot have at the same time, and wait for until it is free: a name, an address in a network.
    package var claim: Claim? {
        get { storage.fields.claim }
        set { change { $0.claim = newValue } }
    }
    /// What its value costs.
    package var charge: Charge? {
        get { storage.fields.charge }
        set { change { $0.charge = newValue } }
    }
    /// Whether the file may list several values, best first: the first that can be had is used, and then kept.
    package var takesAlternatives: Bool {
        get { storage.fields.takesAlternatives }
        set { change { $0.takesAlternatives = newValue } }
    }
    /// The kind where it depends on a sibling: what a record holds depends on its type.
    package var variants: KindVariants? {
        get { storage.fields.variants }
        set { change { $0.variants = newValue } }
    }
    /// Of a list in an element: what tells its entries apart, where others may add some of their own, as to a set of
    /// records; `extra` says what becomes of them.
    package var sharedBy: AttributeName? {
        get { storage.fields.sharedBy }
        set { change { $0.sharedBy = newValue } }
    }
    /// Of a list of texts in an element: whether others may add some of their own; `extra` says what becomes of them.
    package var takesForeignEntries: Bool {
        get { storage.fields.takesForeignEntries }
        set { change { $0.takesForeignEntries = newValue } }
    }
    /// A type of which some resource may have a name that the values lie below: the zone of a domain.
    package var liesBelow: ResourceType.Name? {
        get { storage.fields.liesBelow }
        set { change { $0.liesBelow = newValue } }
    }
    /// Whether a creation cannot do without it, though an object that is there can: the server of a snapshot.
    package var isNeededToCreate: Bool {
        get { storage.fields.isNeededToCreate }
        set { change { $0.isNeededToCreate = newValue } }
    }
    /// A sibling whose address lies in the range that is wanted, which the API never shows by itself.
    package var rangeOf: AttributeName? {
        get { storage.fields.rangeOf }
        set { change { $0.rangeOf = newValue } }
    }
    /// A sibling beside which a setting does not count: the zone in whose place the API finds a location.
    package var yieldsTo: AttributeName? {
        get { storage.fields.yieldsTo }
        set { change { $0.yieldsTo = newValue } }
    }
    /// A sibling without which a creation takes no word of it: whether a server mounts the volume that is made at it.
    package var sentWith: AttributeName? {
        get { storage.fields.sentWith }
        set { change { $0.sentWith = newValue } }
    }
    /// Whether the object that it belongs to can be written as this part alone: a record is a text, or has a comment.
    package var isShorthand: Bool {
        get { storage.fields.isShorthand }
        set { change { $0.isShorthand = newValue } }
    }
    /// What the API gives where nothing is written, though taking it out of the file does not go back to that.
    package var usual: UsualValue? {
        get { storage.fields.usual }
        set { change { $0.usual = newValue } }
    }
    /// What comes of it that no file can describe, as a file that is written of what is there says above it.
    package var remark: String? {
        get { storage.fields.remark }
        set { change { $0.remark = newValue } }
    }
}

/// What something is where nobody says anything about it.
package indirect enum UsualValue: Sendable {
    case value(Value)
    /// The same as another part of what it is a part of: a check asks the port of the targets.
    case sibling(AttributeName)
    case object([AttributeName: UsualValue])

    /// - Parameter siblings: the parts of the object that it is a part of.
    package func value(beside siblings: [String: Value]) -> Value {
        switch self {
        case .value(let value): value
        case .sibling(let name): siblings[name.text] ?? .null
        case .object(let parts):
            .map(
                Dictionary(parts.map { ($0.key.text, $0.value.value(beside: siblings)) }) { first, _ in first }
            )
        }
    }
}
