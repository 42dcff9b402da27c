import JSONDocuments

@testable import CloudSimulator

extension RandomRequests {
    /// A list with some filter and order, or one object.
    mutating func readRequest(_ ids: SimulatedCloud.IDs) -> RandomRequest {
        let server = anyID(ids.servers)
        let zone = anyID(ids.zones)
        let box = anyID(ids.boxes)
        let number = Int.random(in: 0..<30, using: &random)
        let paths = [
            "servers?sort=name:desc&per_page=50", "servers?label_selector=a%3Db", "servers?status=running&status=off",
            "servers/\(server)", "servers/\(server)/actions?sort=started:desc", "servers?name=n\(number)",
            "servers/\(server)/metrics?type=cpu&start=2026-01-01T00:00:00Z&end=2026-01-01T01:00:00Z",
            "volumes?status=available&page=\(number)", "networks/\(anyID(ids.networks))/members",
            "primary_ips?sort=created&sort=id:desc", "firewalls", "placement_groups?type=spread",
            "floating_ips?label_selector=!a", "certificates?type=managed", "load_balancers?page=2&per_page=\(number)",
            "images?type=snapshot&bound_to=\(server)", "actions?id=\(number)", "volumes/actions?status=error",
            "zones?mode=primary", "zones/\(zone)", "zones/\(zone)/rrsets?type=A&sort=name", "zones/\(zone)/zonefile",
            "storage_boxes?sort=stats.size", "storage_boxes/\(box)/snapshots?is_automatic=true",
            "storage_boxes/\(box)/subaccounts?sort=id:desc", "storage_boxes/\(box)/folders", "pricing", "isos",
        ]
        return RandomRequest("GET", paths.randomElement(using: &random) ?? "servers")
    }

    /// A request about zones and their records.
    mutating func zoneRequest(_ ids: SimulatedCloud.IDs) -> RandomRequest {
        let number = Int.random(in: 0..<10, using: &random)
        let zone = "zones/\(anyID(ids.zones))"
        let name = ["@", "www", "a", "*"].randomElement(using: &random) ?? "@"
        let type = ["A", "A", "CNAME", "TXT", "NS", "SOA"].randomElement(using: &random) ?? "A"
        let value: JSONValue =
            switch type {
            case "A": .string("198.51.100.\(number)")
            case "TXT": .string("\"text \(number)\"")
            case "SOA": "ns. dns. 0 7200 3600 1209600 300"
            default: .string("host\(number)")
            }
        let records: JSONValue = [["value": value, "comment": .string("c\(number)")]]
        let rrset = "\(zone)/rrsets/\(name)/\(type)"
        let ttl: JSONValue = random.chance(0.5) ? nil : .int(60 + number)
        let file = """
            @ SOA ns. dns. 1 2 3 4 5
            @ NS hydrogen.ns.hetzner.com.
            @ NS oxygen.ns.hetzner.com.
            @ NS helium.ns.hetzner.de.
            www A 198.51.100.\(number)
            """
        let nameservers: JSONValue = [["address": .string("198.51.100.\(number)")]]
        let domain = JSONValue.string("n\(number).example")
        if random.chance(0.05) { return RandomRequest("DELETE", zone) }
        if random.chance(0.1) { return RandomRequest("DELETE", rrset) }
        if random.chance(0.05) { return RandomRequest("PUT", rrset, ["labels": ["a": "b"]]) }
        return post(
            [
                ("zones", ["name": domain, "mode": "primary", "ttl": .int(60 + number)]),
                ("zones", ["name": domain, "mode": "primary", "zonefile": .string(file)]),
                ("zones", ["name": domain, "mode": "secondary", "primary_nameservers": nameservers]),
                ("\(zone)/actions/change_ttl", ["ttl": .int(100 + number)]),
                ("\(zone)/actions/import_zonefile", ["zonefile": .string(file)]),
                ("\(zone)/actions/change_primary_nameservers", ["primary_nameservers": nameservers]),
                ("\(zone)/actions/change_protection", ["delete": .bool(number == 0)]),
                ("\(zone)/rrsets", ["name": .string(name), "type": .string(type), "records": records]),
                ("\(rrset)/actions/set_records", ["records": records]),
                ("\(rrset)/actions/add_records", ["records": records, "ttl": ttl]),
                ("\(rrset)/actions/add_records", ["records": records]),
                ("\(rrset)/actions/remove_records", ["records": records]),
                ("\(rrset)/actions/update_records", ["records": records]),
                ("\(rrset)/actions/change_ttl", ["ttl": ttl]),
                ("\(rrset)/actions/change_protection", ["change": .bool(number == 0)]),
            ]
        )
    }

    /// A request about storage boxes, their snapshots and subaccounts.
    mutating func storageRequest(_ ids: SimulatedCloud.IDs) -> RandomRequest {
        let number = Int.random(in: 0..<6, using: &random)
        let box = "storage_boxes/\(anyID(ids.boxes))"
        let snapshot = anyID(ids.snapshots)
        let subaccount = "\(box)/subaccounts/\(anyID(ids.subaccounts))"
        let password = JSONValue.string(StorageBoxTests.password)
        let home = JSONValue.string("home/\(number)")
        let type: JSONValue = random.chance(0.5) ? "bx11" : "bx21"
        if random.chance(0.05) { return RandomRequest("DELETE", box) }
        if random.chance(0.1) { return RandomRequest("DELETE", "\(box)/snapshots/\(snapshot)") }
        if random.chance(0.1) { return RandomRequest("DELETE", subaccount) }
        if random.chance(0.1) { return RandomRequest("PUT", box, ["name": .string("b\(number)")]) }
        return post(
            [
                (
                    "storage_boxes",
                    [
                        "name": .string("b\(number)"), "storage_box_type": "bx11", "location": "fsn1",
                        "password": password,
                    ]
                ),
                ("\(box)/snapshots", ["description": "walk"]),
                ("\(box)/subaccounts", ["home_directory": home, "password": password]),
                ("\(box)/actions/change_type", ["storage_box_type": type]),
                ("\(box)/actions/reset_password", ["password": password]),
                ("\(box)/actions/enable_snapshot_plan", StorageBoxTests.daily),
                ("\(box)/actions/disable_snapshot_plan", [:]),
                ("\(box)/actions/rollback_snapshot", ["snapshot": .int(snapshot)]),
                ("\(box)/actions/update_access_settings", ["ssh_enabled": .bool(number == 0)]),
                ("\(box)/actions/change_protection", ["delete": .bool(number == 0)]),
                ("\(subaccount)/actions/change_home_directory", ["home_directory": home]),
                ("\(subaccount)/actions/update_access_settings", ["readonly": true]),
                ("\(subaccount)/actions/reset_subaccount_password", ["password": password]),
            ]
        )
    }
}
