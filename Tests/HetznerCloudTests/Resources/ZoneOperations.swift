@testable import HetznerCloud

extension Operation {
    static let zones: [Operation] = [
        Operation("GET /zones?mode=primary&page=1&per_page=50") { try await $0.zones.all(mode: .primary).page() },
        Operation("GET /zones/40") { try await $0.zones.get(40) },
        Operation(
            "POST /zones",
            [
                "name": "example.com", "mode": "primary", "ttl": 600,
                "rrsets": [["name": "@", "type": "A", "records": [["value": "192.0.2.1"]], "ttl": 60]],
            ]
        ) {
            let draft = RecordSet.Draft(name: "@", type: .a, records: [.init("192.0.2.1")], ttl: 60)
            return try await $0.zones.create(name: "example.com", content: .recordSets([draft]), ttl: 600)
        },
        Operation("POST /zones", ["name": "example.com", "mode": "primary", "zonefile": "$TTL 1"]) {
            try await $0.zones.create(name: "example.com", content: .zoneFile("$TTL 1"))
        },
        Operation(
            "POST /zones",
            [
                "name": "example.com", "mode": "secondary",
                "primary_nameservers": [["address": "192.0.2.53", "port": 53]],
            ]
        ) {
            let nameserver = Zone.Nameserver(address: "192.0.2.53", port: 53)
            return try await $0.zones.create(name: "example.com", content: .secondary(of: [nameserver]))
        },
        Operation("PUT /zones/40", ["labels": ["a": "b"]]) { try await $0.zones.update(40, labels: ["a": "b"]) },
        Operation("DELETE /zones/40") { try await $0.zones.delete(40) },
        Operation("GET /zones/40/zonefile") { try await $0.zones.exportZoneFile(40) },
        Operation("POST /zones/40/actions/import_zonefile", ["zonefile": "$TTL 1"]) {
            try await $0.zones.importZoneFile(40, "$TTL 1")
        },
        Operation("POST /zones/40/actions/change_ttl", ["ttl": 60]) { try await $0.zones.changeTTL(40, to: 60) },
        Operation("POST /zones/40/actions/change_protection", ["delete": true]) {
            try await $0.zones.changeProtection(40, delete: true)
        },
        Operation(
            "POST /zones/40/actions/change_primary_nameservers",
            ["primary_nameservers": [["address": "192.0.2.53", "tsig_algorithm": "hmac-sha256", "tsig_key": "k"]]]
        ) {
            let nameserver = Zone.Nameserver(address: "192.0.2.53", tsigAlgorithm: "hmac-sha256", tsigKey: "k")
            return try await $0.zones.changePrimaryNameservers(40, to: [nameserver])
        },
        Operation("GET /zones/40/actions?page=1&per_page=50") { try await $0.zones.actions(of: 40).page() },
        Operation("GET /zones/40/actions/90") { try await $0.zones.action(90, of: 40) },
        Operation("GET /zones/actions?page=1&per_page=50") { try await $0.zones.actions().page() },
        Operation("GET /zones/actions/90") { try await $0.zones.action(90) },
    ]

    static let recordSets: [Operation] = [
        Operation("GET /zones/example.com/rrsets?name=www&type=A&type=AAAA&page=1&per_page=100") {
            try await $0.zones.rrsets(in: "example.com").all(name: "www", type: [.a, .aaaa]).page(perPage: 100)
        },
        Operation("GET /zones/40/rrsets/@/MX") { try await $0.zones.rrsets(in: 40).get("@", .mx) },
        Operation(
            "POST /zones/40/rrsets",
            [
                "name": "www", "type": "TXT", "records": [["value": "\"a\"", "comment": "c"]], "ttl": 60,
                "labels": ["a": "b"],
            ]
        ) {
            let draft = RecordSet.Draft(
                name: "www",
                type: .txt,
                records: [.init("\"a\"", comment: "c")],
                ttl: 60,
                labels: ["a": "b"]
            )
            return try await $0.zones.rrsets(in: 40).create(draft)
        },
        Operation("PUT /zones/40/rrsets/www/A", ["labels": [:]]) {
            try await $0.zones.rrsets(in: 40).update("www", .a, labels: [:])
        },
        Operation("DELETE /zones/40/rrsets/*/A") { try await $0.zones.rrsets(in: 40).delete("*", .a) },
        Operation("POST /zones/40/rrsets/www/A/actions/set_records", ["records": [["value": "192.0.2.1"]]]) {
            try await $0.zones.rrsets(in: 40).setRecords("www", .a, to: [.init("192.0.2.1")])
        },
        Operation("POST /zones/40/rrsets/www/A/actions/add_records", ["records": [["value": "192.0.2.2"]], "ttl": 60]) {
            try await $0.zones.rrsets(in: 40).addRecords("www", .a, [.init("192.0.2.2")], ttl: 60)
        },
        Operation("POST /zones/40/rrsets/www/A/actions/remove_records", ["records": [["value": "192.0.2.2"]]]) {
            try await $0.zones.rrsets(in: 40).removeRecords("www", .a, [.init("192.0.2.2")])
        },
        Operation(
            "POST /zones/40/rrsets/www/A/actions/update_records",
            ["records": [["value": "192.0.2.1", "comment": "c"]]]
        ) {
            try await $0.zones.rrsets(in: 40).updateComments("www", .a, [.init("192.0.2.1", comment: "c")])
        },
        Operation("POST /zones/40/rrsets/www/A/actions/change_ttl", ["ttl": nil]) {
            try await $0.zones.rrsets(in: 40).changeTTL("www", .a, to: nil)
        },
        Operation("POST /zones/40/rrsets/www/A/actions/change_protection", ["change": true]) {
            try await $0.zones.rrsets(in: 40).changeProtection("www", .a, change: true)
        },
    ]
}
