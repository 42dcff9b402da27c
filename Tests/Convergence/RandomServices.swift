import TestSupport

// What stands beside servers: balancers, zones, certificates, storage boxes, snapshots.

extension RandomStack {
    mutating func zone() -> [String] {
        var lines = ["name: shop.example"]
        if random.chance(40) { lines.append("ttl: \(random.pick([300, 7_200]))") }
        lines.append("rrsets:")
        var sets: [String] = []
        let servers = reach.filter(\.value.isPublic).keys.sorted()
        if let server = servers.first, random.chance(50) {
            sets.append("  - { name: app, type: A, records: [\"${servers.\(server).ipv4}\"] }")
        }
        let inside = reach.filter(\.value.isInside).keys.sorted().first
        if let inside, random.chance(40) {
            sets.append("  - { name: inside, type: A, records: [\"${servers.\(inside).private_ip}\"] }")
        }
        for name in random.some(["@", "www", "mail"]) {
            let ttl = random.chance(30) ? ", ttl: \(random.pick([60, 600]))" : ""
            let guarded = random.chance(20) ? ", protection: { change: true }" : ""
            let values = random.some(["198.51.100.1", "198.51.100.2"], percent: 60)
            let records = values.isEmpty ? ["198.51.100.3"] : values
            listedSets.insert("\(name)/A")
            sets.append(
                "  - { name: \"\(name)\", type: A, records: [\(records.joined(separator: ", "))]\(ttl)\(guarded) }"
            )
        }
        if random.chance(50) {
            let comment = random.pick(["", ", comment: one", ", comment: two"])
            sets.append("  - { name: \"@\", type: MX, records: [{ value: 10 mail\(comment) }] }")
        }
        if random.chance(50) {
            sets.append(
                "  - { name: \"@\", type: TXT, records: [\"\(random.pick(["v=spf1 -all", "v=spf1 mx -all"]))\"] }"
            )
        }
        if sets.isEmpty { lines[lines.count - 1] = "rrsets: []" }
        return lines + sets + labels() + protection()
    }

    /// One that the zone may list in another file; `nil` where it does in this one.
    ///
    /// What is called `extra` has another type, or another address, in every file.
    mutating func recordSet(_ key: String, in zone: String) -> [String]? {
        let name = key == "extra" ? random.pick(["alias", "more"]) : key
        let type = key == "www" ? "A" : key == "alias" ? "CNAME" : random.pick(["A", "TXT"])
        guard !listedSets.contains("\(name)/\(type)") else { return nil }
        // A CNAME is alone.
        guard !listedSets.contains("\(name)/CNAME"), type != "CNAME" || !listedSets.contains("\(name)/A") else {
            return nil
        }
        listedSets.insert("\(name)/\(type)")
        let server = reach.filter(\.value.isPublic).keys.sorted().first
        let address = server.flatMap { random.chance(40) ? "\"${servers.\($0).ipv4}\"" : nil } ?? "198.51.100.4"
        let records = ["A": address, "CNAME": random.pick(["www", "mail"]), "TXT": random.pick(["one", "two"])]
        var lines = ["zone: \(zone)", "type: \(type)", "records: [\(records[type] ?? "")]"]
        if name != key { lines.append("name: \(name)") }
        if random.chance(30) { lines.append("ttl: \(random.pick([60, 600]))") }
        if random.chance(20) { lines.append("protection: { change: true }") }
        return lines + labels()
    }

    mutating func certificate() -> [String] {
        let domain = random.pick(["shop.example", "www.shop.example", "WWW.Shop.example"])
        return ["type: managed", "domain_names: [\(domain)]"] + labels()
    }

    mutating func balancer(_ networks: [String], _ certificates: [String], _ address: String?) -> [String] {
        var lines = ["load_balancer_type: \(random.pick(["lb11", "lb21"]))"]
        if address == nil, random.chance(20) { lines.append("network_zone: eu-central") }
        if random.chance(30) {
            lines.append("algorithm: { type: \(random.pick(["round_robin", "least_connections"])) }")
        }
        if let address, random.chance(50) { lines.append("public_net: { ipv4: \(address) }") }
        let network = networks.isEmpty || random.chance(40) ? nil : random.pick(networks)
        if let network {
            let subnet = "10.\(network == "back" ? 0 : 16).\(firstSubnets[network] ?? 1)"
            let ip = ", ip: \(subnet).\(random.pick([200, 201]))"
            let place = random.pick([ip, ip, ", ip_range: \(subnet).0/24", ""])
            lines.append("network: { network: \(network)\(place) }")
        }
        let isPrivate = network != nil && random.chance(30)
        if isPrivate { lines.append("public_interface: false") }
        lines += services(certificates) + targets(network, isPrivate: isPrivate)
        return lines + labels() + protection()
    }

    private mutating func services(_ certificates: [String]) -> [String] {
        var services = random.some([80, 81]).map { port in
            "  - { protocol: tcp, listen_port: \(port), destination_port: \(random.pick([8_080, 8_081])) }"
        }
        if !certificates.isEmpty, random.chance(70) {
            let names = certificates.shuffled(using: &random).joined(separator: ", ")
            services.append(
                "  - { protocol: https, listen_port: 443, destination_port: 80, http: { certificates: [\(names)] } }"
            )
        }
        return services.isEmpty ? ["services: []"] : ["services:"] + services
    }

    private mutating func targets(_ network: String?, isPrivate: Bool) -> [String] {
        var targets: [String] = []
        for (server, reach) in reach.sorted(by: { $0.key < $1.key }) where random.chance(60) {
            if let network, reach.networks.contains(network) {
                targets.append("  - { type: server, server: \(server), use_private_ip: true }")
            } else if reach.isPublic, !isPrivate {
                targets.append("  - { type: server, server: \(server) }")
            }
        }
        if !isPrivate, random.chance(30) {
            targets.append("  - { type: label_selector, label_selector: role=elsewhere }")
        }
        return targets.isEmpty ? ["targets: []"] : ["targets:"] + targets
    }

    mutating func storageBox() -> [String] {
        let password = random.pick(["Correct-Horse-7-Battery", "Another-Horse-8-Battery"])
        var lines = ["storage_box_type: \(random.pick(["bx11", "bx21"]))", "password: \(password)"]
        if random.chance(50) {
            lines.append("access_settings: { ssh_enabled: \(random.pick(["true", "false"])), zfs_enabled: true }")
        }
        if random.chance(50) {
            let day = random.pick(["", ", day_of_week: 3"])
            lines.append("snapshot_plan: { max_snapshots: 3, hour: \(random.pick([1, 2])), minute: 0\(day) }")
        }
        let subaccounts = random.some(["ci", "web"])
        if !subaccounts.isEmpty {
            lines.append("subaccounts:")
            for name in subaccounts {
                let home = random.pick(["one", "two"])
                // A part of it is perhaps known only once something else is there.
                let server = reach.keys.sorted().first
                let later = server.flatMap { random.chance(30) ? "\"\(password)-${servers.\($0).id}\"" : nil }
                lines.append("  - { name: \(name), home_directory: \(home), password: \(later ?? password) }")
            }
        }
        if random.chance(30) { lines.append("snapshots: [{ description: \(random.pick(["first", "second"])) }]") }
        return lines + labels() + protection()
    }

    mutating func snapshot(_ server: String) -> [String] {
        ["server: \(server)", "description: \(random.pick(["one", "two"]))"] + labels()
    }
}
