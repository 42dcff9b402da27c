import Diagnostics
import Execution
import HetznerCatalog
import HetznerCloud
import LabelText
import Reconciliation
import ResourceModel
import StackWriting
import TestSupport
import Testing
import Workflow
import YAMLDocuments

@Suite("A file that is written of a project", .onOneThread)
struct DescribedProjectTests {
    @Test("leaves everything as it is, and takes it away again", arguments: randomPairs(usually: 20))
    func leavesEverything(seed: UInt64) async throws {
        let project = LiveProject()
        let bystanders = try await project.createBystanders()
        let present = try await project.observed()
        let yaml = RandomStack(seed: seed).yaml()
        let applied = try await project.apply(yaml)
        try #require(applied.report.succeeded, "seed \(seed)\n\(yaml)\n\(applied.failures)")
        let before = try await project.objects(bystanders)

        // File and state are lost: only the labels tell what is whose.
        let description = try await project.describe(LabelText.LabelSelector("team=shop"))
        let text = description.text
        #expect(YAMLFormatter.format(Array(text.utf8), path: "hzform.yaml").text == text, "seed \(seed)\n\(text)")
        project.recorded = description.recorded
        let plan = try await project.plan(text).plan
        #expect(plan.isEmpty, "seed \(seed)\n\(yaml)\n\(text)\n\(plan)")
        #expect(differences(from: project.recorded, to: plan.recorded) == [], "seed \(seed)\n\(text)")

        let gone = try await project.apply("stack: random\n")
        #expect(gone.report.succeeded, "destroying seed \(seed)\n\(text)\n\(gone.failures)")
        let after = try await project.objects(bystanders)
        for (path, (old, new)) in zip(bystanders, zip(before, after)) { #expect(new == old, "seed \(seed): \(path)") }
        let left = try await project.observed()
        #expect(left == present, "seed \(seed)\n\(text)")
    }
}

extension DescribedProjectTests {
    @Test("leaves alone what other stacks and a cluster's controllers have", arguments: randomPairs(usually: 20))
    func amongOthers(seed: UInt64) async throws {
        let project = LiveProject()
        let others = try await project.createOthers()
        let present = try await project.observed()
        let yaml = RandomStack(seed: seed).yaml(isLabelled: false)
        let applied = try await project.apply(yaml)
        try #require(applied.report.succeeded, "seed \(seed)\n\(yaml)\n\(applied.failures)")
        let before = try await project.objects(others)

        let description = try await project.describe(nil)
        let text = description.text
        #expect(YAMLFormatter.format(Array(text.utf8), path: "hzform.yaml").text == text, "seed \(seed)\n\(text)")
        project.recorded = description.recorded
        let plan = try await project.plan(text).plan
        #expect(plan.isEmpty, "seed \(seed)\n\(yaml)\n\(text)\n\(plan)")

        let gone = try await project.apply("stack: random\n")
        #expect(gone.report.succeeded, "destroying seed \(seed)\n\(text)\n\(gone.failures)")
        let after = try await project.objects(others)
        for (path, (old, new)) in zip(others, zip(before, after)) { #expect(new == old, "seed \(seed): \(path)") }
        #expect(try await project.observed() == present, "seed \(seed)\n\(text)")
    }
}

extension DescribedProjectTests {
    private static let zone = """
        zones:
          shop.example:
            rrsets: [{ name: "@", type: MX, records: [10 mail.shop.example.] }]

        """

    @Test("has sets of records where they had an address, and leaves out those of another stack")
    func recordSets() async throws {
        let sets = """
            rrsets:
              web:
                for_each: [dev, prod]
                zone: shop.example
                name: "${each.key}"
                type: A
                records: [192.0.2.1]
              www: { zone: shop.example, type: CNAME, ttl: 300, records: ["@"] }

            """
        let head = "# What the project had.\nstack: random\n\n"
        let project = LiveProject()
        _ = try await project.apply(head + Self.zone + sets)
        _ = try await project.client.request(
            .post,
            "zones/shop.example/rrsets",
            body: [
                "name": "theirs", "type": "A", "records": [["value": "192.0.2.2"]],
                "labels": ["hzform/stack": "other", "hzform/address": "rrsets.theirs"],
            ]
        )
        try await project.time.sleep(.seconds(3_600))
        let description = try await project.describe(nil)
        let remark = """
            # What the project had.
            #
            # Also in the project, and not part of this stack:
            #   - record set 'theirs' (ID ID/rrsets/theirs/A), of stack 'other'
            stack: random


            """
        let written = """
            rrsets:
              web:
                for_each: [dev, prod]
                name: "${each.key}"
                zone: shop.example
                type: A
                records: [192.0.2.1]
              www:
                zone: shop.example
                type: CNAME
                ttl: 300
                records: ["@"]

            """
        let text = description.text.replacing(/ID [0-9]+/, with: "ID ID")
        #expect(text == remark + Self.zone + "\n" + written)
        project.recorded = description.recorded
        #expect(try await project.plan(description.text).plan.isEmpty)
    }

    @Test("takes over what needs a secret that nobody shows")
    func unseenPart() async throws {
        let project = LiveProject()
        _ = try await project.apply(
            """
            stack: random
            zones:
              shop.example:
                mode: secondary
                primary_nameservers:
                  - { address: 192.0.2.1, tsig_algorithm: hmac-sha256, tsig_key: c2VjcmV0 }
            """
        )
        let description = try await project.describe(nil)
        #expect(description.text.contains("the API does not show all of 'primary_nameservers'.\n    adopt: { id: "))
        #expect(!description.text.contains("hmac"))
        project.recorded = description.recorded
        #expect(try await project.plan(description.text).plan.isEmpty)
    }
}

extension DescribedProjectTests {
    @Test("leaves out the addresses that a network gave, unless something mentions them")
    func pickedAddresses() async throws {
        let written = """
            # What the project had.
            stack: random

            settings: { location: fsn1 }

            networks:
              back:
                ip_range: 10.0.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
                routes: [{ destination: 10.9.0.0/16, gateway: 10.0.1.3 }]

            # The API does not show 'ssh_keys' and 'user_data': what is written of that here is for new ones.
            servers:
              gate:
                server_type: cx23
                image: debian-12
                networks: [{ network: back, ip: 10.0.1.3 }]
              far:
                server_type: cx23
                image: debian-12
                networks: [{ network: back, ip: 10.0.1.9 }]
              web:
                count: 2
                server_type: cx23
                image: debian-12
                networks: [back]

            """
        let project = LiveProject()
        _ = try await project.apply(written)
        let text = try await project.describe(nil).text
        let lines = Set(text.split(separator: "\n"))
        let wanted = [
            "    networks: [{ network: back, ip: 10.0.1.3 }]", "    networks: [{ network: back, ip: 10.0.1.9 }]",
            "    networks: [back]", "    count: 2",
        ]
        #expect(wanted.filter { !lines.contains($0[...]) } == [], "\(text)")
    }

    @Test("has subaccounts with the passwords that they have, until the file gives them others")
    func subaccounts() async throws {
        let project = LiveProject()
        _ = try await project.apply(
            """
            stack: random
            storage_boxes:
              backup:
                storage_box_type: bx11
                location: fsn1
                password: Correct-Horse-7
                subaccounts:
                  - { name: ci, home_directory: ci, password: Correct-Horse-8 }
                  - { name: ci é, home_directory: web, password: Correct-Horse-9 }
            """
        )
        let description = try await project.describe(nil)
        let text = description.text
        #expect(text.contains("or all of 'subaccounts'.\n    adopt: { id: "), "\(text)")
        project.recorded = description.recorded
        #expect(try await project.plan(text).plan.isEmpty, "\(text)")

        let variable = "backup_ci_password: { type: string, sensitive: true, default: "
        let given = text.replacing("\(variable)\"\"", with: "\(variable)Correct-Horse-6")
        let changes = try await project.plan(given).plan.changes.flatMap(\.attributes)
        #expect(changes.map(\.path.description) == ["subaccounts[\"ci\"].password"], "\(text)")

        let another = text.replacing("home_directory: ci\n", with: "home_directory: ci2\n")
            .replacing("name: ci\n", with: "name: other\n")
        let failure = await #expect(throws: WorkflowFailure.self) { _ = try await project.plan(another) }
        let place = "subaccount 'other' of storage_boxes.backup"
        #expect(failure?.diagnostics.map(\.message) == ["\(place) has to be created, and lacks 'password'"])
    }
}

extension LiveProject {
    /// The file of what has such labels, and the state that belongs to it.
    func describe(_ selector: LabelText.LabelSelector?) async throws -> (text: String, recorded: RecordedState) {
        let workflow = Workflow(catalog: .hetzner, client: client, stateKey: .fixture)
        let observed = try await workflow.observeProject()
        var scope = WritingScope(stack: stack)
        scope.selector = selector
        let described = try await workflow.describing(
            observed,
            scope,
            from: "What the project had.",
            path: "hzform.yaml"
        )
        #expect(described.taken.relabelled.isEmpty, "\(described.written.text)")
        return (described.written.text, described.taken.recorded)
    }

    /// How many objects there are.
    func observed() async throws -> Int {
        let workflow = Workflow(catalog: .hetzner, client: client, stateKey: .fixture)
        return try await workflow.observeProject().objects.values.map(\.count).reduce(0, +)
    }
}
