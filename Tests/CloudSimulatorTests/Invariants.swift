import JSONDocuments
import Testing

@testable import CloudSimulator

extension TestCloud {
    /// Every page of a list, whose total has to be what came.
    func all(_ kind: String, in path: String = "") async -> [JSONValue] {
        var objects: [JSONValue] = []
        var page = 1
        while true {
            let answer = await get("\(path)\(kind)?per_page=50&page=\(page)")
            objects += answer[kind].elements
            guard let next = answer["meta"]["pagination"]["next_page"].int else {
                #expect(answer.total == objects.count)
                return objects
            }
            page = next
        }
    }

    /// Checks what must hold between the servers of a project and what belongs to them.
    func checkServers() async throws {
        let servers = await all("servers")
        let volumes = await all("volumes")
        let ips = await all("primary_ips")
        let balancers = await all("load_balancers")
        let serverIDs = Set(servers.compactMap { $0["id"].int })
        let floating = await all("floating_ips")
        let addresses = (ips + floating).compactMap { $0["ip"].text }
        #expect(Set(addresses).count == addresses.count, "no public address is given twice")
        for kind in [servers, volumes, ips, floating, balancers] {
            let names = kind.compactMap { $0["name"].text }
            #expect(Set(names).count == names.count, "names are unique")
        }
        for volume in volumes {
            guard let server = volume["server"].int else { continue }
            let holder = servers.first { $0["id"].int == server }
            #expect(try holder?["volumes"].ints.contains(#require(volume["id"].int)) == true)
        }
        for ip in ips {
            guard let holder = ip["assignee_id"].int else { continue }
            let candidates = ip["assignee_type"].text == "server" ? servers : balancers
            let net: JSONValue = candidates.first { $0["id"].int == holder }?["public_net"] ?? .null
            let shown = ip["type"].text == "ipv4" ? net["ipv4"]["id"].int : net["ipv6"]["id"].int
            #expect(shown == ip["id"].int, "a primary IP and its holder know each other")
        }
        for server in servers {
            let mine = floating.filter { $0["server"].int == server["id"].int }
            #expect(server["public_net"]["floating_ips"].ints == mine.compactMap { $0["id"].int }.sorted())
            let id = server["id"].int
            let senders = balancers.filter { targets(of: $0).contains { $0["server"]["id"].int == id } }
            #expect(server["load_balancers"].ints == senders.compactMap { $0["id"].int }.sorted())
        }
        for target in balancers.flatMap(targets) {
            #expect(target["server"]["id"].int.map(serverIDs.contains) ?? true, "targets exist")
        }
        #expect(floating.allSatisfy { $0["server"].int.map(serverIDs.contains) ?? true })
        for group in await all("placement_groups") {
            let members = servers.filter { $0["placement_group"]["id"].int == group["id"].int }
            #expect(group["servers"].ints == members.compactMap { $0["id"].int }.sorted())
            #expect(members.count <= 10)
        }
        for firewall in await all("firewalls") {
            for target in firewall["applied_to"].elements where target["type"].text == "server" {
                #expect(serverIDs.contains(target["server"]["id"].int ?? 0), "firewalls are on servers that exist")
            }
        }
        for network in await all("networks") {
            let id = try #require(network["id"].int)
            let members = await all("members", of: id)
            let inside = members.flatMap { [$0["ip"].text].compactMap { $0 } + $0["alias_ips"].texts }
            #expect(Set(inside).count == inside.count, "no private address is given twice")
            let attached = servers.filter { $0["private_net"].elements.contains { $0["network"].int == id } }
            #expect(network["servers"].ints == attached.compactMap { $0["id"].int }.sorted())
            let spreading = balancers.filter { $0["private_net"].elements.contains { $0["network"].int == id } }
            #expect(network["load_balancers"].ints == spreading.compactMap { $0["id"].int }.sorted())
        }
    }

    private func targets(of balancer: JSONValue) -> [JSONValue] {
        balancer["targets"].elements.flatMap { [$0] + $0["targets"].elements }
    }

    private func all(_ kind: String, of network: Int) async -> [JSONValue] {
        await get("networks/\(network)/\(kind)?per_page=50")[kind].elements
    }

    /// Checks what must hold in zones: counts, what every zone has, and what excludes each other.
    func checkZones() async throws {
        for zone in await all("zones") where zone["mode"].text == "primary" {
            let id = try #require(zone["id"].int)
            let sets = await all("rrsets", in: "zones/\(id)/")
            #expect(zone["record_count"].int == sets.reduce(0) { $0 + $1["records"].elements.count })
            let names = sets.compactMap { $0["id"].text }
            #expect(Set(names).count == names.count, "a name has one set of each type")
            #expect(names.contains("@/SOA") && names.contains("@/NS"))
            let servers = sets.first { $0["id"].text == "@/NS" }?["records"].elements.compactMap { $0["value"].text }
            #expect(Set(Zone.nameservers).isSubset(of: servers ?? []))
            for alias in sets where alias["type"].text == "CNAME" {
                #expect(sets.filter { $0["name"].text == alias["name"].text }.count == 1, "an alias is alone")
            }
            let file = try #require(await get("zones/\(id)/zonefile")["zonefile"].text)
            let entries = try ZoneFile(file, zone: #require(zone["name"].text)).entries
            #expect(entries.count == sets.count, "what a zone exports can be read")
        }
    }

    /// Checks what must hold in storage boxes.
    func checkStorage() async throws {
        for box in await all("storage_boxes") {
            let id = try #require(box["id"].int)
            let stats: JSONValue = box["stats"]
            #expect(stats["size"].int == (stats["size_data"].int ?? 0) + (stats["size_snapshots"].int ?? 0))
            let snapshots = await get("storage_boxes/\(id)/snapshots")["snapshots"].elements
            let names = snapshots.compactMap { $0["name"].text }
            #expect(Set(names).count == names.count, "snapshots of a box have different names")
            #expect(snapshots.count { $0["is_automatic"].bool == false } <= 10)
            #expect(snapshots.count { $0["is_automatic"].bool == true } <= 3)
            let subaccounts = await get("storage_boxes/\(id)/subaccounts")["subaccounts"].elements
            let users = subaccounts.compactMap { $0["username"].text }
            #expect(Set(users).count == users.count, "subaccounts have different users")
        }
    }
}
