import Foundation
import HetznerCloud
import Testing

@Suite("Commands that put the state right", .inTurn, .timeLimit(.minutes(60)))
struct StateEditTests {
    /// The quickstart, applied.
    private func applied(_ work: (Sandbox, Simulator) async throws -> Void) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let run = try await sandbox.hzform("apply", "--auto-approve", environment: simulator.environment)
            #expect(run.status == 0, "\(run.errors)")
            try await work(sandbox, simulator)
            // Whatever was done, nothing was changed in the cloud and no lock is left.
            let project = try await Project(simulator.client)
            #expect(project.names(of: "servers") == ["db", "web"])
            #expect(project.names(of: "placement_groups") == [])
        }
    }

    @Test("rename is what a plan names whose file has another stack, and with it the plan goes on")
    func renamedInFile() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator { simulator in
            let made = try await sandbox.shell(
                """
                mkdir work && echo 'stack: shop' >work/hzform.yaml && \
                echo 'firewalls: { web: {} }' >work/hzform.prod.yaml && hzform apply -y -C work --env prod && \
                sed -i 's/shop/store/' work/hzform.yaml
                """,
                environment: simulator.environment
            )
            #expect(made.status == 0, "\(made.errors)")
            for command in ["plan", "apply -y"] {
                let refused = try await sandbox.shell(
                    "hzform \(command) -C work --env prod",
                    environment: simulator.environment
                )
                let next = "\n    hzform state rename store-prod -C work --env prod\n"
                #expect(refused.status == 1 && refused.errors.contains(next), "\(refused.errors)")
            }
            let again = try await sandbox.shell(
                "hzform state rename store-prod -C work --env prod -y && hzform apply -y -C work --env prod",
                environment: simulator.environment
            )
            #expect(again.status == 0, "\(again.errors)")
            #expect(again.output.contains("Done: 1 updated"), "\(again.output)")
        }
    }

    @Test("mv records a server elsewhere, and the file that has it there changes nothing but its label")
    func move() async throws {
        try await applied { sandbox, simulator in
            let arguments = ["servers.web", "servers.front"]
            let before = try sandbox.read("hzform.state.json")
            let dry = try await sandbox.shell(
                "hzform state mv servers.web servers.front --dry-run && hzform state rm servers.db --dry-run"
                    + " && hzform state rebuild --dry-run && hzform state rename other --dry-run"
                    + " && hzform state mv servers.web --to other.json --stack other --dry-run",
                environment: simulator.environment
            )
            #expect(dry.status == 0, "\(dry.errors)")
            let moved = "  => servers.web → servers.front\n\nState: 1 to move. Nothing happens in the cloud.\n"
            #expect(dry.output.hasPrefix(moved + "Nothing was written.\n"))
            #expect(dry.output.contains("The state is as it should be.\n"))
            #expect(dry.output.contains("  => servers.web → 'other.json': servers.web\n"))
            #expect(try sandbox.read("hzform.state.json") == before && !sandbox.exists("other.json"))
            let run = try await sandbox.hzform(
                "state",
                "mv",
                arguments[0],
                arguments[1],
                "--auto-approve",
                environment: simulator.environment
            )
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.hasPrefix("  => servers.web → servers.front\n"))
            #expect(run.output.hasSuffix("\nState: 1 to move. Nothing happens in the cloud.\n"))
            let state = try sandbox.read("hzform.state.json")
            #expect(state.contains("\"servers.front\": {") && !state.contains("servers.web"))
            let again = try await sandbox.hzform(
                "state",
                "mv",
                arguments[0],
                arguments[1],
                "--auto-approve",
                environment: simulator.environment
            )
            #expect(again.status == 1)
            #expect(again.errors.hasPrefix("error: the state has no 'servers.web' [not-recorded]"))
            let taken = try await sandbox.hzform(
                "state",
                "mv",
                "servers.front",
                "servers.db",
                "--auto-approve",
                environment: simulator.environment
            )
            #expect(taken.errors.contains("[move-conflict]"))
            let other = try await sandbox.hzform(
                "state",
                "mv",
                "servers.front",
                "volumes.front",
                "--auto-approve",
                environment: simulator.environment
            )
            #expect(other.errors.contains("[other-type]"))
            #expect(try sandbox.read("hzform.state.json") == state)
        }
    }

    @Test("mv --to makes two stacks of one, and the other's next plan changes labels alone")
    func split() async throws {
        try await applied { sandbox, simulator in
            let environment = simulator.environment
            let command = "hzform state mv servers.web servers.front --to front/hzform.state.json"
            let nameless = try await sandbox.shell("mkdir front; \(command) -y", environment: environment)
            #expect(nameless.errors.contains("Say with --stack what its stack is called."))
            let run = try await sandbox.shell("\(command) --stack front -y", environment: environment)
            #expect(run.status == 0, "\(run.errors)")
            let whole = try sandbox.read("hzform.yaml")
            let web = try #require(whole.firstRange(of: "  web:\n    server_type")?.lowerBound)
            let end = try #require(whole.firstRange(of: "  db:\n")?.lowerBound)
            try sandbox.write(String(whole[..<web] + whole[end...]), to: "hzform.yaml")
            let front = """
                stack: front
                settings: { location: fsn1, labels: { team: shop } }
                existing:
                  ssh_keys: { deploy: { name: deploy } }
                  networks: { backend: { name: backend } }
                  firewalls: { web: { name: web } }
                servers:

                """
            let renamed = whole[web..<end].replacing("  web:", with: "  front:\n    name: web")
            try sandbox.write(front + renamed, to: "front/hzform.yaml")
            let own = try await sandbox.shell("hzform plan --detailed-exitcode", environment: environment)
            #expect(own.status == 0, "\(own.output)")
            let plan = try await sandbox.shell("cd front; hzform plan", environment: environment)
            #expect(plan.output.contains("labels[\"hzform/stack\"]"))
            #expect(plan.output.contains("Plan: 1 to update."))
            let apply = try await sandbox.shell("cd front; hzform apply -y", environment: environment)
            #expect(apply.status == 0, "\(apply.errors)")
            let again = try await sandbox.shell("cd front; hzform plan --detailed-exitcode", environment: environment)
            #expect(again.status == 0, "\(again.output)")
        }
    }

    @Test("rename gives the stack another name, and the next plan changes its labels alone")
    func rename() async throws {
        try await applied { sandbox, simulator in
            let environment = simulator.environment
            let bad = try await sandbox.shell("hzform state rename 'A b' -y", environment: environment)
            #expect(bad.errors.contains("'A b' is no name of a stack"))
            let run = try await sandbox.shell("hzform state rename store -y", environment: environment)
            #expect(run.output.hasPrefix("  ~ stack shop → store\n"))
            let edited = "sed -i 's/^stack: shop/stack: store/' hzform.yaml"
            let apply = try await sandbox.shell("\(edited); hzform apply -y", environment: environment)
            #expect(apply.output.contains("Plan: 6 to update."))
            #expect(try await simulator.requests().filter { $0.method == "PUT" }.count >= 6)
            let again = try await sandbox.shell("hzform plan --detailed-exitcode", environment: environment)
            #expect(again.status == 0, "\(again.output)")
        }
    }

    @Test("rm forgets a server and nothing else, and the next apply takes it in again")
    func remove() async throws {
        try await applied { sandbox, simulator in
            let before = try sandbox.read("hzform.state.json")
            let asked = try await sandbox.hzform("state", "rm", "servers.db", environment: simulator.environment)
            #expect(asked.status == 1)
            #expect(try sandbox.read("hzform.state.json") == before)
            let run = try await sandbox.hzform(
                "state",
                "rm",
                "servers.db",
                "--auto-approve",
                environment: simulator.environment
            )
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("  - servers.db  ID "))
            #expect(try !sandbox.read("hzform.state.json").contains("\"servers.db\": {"))
            let apply = try await sandbox.hzform("apply", "--auto-approve", environment: simulator.environment)
            #expect(apply.status == 0, "\(apply.errors)")
            #expect(try sandbox.read("hzform.state.json") == before)
        }
    }

    @Test("rebuild makes the same state of file and project, also where the old one is another project's")
    func rebuild() async throws {
        try await applied { sandbox, simulator in
            let before = try sandbox.read("hzform.state.json")
            try sandbox.write(before.replacing(/"id": [0-9]+/) { $0.output + "7" }, to: "hzform.state.json")
            let lost = try await sandbox.hzform("plan", environment: simulator.environment)
            #expect(lost.status == 0, "what carries the stack's labels shows that the project is the right one")
            let run = try await sandbox.hzform(
                "state",
                "rebuild",
                "--auto-approve",
                environment: simulator.environment
            )
            #expect(run.status == 0, "\(run.errors)")
            #expect(try sandbox.read("hzform.state.json") == before)
            let again = try await sandbox.hzform(
                "state",
                "rebuild",
                "--auto-approve",
                environment: simulator.environment
            )
            #expect(again.output == "The state is as it should be.\n")
        }
    }

    @Test(
        "each is refused while the stack is locked",
        arguments: ["state mv servers.web servers.w", "state rm servers.web", "state rebuild", "apply --refresh-only"]
    )
    func locked(command: String) async throws {
        try await applied { sandbox, simulator in
            let lock = try await simulator.client.request(
                .post,
                "placement_groups",
                body: ["name": "hzform-lock-shop", "type": "spread"]
            )
            let before = try sandbox.read("hzform.state.json")
            let run = try await sandbox.shell(
                "hzform \(command) --auto-approve --lock-timeout 0s",
                environment: simulator.environment
            )
            #expect(run.status == 3, "\(run.output)\(run.errors)")
            #expect(try sandbox.read("hzform.state.json") == before)
            let id = lock["placement_group"]?["id"]?.integer ?? 0
            _ = try await simulator.client.request(.delete, "placement_groups/\(id)")
        }
    }
}
