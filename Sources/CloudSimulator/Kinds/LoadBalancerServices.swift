/// What a load balancer listens to, and where it passes it on.
struct BalancerService: Codable, Sendable {
    enum Transport: String, Codable, Sendable, CaseIterable {
        case tcp
        case http
        case https
    }

    struct HTTP: Codable, Sendable {
        var cookieName = "HCLBSTICKY"
        var cookieLifetime = 300
        var certificates: [Int] = []
        var redirects = false
        var isSticky = false
        var idleTimeout = 50
    }

    static let ports = 1...65_535
    // Hetzner names no limits of its own; these are what browsers keep:
    // https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-20.html#section-5.6
    static let cookieNames = 1...4_096
    static let cookieLifetimes = 1...34_560_000

    let transport: Transport
    let listenPort: Int
    let destinationPort: Int
    let usesProxyProtocol: Bool
    /// Nil for tcp.
    let http: HTTP?
    let healthCheck: BalancerHealthCheck

    /// Every port that it takes: redirecting from HTTP takes port 80 too.
    var takenPorts: [Int] {
        http?.redirects == true ? [listenPort, 80] : [listenPort]
    }

    /// Reads a new service, or the changes of one: what the request leaves out stays or has its default.
    init?(_ input: inout Input, changing old: BalancerService? = nil) {
        let words = TextRule.oneOf(Transport.allCases.map(\.rawValue))
        let word = old == nil ? input.string("protocol", words) : input.optionalString("protocol", words)
        guard let transport = word.flatMap(Transport.init) ?? old?.transport else { return nil }
        self.transport = transport
        let standard: (listen: Int?, destination: Int?) =
            switch transport {
            case .tcp: (nil, nil)
            case .http: (80, 80)
            case .https: (443, 80)
            }
        let listenPort = input.optionalInteger("listen_port", in: BalancerService.ports)
        let destinationPort = input.optionalInteger("destination_port", in: BalancerService.ports)
        self.listenPort = BalancerService.port("listen_port", listenPort ?? old?.listenPort ?? standard.listen, &input)
        self.destinationPort = BalancerService.port(
            "destination_port",
            destinationPort ?? old?.destinationPort ?? standard.destination,
            &input
        )
        usesProxyProtocol = input.optionalBoolean("proxyprotocol") ?? old?.usesProxyProtocol ?? false
        let http = input.object("http") { HTTP(&$0, transport, old?.http ?? HTTP()) }
        self.http = transport == .tcp ? nil : http ?? old?.http?.fitting(transport) ?? HTTP()
        let check = old?.healthCheck ?? BalancerHealthCheck(port: self.destinationPort)
        healthCheck = input.object("health_check") { BalancerHealthCheck(&$0, changing: check) } ?? check
    }

    private static func port(_ name: String, _ port: Int?, _ input: inout Input) -> Int {
        if port == nil, input.value(name) == nil { input.reject(name, "Missing data for required field.") }
        return port ?? 0
    }

    var json: JSON {
        var members: [JSON.Member] = [
            .init(name: "protocol", value: .string(transport.rawValue)),
            .init(name: "listen_port", value: .int(listenPort)),
            .init(name: "destination_port", value: .int(destinationPort)),
            .init(name: "proxyprotocol", value: .bool(usesProxyProtocol)),
            .init(name: "health_check", value: healthCheck.json),
        ]
        if let http { members.append(.init(name: "http", value: http.json)) }
        return .object(members)
    }
}

extension BalancerService.HTTP {
    fileprivate init(_ input: inout Input, _ transport: BalancerService.Transport, _ old: Self) {
        self = old.fitting(transport)
        cookieName = input.optionalString("cookie_name", .length(BalancerService.cookieNames)) ?? cookieName
        cookieLifetime =
            input.optionalInteger("cookie_lifetime", in: BalancerService.cookieLifetimes) ?? cookieLifetime
        if input.value("certificates") != nil { certificates = input.integers("certificates") }
        redirects = input.optionalBoolean("redirect_http") ?? redirects
        isSticky = input.optionalBoolean("sticky_sessions") ?? isSticky
        idleTimeout = input.optionalInteger("timeout_idle", in: 30...300) ?? idleTimeout
        if transport != .https {
            if redirects { input.reject("redirect_http", "is only available for https") }
            if !certificates.isEmpty { input.reject("certificates", "are only available for https") }
        }
        if transport == .tcp, isSticky { input.reject("sticky_sessions", "is only available for http and https") }
        if Set(certificates).count != certificates.count { input.reject("certificates", "must be distinct") }
    }

    /// Without what the protocol does not have.
    fileprivate func fitting(_ transport: BalancerService.Transport) -> Self {
        guard transport != .https else { return self }
        var copy = self
        copy.certificates = []
        copy.redirects = false
        return copy
    }

    fileprivate var json: JSON {
        [
            "cookie_name": .string(cookieName), "cookie_lifetime": .int(cookieLifetime),
            "certificates": .ints(certificates), "redirect_http": .bool(redirects),
            "sticky_sessions": .bool(isSticky), "timeout_idle": .int(idleTimeout),
        ]
    }
}

extension Route {
    static let balancerParts: [Route] = [
        Route(.post, "load_balancers/{id}/actions/add_service") { try $0.project.addService($0) },
        Route(.post, "load_balancers/{id}/actions/update_service") { try $0.project.updateService($0) },
        Route(.post, "load_balancers/{id}/actions/delete_service") { try $0.project.deleteService($0) },
        Route(.post, "load_balancers/{id}/actions/add_target") { try $0.project.addTarget($0) },
        Route(.post, "load_balancers/{id}/actions/remove_target") { try $0.project.removeTarget($0) },
    ]
}

extension Project {
    /// Whether the load balancer has room for the service beside the others; `status` is that of a port in use.
    func requireFits(
        _ service: BalancerService,
        beside others: [BalancerService],
        of type: LoadBalancerType,
        portStatus status: Int
    ) throws(APIFailure) {
        guard others.count < type.mostServices else {
            throw APIFailure.limitExceeded("load_balancer_services", "service limit of the load balancer exceeded")
        }
        let taken = Set(others.flatMap(\.takenPorts))
        if let port = service.takenPorts.first(where: taken.contains) {
            let problem = "source port \(port) is already used"
            throw APIFailure(status: status, code: "source_port_already_used", message: problem)
        }
        for id in service.http?.certificates ?? [] {
            let certificate = try find(Certificate.self, id)
            guard certificate.chain != nil else {
                throw APIFailure.serviceError("certificate with ID '\(id)' is not issued yet")
            }
        }
        let certificates = (others + [service]).flatMap { $0.http?.certificates ?? [] }
        guard Set(certificates).count <= type.mostCertificates else {
            throw APIFailure.limitExceeded(
                "load_balancer_certificates",
                "certificate limit of the load balancer exceeded"
            )
        }
    }

    func type(of balancer: LoadBalancer) -> LoadBalancerType {
        guard let type = world.catalog.loadBalancerTypes[balancer.type] else {
            preconditionFailure("Load balancers have a type of the catalogue.")
        }
        return type
    }

    fileprivate func addService(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let service = BalancerService(&input)
        try input.finish()
        guard let service else { throw APIFailure.invalidInput(field: "protocol", "is not valid") }
        try requireIdle(.loadBalancer(balancer.id))
        try requireFits(service, beside: balancer.services, of: type(of: balancer), portStatus: 412)
        return startSetting(service, of: balancer.id, "add_service")
    }

    private func startSetting(_ service: BalancerService, of balancer: Int, _ command: String) -> SimulatorResponse {
        let certificates = (service.http?.certificates ?? []).map(ObjectKey.certificate)
        return startChanging(balancer, command, with: certificates, .serviceSet(service))
    }

    fileprivate func updateService(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let port = input.integer("listen_port", in: BalancerService.ports)
        try input.finish()
        let old = try requireService(port, of: balancer)
        let service = BalancerService(&input, changing: old)
        try input.finish()
        guard let service else { throw APIFailure.invalidInput(field: "protocol", "is not valid") }
        try requireIdle(.loadBalancer(balancer.id))
        let others = balancer.services.filter { $0.listenPort != port }
        try requireFits(service, beside: others, of: type(of: balancer), portStatus: 422)
        return startSetting(service, of: balancer.id, "update_service")
    }

    private func requireService(_ port: Int, of balancer: LoadBalancer) throws(APIFailure) -> BalancerService {
        guard let service = balancer.services.first(where: { $0.listenPort == port }) else {
            let problem = "service with listen port '\(port)' not found"
            throw APIFailure(status: 404, code: "not_found", message: problem)
        }
        return service
    }

    fileprivate func deleteService(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let balancer = try find(LoadBalancer.self, call)
        var input = try call.input()
        let port = input.integer("listen_port", in: BalancerService.ports)
        try input.finish()
        _ = try requireService(port, of: balancer)
        try requireIdle(.loadBalancer(balancer.id))
        return startChanging(balancer.id, "delete_service", .serviceDeleted(port))
    }
}
