/// How long actions take at Hetzner, in milliseconds, as users of the real API have seen it.
enum ActionTime {
    static let createServer: Int64 = 8_000
    static let startServer: Int64 = 2_000
    static let stopServer: Int64 = 2_000
    static let rebootServer: Int64 = 3_000
    static let resetServer: Int64 = 3_000
    static let signalShutdown: Int64 = 1_500
    /// From the signal until the guest is off.
    static let guestShutdown: Int64 = 8_000
    static let deleteServer: Int64 = 3_000
    static let rebuildServer: Int64 = 30_000
    static let changeType: Int64 = 160_000
    static let changeTypeWithDisk: Int64 = 240_000
    static let createImage: Int64 = 60_000
    static let network: Int64 = 3_000
    static let subnet: Int64 = 2_000
    static let volume: Int64 = 2_000
    static let address: Int64 = 2_000
    static let short: Int64 = 1_000
    static let zone: Int64 = 1_000
    static let issueCertificate: Int64 = 75_000
    static let createStorageBox: Int64 = 120_000
    static let storageBox: Int64 = 5_000
    static let balancer: Int64 = 3_000
    static let balancerType: Int64 = 8_000
    /// Until label selectors of firewalls have followed a change of labels.
    static let selectors: Int64 = 2_000
    /// On the client's clock, at whatever pace actions run: it has the time to reset the server.
    static let rescue: Int64 = 3_600_000
    /// From the making of a zone until it is known whether anybody registered the domain, on the same clock.
    static let delegationCheck: Int64 = 3_600_000
}

extension Project {
    /// Begins an action that ends by itself; with a predecessor it takes its time after that one.
    func start(
        _ command: String,
        on resources: [ObjectKey],
        holding holds: [ObjectKey]? = nil,
        after predecessor: Action? = nil,
        takes milliseconds: Int64,
        _ effect: ActionEffect
    ) -> Action {
        let begin = predecessor?.due ?? now
        var action = Action(
            id: world.identifiers.next(.action),
            command: command,
            status: .running,
            started: now,
            due: begin.adding(world.paced(milliseconds)),
            resources: resources,
            holds: holds ?? resources,
            effect: effect
        )
        action.predecessor = predecessor?.id
        if world.drawsFailure(of: command) { action.failure = .injected }
        save(action)
        events.plan(.actionEnds(action.id), at: action.due)
        return action
    }

    /// An action of the sort that is over by the time of the answer.
    func finished(_ command: String, on resources: [ObjectKey]) -> Action {
        let action = Action(
            id: world.identifiers.next(.action),
            command: command,
            status: .success,
            started: now,
            due: now,
            resources: resources,
            holds: [],
            effect: .nothing
        )
        save(action)
        return action
    }

    /// Answers `{"action": {…}}`.
    func response(_ action: Action) -> SimulatorResponse {
        SimulatorResponse(201, ["action": action.json(in: self)])
    }

    /// Refuses while an action runs that keeps others away from one of the objects.
    func requireIdle(_ keys: ObjectKey...) throws(APIFailure) {
        for key in keys where relations.holders[key] != nil { throw key.kind.busy }
    }

    /// Lets everything happen that is due by now, each at its own time.
    func settle() {
        let present = world.now
        defer { world.now = present }
        while let event = events.next(by: present) {
            world.now = event.due
            switch event.happening {
            case .actionEnds(let id): end(id, at: event.due)
            case .guestIsOff(let server): guestIsOff(server, at: event.due)
            case .rescueExpires(let server): rescueExpires(server, at: event.due)
            case .selectorsSettle(let server): selectorsSettle(server, at: event.due)
            case .certificateRenews(let id): certificateRenews(id, at: event.due)
            case .delegationIsChecked(let zone): delegationIsChecked(zone, at: event.due)
            case .snapshotIsDue(let box): snapshotIsDue(box, at: event.due)
            case .healthSettles(let id): healthSettles(of: id, at: event.due)
            }
        }
    }

    private func end(_ id: Int, at moment: Moment) {
        guard var action = actions[id], action.status == .running else { return }
        if let predecessor = action.predecessor, actions[predecessor]?.status == .error, action.failure == nil {
            action.failure = .canceled
        }
        if action.failure == nil {
            action.failure = carryOut(action.effect, at: moment)
        } else {
            takeBack(action.effect)
        }
        action.status = action.failure == nil ? .success : .error
        action.due = moment
        save(action)
    }
}
