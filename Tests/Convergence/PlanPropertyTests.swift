import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Properties of plans for random configurations")
struct PlanPropertyTests {
    @Test("a plan does not depend on the order of declarations", arguments: 1...50 as ClosedRange<UInt64>)
    func orderIndependence(seed: UInt64) async throws {
        let project = LiveProject()
        _ = try await project.apply(RandomStack(seed: seed).yaml())
        let next = RandomStack(seed: seed + 900)
        let plan = try await project.plan(next.yaml()).plan
        let shuffled = try await project.plan(next.yaml(shuffled: seed)).plan
        #expect(plan.description == shuffled.description)
    }

    @Test(
        "no step precedes what it depends on, and every declared resource appears once",
        arguments: 1...50 as ClosedRange<UInt64>
    )
    func ordering(seed: UInt64) async throws {
        let project = LiveProject()
        _ = try await project.apply(RandomStack(seed: seed).yaml())
        let plan = try await project.plan(RandomStack(seed: seed + 900).yaml()).plan
        for step in plan.steps {
            let earlier = plan.stepsBefore(step)
            for address in step.mentionedAddresses {
                guard let creation = plan.creation(of: address), creation.id != step.id else { continue }
                #expect(earlier.contains(creation.id), "\(step) before \(creation)\n\(plan)")
            }
        }
        let ownChanges = plan.changes.filter { $0.reason != .leftover }.map(\.address)
        #expect(Set(ownChanges).count == ownChanges.count)
    }

    @Test("what is unmanaged is never touched", arguments: 1...25 as ClosedRange<UInt64>)
    func leavesOthersAlone(seed: UInt64) async throws {
        let project = LiveProject()
        let others = [
            try await project.create("ssh_keys", ["name": "other", "public_key": .string(otherKey)]),
            try await project.create("networks", ["name": "other", "ip_range": "10.99.0.0/16"]),
            try await project.create("firewalls", ["name": "other"]),
            try await project.create(
                "servers",
                ["name": "other", "server_type": "cx23", "image": "debian-12", "location": "fsn1"]
            ),
            try await project.create("volumes", ["name": "other", "size": 10, "location": "fsn1"]),
            try await project.create("placement_groups", ["name": "other", "type": "spread"]),
            try await project.create("primary_ips", ["name": "other", "type": "ipv4", "location": "fsn1"]),
            try await project.create("floating_ips", ["name": "other", "type": "ipv4", "home_location": "fsn1"]),
            try await project.create(
                "load_balancers",
                ["name": "other", "load_balancer_type": "lb11", "location": "fsn1"]
            ),
            try await project.create("zones", ["name": "other.example", "mode": "primary"]),
            try await project.create(
                "certificates",
                ["name": "other", "type": "managed", "domain_names": ["other.example"]]
            ),
            try await project.create(
                "storage_boxes",
                [
                    "name": "other", "storage_box_type": "bx11", "location": "fsn1",
                    "password": "Their-Horse-9-Battery",
                ]
            ),
        ]
        try await project.time.sleep(.seconds(3_600))
        let before = try await project.objects(others)
        _ = try await project.apply(RandomStack(seed: seed).yaml())
        _ = try await project.apply(RandomStack(seed: seed + 900).yaml())
        _ = try await project.apply("stack: random\n")
        let after = try await project.objects(others)
        for (path, (old, new)) in zip(others, zip(before, after)) { #expect(new == old, "seed \(seed): \(path)") }
    }
}

private let otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + String(repeating: "XY", count: 21) + "X other"

extension LiveProject {
    /// The path of the object that was made.
    func create(_ path: String, _ body: JSONValue) async throws -> String {
        let answer = try await client.request(.post, path, body: body)
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
            let answer = try await client.request(.get, path)
            found.append(answer[objectKey(String(path.split(separator: "/")[0]))])
        }
        return found
    }
}

extension Plan {
    fileprivate func creation(of address: ResourceAddress) -> Step? {
        steps.first { step in
            guard case .created = step.outcome else { return false }
            return step.address == address
        }
    }

    /// Everything that the step waits for, directly or not.
    func stepsBefore(_ step: Step) -> Set<Step.ID> {
        var found: Set<Step.ID> = []
        var pending = step.waitsFor
        while let id = pending.popLast() {
            if found.insert(id).inserted { pending += self[id].waitsFor }
        }
        return found
    }
}

extension Step {
    fileprivate var mentionedAddresses: [ResourceAddress] {
        (request.path + (request.body.map { [$0] } ?? [])).flatMap(\.addresses)
    }
}
