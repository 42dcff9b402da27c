/// How a service finds out whether a target serves.
struct BalancerHealthCheck: Codable, Sendable {
    struct HTTP: Codable, Sendable {
        var domain: String?
        var path = "/"
        var response = ""
        var statusCodes = ["2??", "3??"]
        var usesTLS = false
    }

    // The ranges that Hetzner's console offers.
    static let intervals = 3...60
    static let timeouts = 1...60
    static let retries = 1...5

    var networkProtocol = "tcp"
    var port: Int
    var interval = 15
    var timeout = 10
    var retries = 3
    /// Nil unless the check is made over HTTP.
    var http: HTTP?

    init(port: Int) {
        self.port = port
    }

    init(_ input: inout Input, changing old: BalancerHealthCheck) {
        self = old
        networkProtocol = input.optionalString("protocol", .oneOf(["tcp", "http"])) ?? networkProtocol
        port = input.optionalInteger("port", in: BalancerService.ports) ?? port
        interval = input.optionalInteger("interval", in: BalancerHealthCheck.intervals) ?? interval
        timeout = input.optionalInteger("timeout", in: BalancerHealthCheck.timeouts) ?? timeout
        retries = input.optionalInteger("retries", in: BalancerHealthCheck.retries) ?? retries
        if timeout > interval { input.reject("timeout", "must not be longer than the interval") }
        let given = input.object("http") { HTTP(&$0, old.http ?? HTTP()) }
        http = networkProtocol == "http" ? given ?? old.http ?? HTTP() : nil
    }

    /// How long it takes in milliseconds until a change is believed.
    var patience: Int64 { Int64(retries * interval) * 1_000 }

    var json: JSON {
        var members: [JSON.Member] = [
            .init(name: "protocol", value: .string(networkProtocol)), .init(name: "port", value: .int(port)),
            .init(name: "interval", value: .int(interval)), .init(name: "timeout", value: .int(timeout)),
            .init(name: "retries", value: .int(retries)),
        ]
        if let http { members.append(.init(name: "http", value: http.json)) }
        return .object(members)
    }
}

extension BalancerHealthCheck.HTTP {
    fileprivate init(_ input: inout Input, _ old: Self) {
        self = old
        let host = TextRule(problem: "must not contain spaces, percent signs or backslashes") { text in
            text.utf8.count <= 253 && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x25 && $0 != 0x5C }
        }
        let location = TextRule(problem: "must begin with '/' and not contain spaces") { text in
            text.hasPrefix("/") && text.utf8.allSatisfy { $0 > 0x20 }
        }
        if input.has("domain") { domain = input.optionalString("domain", host) }
        path = input.optionalString("path", location) ?? path
        response = input.optionalString("response", .length(0...1_024)) ?? response
        usesTLS = input.optionalBoolean("tls") ?? usesTLS
        guard input.value("status_codes") != nil else { return }
        statusCodes = input.strings("status_codes")
        for (index, code) in statusCodes.enumerated() {
            let isPattern = (1...3).contains(code.utf8.count) && code.utf8.allSatisfy("0123456789?*".utf8.contains)
            if !isPattern { input.reject("status_codes.\(index)", "must be a status code, with wildcards '?' and '*'") }
        }
    }

    fileprivate var json: JSON {
        [
            "domain": .optional(domain), "path": .string(path), "response": .string(response),
            "status_codes": .strings(statusCodes), "tls": .bool(usesTLS),
        ]
    }
}

/// What a load balancer takes one of its targets for, at one of its services.
struct TargetHealth: Codable, Sendable, Equatable {
    enum Status: String, Codable, Sendable {
        case healthy
        case unhealthy
        case unknown
    }

    /// A server over one of its interfaces, or an address.
    struct Endpoint: Codable, Sendable, Hashable {
        var server: Int?
        var address: String?
        let usesPrivate: Bool
    }

    let endpoint: Endpoint
    let port: Int
    var status: Status
    /// When as many checks as it takes will have gone the other way; nil while they agree.
    var settles: Moment?

    var json: JSON {
        var members: [JSON.Member] = [
            .init(name: "listen_port", value: .int(port)), .init(name: "status", value: .string(status.rawValue)),
        ]
        if status == .unhealthy { members.append(.init(name: "detail", value: "layer4_no_connection")) }
        return .object(members)
    }
}

extension Project {
    /// Compares what is known about each target with how it is, and plans when the load balancer will have noticed.
    func recheckHealth(of id: Int) {
        guard var balancer = loadBalancers[id] else { return }
        var known: [TargetHealth.Endpoint: [Int: TargetHealth]] = [:]
        for entry in balancer.health { known[entry.endpoint, default: [:]][entry.port] = entry }
        var health: [TargetHealth] = []
        for endpoint in balancer.endpoints {
            let truth = isServing(endpoint, for: balancer)
            for service in balancer.services {
                let port = service.listenPort
                var entry =
                    known[endpoint]?[port] ?? TargetHealth(endpoint: endpoint, port: port, status: .unknown)
                if entry.status == truth {
                    entry.settles = nil
                } else if entry.settles == nil {
                    let due = now.adding(world.paced(service.healthCheck.patience))
                    entry.settles = due
                    events.plan(.healthSettles(balancer: id), at: due)
                }
                health.append(entry)
            }
        }
        guard health != balancer.health else { return }
        balancer.health = health
        save(balancer)
    }

    func recheckBalancers(of server: Int?) {
        guard let server else { return }
        for balancer in relations.balancersByServer.sorted(server) { recheckHealth(of: balancer) }
    }

    func healthSettles(of id: Int, at moment: Moment) {
        guard let balancer = loadBalancers[id] else { return }
        change(LoadBalancer.self, id) { changed in
            for (index, entry) in balancer.health.enumerated() where entry.settles.map({ $0 <= moment }) ?? false {
                changed.health[index].status = isServing(entry.endpoint, for: balancer)
                changed.health[index].settles = nil
            }
        }
    }

    /// A server that runs and can be reached serves; so does every machine outside of the cloud.
    private func isServing(_ endpoint: TargetHealth.Endpoint, for balancer: LoadBalancer) -> TargetHealth.Status {
        let isReached: Bool
        if let id = endpoint.server, let server = servers[id], server.status == .running {
            if endpoint.usesPrivate {
                isReached = server.attachments.contains { $0.network == balancer.attachment?.network && $0.isVisible }
            } else {
                isReached = balancer.isPublic && primaryIP(.ipv4, of: id) != nil
            }
        } else {
            isReached =
                endpoint.address != nil && (endpoint.usesPrivate ? balancer.attachment != nil : balancer.isPublic)
        }
        return isReached ? .healthy : .unhealthy
    }
}
