/// The Hetzner Cloud as a function from request to response.
///
/// One instance holds every project, each under its token. Requests take effect one after the other. Nothing happens
/// between them: what was due is carried out first when the next request arrives.
public actor SimulatedCloud {
    static let routes =
        Route.actions + Route.sshKeys + Route.placementGroups + Route.networks + Route.firewalls + Route.servers
        + Route.volumes + Route.primaryIPs + Route.images + Route.catalog
        + Route.floatingIPs
        + Route.certificates
        + Route.zones + Route.storageBoxes
        + Route.loadBalancers
    private static let router = Router(routes)

    let world: World
    var projects: [String: Project] = [:]
    private var limits: [String: RateLimit] = [:]
    private(set) var log = RequestLog()
    private let clock: SimulatorClock
    /// What `advance(milliseconds:)` has added to the clock.
    private var offset: Int64 = 0
    private let initialSettings: SimulatorSettings
    /// How often the faults were set, so that who holds an answer back for one of them notices that it is gone.
    package private(set) var faultChanges = 0
    var dataFile: DataFile?

    public init(
        settings: SimulatorSettings = SimulatorSettings(),
        catalog: SimulatorCatalog = .standard,
        clock: SimulatorClock = .system
    ) {
        initialSettings = settings
        self.clock = clock
        world = World(settings: settings, catalog: catalog, now: Moment(milliseconds: clock.milliseconds()))
    }

    /// Answers the request as it stands, without waiting for anything: not even the latency that it notes.
    public func respond(to request: SimulatorRequest) -> SimulatorResponse {
        world.now = Moment(milliseconds: clock.milliseconds() + offset)
        if request.target.hasPrefix("/_simulator/") { return control(request) }
        var operation = "\(request.method) *"
        var response = answer(request, &operation)
        response.headers.append(("Date", world.now.httpDate))
        response.headers.append(("X-Correlation-Id", correlationID()))
        response.delayMilliseconds += world.settings.latencyMilliseconds
        log.note(
            LoggedRequest(
                method: request.method,
                target: request.target,
                status: response.status,
                body: request.body
            ),
            operation: operation
        )
        saveChanges()
        return response
    }

    private func answer(_ request: SimulatorRequest, _ operation: inout String) -> SimulatorResponse {
        let halves = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = halves.first ?? ""
        guard path.hasPrefix("/v1/") else { return APIFailure.unknownRoute.response }
        guard let access = access(of: request) else { return APIFailure.unauthorized.response }
        let headers = admit(access.project)
        guard let headers else {
            var response = APIFailure.rateLimited.response
            response.headers += limits[access.project]?.headers(at: world.now) ?? []
            return response
        }
        let outcome = world.drawnOutcome(request.method, path.dropFirst(3))
        var response: SimulatorResponse
        if let outcome, !outcome.takesEffect, let refusal = outcome.response {
            response = refusal
        } else {
            response = carryOut(request, path, halves.count == 2 ? halves[1] : "", access, &operation)
            if let instead = outcome?.response { response = instead }
            if case .delay(let milliseconds)? = outcome { response.delayMilliseconds += milliseconds }
        }
        response.headers += headers
        return response
    }

    private func carryOut(
        _ request: SimulatorRequest,
        _ path: Substring,
        _ query: Substring,
        _ access: (project: String, isReadOnly: Bool),
        _ operation: inout String
    ) -> SimulatorResponse {
        let project = project(access.project)
        project.settle()
        do {
            let (route, parameters) = try SimulatedCloud.router.route(request.method, path.dropFirst(4))
            operation = "\(route.method.rawValue) /\(route.path)"
            guard !access.isReadOnly || route.method == .get else { throw APIFailure.readOnlyToken }
            let call = Call(
                project: project,
                parameters: parameters,
                query: try Query(query),
                body: request.body,
                path: String(path),
                host: request.headers["host"] ?? "localhost"
            )
            return try route.handle(call)
        } catch let failure as APIFailure {
            return path.hasPrefix("/v1/zones") ? failure.leadingWithReason.response : failure.response
        } catch {
            return APIFailure(status: 500, code: "server_error", message: "\(error)").response
        }
    }

    func project(_ token: String) -> Project {
        if let project = projects[token] { return project }
        let project = Project(token: token, world: world)
        if dataFile != nil { project.unsaved = [] }
        projects[token] = project
        return project
    }

    /// The project that the bearer token opens.
    func access(of request: SimulatorRequest) -> (project: String, isReadOnly: Bool)? {
        guard let header = request.headers["authorization"] else { return nil }
        let words = header.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        let token = String(words[1])
        if let project = world.settings.readOnlyTokens[token] { return (project, true) }
        guard let tokens = world.settings.tokens else { return (token, false) }
        return tokens.contains(token) ? (token, false) : nil
    }

    /// The headers that tell what is left of the limit, or nil when nothing is.
    private func admit(_ project: String) -> [(name: String, value: String)]? {
        guard let perHour = world.settings.requestsPerHour else { return [] }
        var limit = limits[project] ?? RateLimit(perHour: perHour, now: world.now)
        let isAdmitted = limit.admits(at: world.now)
        limits[project] = limit
        return isAdmitted ? limit.headers(at: world.now) : nil
    }

    /// Sixteen digits, as the real ones have.
    private func correlationID() -> String {
        let digits = String(world.dice.next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Moves the time forward, on top of the clock's own.
    public func advance(milliseconds: Int64) {
        offset += milliseconds
        world.now = Moment(milliseconds: clock.milliseconds() + offset)
    }

    /// Milliseconds since 1970 as the simulated cloud has it.
    public var time: Int64 {
        clock.milliseconds() + offset
    }

    /// The latest requests to the API in order, those to `/_simulator` left out.
    public var requests: [LoggedRequest] {
        log.requests
    }

    public func forgetRequests() {
        log = RequestLog()
    }

    /// Changes the faults from the next request on; answers that one holds back are to come now.
    public func setFaults(_ faults: [SimulatorFault]) {
        world.faults = faults
        faultChanges += 1
    }

    /// Changes how long actions take that begin from now on.
    public func setPace(_ pace: SimulatorSettings.Pace) {
        world.settings.pace = pace
    }

    /// Forgets all projects and requests; IDs go on where they were.
    public func reset() {
        projects = [:]
        limits = [:]
        log = RequestLog()
        world.faults = initialSettings.faults
        world.settings.pace = initialSettings.pace
        world.addresses = PublicAddresses()
        rewriteDataFile()
    }
}
