import TestSupport

/// A random desired-state file that the API can make real, from a small pool of names so that two of them overlap.
struct RandomStack {
    var random: SeededGenerator
    /// Where each server can be reached, for what refers to it.
    var reach: [String: Reach] = [:]
    /// The sets of records that a zone lists, as `NAME/TYPE`.
    var listedSets: Set<String> = []
    /// The number of the subnet of each network that gateways and load balancers are in.
    var firstSubnets: [String: Int] = [:]
    /// Each resource as its section, its key and the lines under it.
    private var blocks: [(section: String, key: String, lines: [String])] = []

    /// Where the private addresses begin that servers name.
    private let lowestHost: Int
    /// How many percent of the resources that can be replaced either way have the new object come first.
    private let creatingFirst: Int

    /// What a server offers to others.
    struct Reach {
        let isPublic: Bool
        let networks: [String]
        var isInside = false
    }

    /// The addresses that servers name are never given out by themselves in so small a project, unless they are the
    /// lowest; those another project may have given out before.
    init(seed: UInt64, lowestHost: Int = 50, creatingFirst: Int = 20) {
        random = SeededGenerator(seed: seed)
        self.lowestHost = lowestHost
        self.creatingFirst = creatingFirst
        generate()
    }

    /// The file; `shuffled` declares the same in another order, and labels of ours can be kept away.
    func yaml(shuffled seed: UInt64? = nil, isLabelled: Bool = true) -> String {
        var order = blocks
        if let seed {
            var random = SeededGenerator(seed: seed)
            order.shuffle(using: &random)
        }
        var sections: [String] = []
        for block in order where !sections.contains(block.section) { sections.append(block.section) }
        let body = sections.flatMap { section in
            ["\(section):"]
                + order.filter { $0.section == section }.flatMap { block in
                    ["  \(block.key):"] + block.lines.map { "    \($0)" }
                }
        }
        let labels = isLabelled ? "" : ", ownership_labels: false"
        return (["stack: random", "settings: { location: fsn1, labels: { team: shop }\(labels) }"] + body)
            .joined(separator: "\n") + "\n"
    }

    private mutating func generate() {
        let keys = random.some(["ann", "bob"])
        for key in keys { block("ssh_keys", key, sshKey(key)) }
        let networks = random.some(["back", "front"], percent: 60)
        var subnets: [String: [Int]] = [:]
        for network in networks {
            // Sometimes another first one, so that whoever is in it has to move.
            let first = random.pick([1, 1, 1, 4])
            firstSubnets[network] = first
            let numbers = [first] + random.some([2, 3])
            subnets[network] = numbers
            block("networks", network, self.network(network, numbers))
        }
        let groups = random.some(["apart"])
        for group in groups { block("placement_groups", group, ["type: spread"] + labels()) }
        let firewalls = random.some(["web", "ssh"])
        for firewall in firewalls { block("firewalls", firewall, rules() + labels()) }
        let servers = random.some(["a", "b", "c"], percent: 65)
        var addresses = random.some(["p", "q"])
        for address in addresses { block("primary_ips", address, ["type: ipv4"] + labels() + protection()) }
        for (number, server) in servers.enumerated() {
            let address = random.chance(40) ? addresses.popLast() : nil
            let lines = self.server(number, keys, networks, subnets, groups, firewalls, address)
            block("servers", server, lines)
            let hasIPv4 = !lines.contains { $0.contains("enable_ipv4: false") }
            reach[server] = Reach(
                isPublic: hasIPv4,
                networks: networks.filter { lines.contains("  - { network: \($0) }") },
                isInside: lines.contains("networks:")
            )
        }
        for address in random.some(["f"]) { block("floating_ips", address, floatingIP(servers)) }
        for volume in random.some(["data", "logs"]) { block("volumes", volume, self.volume(servers)) }
        let zones = random.some(["main"], percent: 60)
        for zone in zones { block("zones", zone, self.zone(), isNamed: true) }
        for zone in zones {
            for set in random.some(["www", "alias", "extra"]) {
                if let lines = recordSet(set, in: zone) { block("rrsets", set, lines, isNamed: true) }
            }
        }
        let certificates = zones.isEmpty ? [] : random.some(["site", "edge"], percent: 40)
        for certificate in certificates { block("certificates", certificate, self.certificate()) }
        for balancer in random.some(["entry"], percent: 60) {
            block("load_balancers", balancer, self.balancer(networks, certificates, addresses.popLast()))
        }
        for box in random.some(["box"], percent: 40) { block("storage_boxes", box, storageBox()) }
        if let server = servers.first, random.chance(25) { block("snapshots", "base", snapshot(server), isNamed: true) }
    }

    /// `isNamed` is for what has a name of its own, or none.
    private mutating func block(_ section: String, _ key: String, _ lines: [String], isNamed: Bool = false) {
        let name = !isNamed && random.chance(20) ? ["name: \(otherName(section, key))"] : []
        let lifecycle = lifecycle(section, lines)
        blocks.append((section, key, name + lines + lifecycle))
    }

    /// A plain one, one that a replacement of its neighbour may want, or one that differs only behind 58 characters.
    private mutating func otherName(_ section: String, _ key: String) -> String {
        let neighbour = blocks.last { $0.section == section }?.key
        let long = String(repeating: "n", count: 58) + key
        return random.pick(["\(key)-renamed", neighbour.map { "\($0)-next" } ?? "\(key)-renamed", long])
    }

    private mutating func lifecycle(_ section: String, _ lines: [String]) -> [String] {
        // A Primary IP cannot be with the old server and the new one.
        if lines.contains(where: { $0.contains("ipv4: p") || $0.contains("ipv4: q") }) { return [] }
        // Whatever could be refused to protect content is consented to.
        if section == "volumes" { return ["lifecycle: { replace_on: [size, location, format] }"] }
        let takesBoth = !["zones", "certificates", "snapshots"].contains(section)
        return takesBoth && random.chance(creatingFirst) ? ["lifecycle: { create_before_destroy: true }"] : []
    }

    mutating func labels() -> [String] {
        random.chance(50) ? ["labels: { tier: \(random.pick(["one", "two"])) }"] : []
    }

    mutating func protection() -> [String] {
        random.chance(20) ? ["protection: { delete: \(random.pick(["true", "false"])) }"] : []
    }

    private mutating func sshKey(_ key: String) -> [String] {
        let letter = random.pick(["A", "B"])
        let person = key == "ann" ? "C" : "D"
        return [
            "public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\(String(repeating: person + letter, count: 21))\(person) \(random.pick([key, "laptop"]))"
        ]
            + labels()
    }

    private mutating func network(_ key: String, _ subnets: [Int]) -> [String] {
        let base = key == "back" ? 0 : 16
        let prefix = random.pick([12, 13, 16])
        var lines = ["ip_range: 10.\(base).0.0/\(prefix)", "subnets:"]
        lines += subnets.map {
            "  - { type: cloud, network_zone: eu-central, ip_range: 10.\(base).\($0).0/24 }"
        }
        if random.chance(40) {
            let gateway = random.pick([5, 6])
            lines += [
                "routes:",
                "  - { destination: 10.200.\(random.pick([1, 2])).0/24, "
                    + "gateway: 10.\(base).\(subnets[0]).\(gateway) }",
            ]
        }
        return lines + labels() + protection()
    }

    private mutating func rules() -> [String] {
        let ports = random.some(["22", "80", "any", "8000-8999"])
        guard !ports.isEmpty else { return ["rules: []"] }
        let sources = random.pick(["[0.0.0.0/0, \"::/0\"]", "[10.0.0.0/8]", "[\"2001:DB8:0::/48\", 192.0.2.0/24]"])
        return ["rules:"]
            + ports.shuffled(using: &random).map {
                "  - { direction: in, protocol: tcp, port: \"\($0)\", source_ips: \(sources) }"
            }
    }

    private mutating func server(
        _ number: Int,
        _ keys: [String],
        _ networks: [String],
        _ subnets: [String: [Int]],
        _ groups: [String],
        _ firewalls: [String],
        _ address: String?
    ) -> [String] {
        // Types with disks of one size: an object cannot go to a type with a smaller one.
        var lines = [
            "server_type: \(random.pick(["cx33", "cpx22"]))", "image: \(random.pick(["debian-12", "ubuntu-24.04"]))",
        ]
        let attached = random.some(networks, percent: 70)
        let isPrivate = !attached.isEmpty && random.chance(25)
        if isPrivate {
            lines.append("public_net: { enable_ipv4: false, enable_ipv6: false }")
        } else if let address {
            lines.append("public_net: { enable_ipv4: true, ipv4: \(address) }")
        } else if random.chance(30) {
            lines.append("public_net: { enable_ipv4: \(random.pick(["true", "false"])) }")
        }
        if !keys.isEmpty, random.chance(50) { lines.append("ssh_keys: [\(random.some(keys).joined(separator: ", "))]") }
        if !groups.isEmpty, random.chance(50) { lines.append("placement_group: \(random.pick(groups))") }
        if !isPrivate, !firewalls.isEmpty, random.chance(60) {
            lines.append("firewalls: [\(random.some(firewalls).joined(separator: ", "))]")
        }
        if !attached.isEmpty {
            lines.append("networks:")
            lines += attached.map { attachment($0, number, subnets[$0] ?? [1]) }
        }
        if random.chance(30) { lines.append("backups: \(random.pick(["true", "false"]))") }
        if random.chance(30) { lines.append("power: \(random.pick(["\"on\"", "\"off\""]))") }
        if random.chance(20) { lines.append("shutdown_before_deletion: \(random.pick(["true", "false"]))") }
        if random.chance(30) { lines.append("user_data: \"#!/bin/sh run \(random.pick(["one", "two"]))\"") }
        return lines + labels() + protection()
    }

    private mutating func attachment(_ network: String, _ number: Int, _ subnets: [Int]) -> String {
        let base = network == "back" ? 0 : 16
        let subnet = random.pick(subnets)
        var parts = ["network: \(network)"]
        let isNamed = random.chance(60)
        if !isNamed, random.chance(30) { parts.append("ip_range: 10.\(base).\(subnet).0/24") }
        if isNamed { parts.append("ip: 10.\(base).\(subnet).\(lowestHost + number + random.pick([0, 10]))") }
        if random.chance(25) {
            parts.append("alias_ips: [10.\(base).\(subnet).\(lowestHost + 50 + 10 * number + random.pick([0, 1]))]")
        }
        return "  - { \(parts.joined(separator: ", ")) }"
    }

    private mutating func floatingIP(_ servers: [String]) -> [String] {
        var lines = ["type: \(random.pick(["ipv4", "ipv6"]))", "description: \(random.pick(["one", "two"]))"]
        if !servers.isEmpty, random.chance(60) { lines.append("server: \(random.pick(servers))") }
        return lines + labels() + protection()
    }

    private mutating func volume(_ servers: [String]) -> [String] {
        var lines = ["size: \(random.pick([10, 20, 30]))"]
        if random.chance(50) { lines.append("format: \(random.pick(["ext4", "xfs"]))") }
        if !servers.isEmpty, random.chance(60) {
            lines.append("server: \(random.pick(servers))")
            if random.chance(40) { lines.append("automount: \(random.pick(["true", "false"]))") }
        }
        return lines + labels() + protection()
    }
}
