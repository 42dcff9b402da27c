import HetznerCloud
import TestSupport

/// Objects of every kind that nobody manages, and that nothing may change.
extension LiveProject {
    /// The paths of the objects, once all that they do by themselves is over.
    func createBystanders() async throws -> [String] {
        let paths = try await bystanders()
        try await time.sleep(.seconds(3_600))
        return paths
    }

    /// The paths of objects that another stack, and the controllers of a cluster, say by their labels are theirs.
    func createOthers() async throws -> [String] {
        let stack: JSONValue = ["hzform/stack": "other", "hzform/address": "servers.web"]
        let server: (String, JSONValue) -> JSONValue = { name, labels in
            ["name": .string(name), "server_type": "cx23", "image": "debian-12", "location": "fsn1", "labels": labels]
        }
        let paths = [
            try await create("servers", server("web", stack)),
            try await create("servers", server("pool-1", ["hcloud/node-group": "pool"])),
            try await create("servers", server("machine-1", ["caph-cluster-main": "owned"])),
            try await create(
                "volumes",
                ["name": "pvc-1", "size": 10, "location": "fsn1", "labels": ["pvc-name": "data"]]
            ),
            try await create(
                "load_balancers",
                [
                    "name": "ingress", "load_balancer_type": "lb11", "location": "fsn1",
                    "labels": ["hcloud-ccm/service-uid": "6"],
                ]
            ),
        ]
        try await time.sleep(.seconds(3_600))
        return paths
    }

    private func bystanders() async throws -> [String] {
        return [
            try await create("ssh_keys", ["name": "other", "public_key": .string(otherKey)]),
            try await create("networks", ["name": "other", "ip_range": "10.99.0.0/16"]),
            try await create("firewalls", ["name": "other"]),
            try await create(
                "servers",
                ["name": "other", "server_type": "cx23", "image": "debian-12", "location": "fsn1"]
            ),
            try await create("volumes", ["name": "other", "size": 10, "location": "fsn1"]),
            try await create("placement_groups", ["name": "other", "type": "spread"]),
            try await create("primary_ips", ["name": "other", "type": "ipv4", "location": "fsn1"]),
            try await create("floating_ips", ["name": "other", "type": "ipv4", "home_location": "fsn1"]),
            try await create(
                "load_balancers",
                ["name": "other", "load_balancer_type": "lb11", "location": "fsn1"]
            ),
            try await create("zones", ["name": "other.example", "mode": "primary"]),
            try await create(
                "certificates",
                ["name": "other", "type": "managed", "domain_names": ["other.example"]]
            ),
            try await create(
                "storage_boxes",
                [
                    "name": "other", "storage_box_type": "bx11", "location": "fsn1",
                    "password": "Their-Horse-9-Battery",
                ]
            ),
        ]
    }

    /// The path of the object that was made.
    private func create(_ path: String, _ body: JSONValue) async throws -> String {
        let answer = try await client.request(.post, APIPath(path), body: body)
        let object = answer[objectKey(path)]
        return "\(path)/\(object?["id"]?.integer ?? 0)"
    }

    private func objectKey(_ section: String) -> String {
        section == "storage_boxes" ? "storage_box" : String(section.dropLast())
    }

    /// What the API says about the objects, apart from counters that move by themselves.
    func objects(_ paths: [String]) async throws -> [JSONValue?] {
        var found: [JSONValue?] = []
        for path in paths {
            let answer = try await client.request(.get, APIPath(path))
            found.append(answer[objectKey(String(path.split(separator: "/")[0]))])
        }
        return found
    }
}

private let otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + String(repeating: "XY", count: 21) + "X other"
