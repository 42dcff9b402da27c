import Foundation
import HetznerCloud
import Testing

@Suite("Commands that put the state right", .inTurn, .timeLimit(.minutes(20)))
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

    @Test("mv records a server elsewhere, and the file that has it there changes nothing but its label")
    func move() async throws {
        try await applied { sandbox, simulator in
            let arguments = ["servers.web", "servers.front"]
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
