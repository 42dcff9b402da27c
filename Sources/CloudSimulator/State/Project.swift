/// Everything that belongs to one token: a Hetzner Cloud project.
final class Project {
    let token: String
    let world: World
    var actions = Table<Action>()
    var certificates = Table<Certificate>()
    var firewalls = Table<Firewall>()
    var floatingIPs = Table<FloatingIP>()
    var images = Table<Image>()
    var loadBalancers = Table<LoadBalancer>()
    var networks = Table<Network>()
    var placementGroups = Table<PlacementGroup>()
    var primaryIPs = Table<PrimaryIP>()
    var rrsets = Table<RRSet>()
    var servers = Table<Server>()
    var sshKeys = Table<SSHKey>()
    var storageBoxes = Table<StorageBox>()
    var storageSnapshots = Table<StorageSnapshot>()
    var subaccounts = Table<Subaccount>()
    var volumes = Table<Volume>()
    var zones = Table<Zone>()

    var events = EventQueue()
    var finishedActions = FinishedActions()
    /// What the records say about each other, read from the other end; it follows from them alone.
    var relations = Relations()
    /// What the data file does not know yet; nil when there is none.
    var unsaved: Set<ObjectKey>?

    init(token: String, world: World) {
        self.token = token
        self.world = world
    }

    var now: Moment { world.now }
}

/// A kind whose objects the API creates, changes and shows.
protocol Resource: StoredRecord {
    static var table: ReferenceWritableKeyPath<Project, Table<Self>> { get }
    func json(in project: Project) -> JSON
    /// Keeps relations and the renderings of others in step; called after every change of a record.
    static func changed(from old: Self?, to new: Self?, in project: Project)
}

extension Project {
    func find<R: Resource>(_ type: R.Type, _ id: Int) throws(APIFailure) -> R {
        guard let record = self[keyPath: R.table][id] else { throw APIFailure.notFound(R.kind, String(id)) }
        return record
    }

    /// The record that the ID in the path names.
    func find<R: Resource>(_ type: R.Type, _ call: Call) throws(APIFailure) -> R {
        try find(type, call.id(R.kind))
    }

    func save<R: Resource>(_ record: R) {
        let old = self[keyPath: R.table][record.id]
        self[keyPath: R.table].put(record)
        R.changed(from: old, to: record, in: self)
        unsaved?.insert(ObjectKey(kind: R.kind, id: record.id))
    }

    /// Changes the record when it still exists.
    func change<R: Resource>(_ type: R.Type, _ id: Int, _ edit: (inout R) -> Void) {
        guard var record = self[keyPath: R.table][id] else { return }
        edit(&record)
        save(record)
    }

    func remove<R: Resource>(_ type: R.Type, _ id: Int) {
        guard let old = self[keyPath: R.table][id] else { return }
        self[keyPath: R.table].remove(id)
        R.changed(from: old, to: nil, in: self)
        unsaved?.insert(ObjectKey(kind: R.kind, id: id))
    }

    func rendering<R: Resource>(_ type: R.Type, _ id: Int) -> [UInt8] {
        if let bytes = self[keyPath: R.table].rendering(id) { return bytes }
        guard let record = self[keyPath: R.table][id] else { return JSON.null.bytes }
        let bytes = record.json(in: self).bytes
        self[keyPath: R.table].keep(bytes, for: id)
        return bytes
    }

    func rendered<R: Resource>(_ record: R) -> JSON {
        .rendered(rendering(R.self, record.id))
    }

    /// Answers `{"server": {…}}`.
    func response<R: Resource>(_ status: Int, _ type: R.Type, _ id: Int) -> SimulatorResponse {
        SimulatorResponse(status, .object([.init(name: R.kind.rawValue, value: .rendered(rendering(type, id)))]))
    }

    func forgetRendering<R: Resource>(_ type: R.Type, _ id: Int?) {
        guard let id else { return }
        self[keyPath: R.table].forgetRendering(id)
    }

    func requireUnique<R: Resource>(_ type: R.Type, name: String, except id: Int? = nil) throws(APIFailure) {
        guard let other = self[keyPath: R.table].id(named: name), other != id else { return }
        throw APIFailure.notUnique(R.kind)
    }

    /// Refuses what would exceed the project's quota for the kind.
    func requireRoom<R: Resource>(for type: R.Type, adding count: Int = 1) throws(APIFailure) {
        guard let limit = world.settings.limits[R.kind.collection] ?? R.kind.standardLimit else { return }
        guard self[keyPath: R.table].count + count > limit else { return }
        throw APIFailure.limitExceeded("\(R.kind.rawValue)_limit", "\(R.kind.title) limit exceeded")
    }
}
