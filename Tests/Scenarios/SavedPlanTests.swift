import Foundation
import HetznerCloud
import Testing

@Suite("A saved plan", .inTurn, .timeLimit(.minutes(60)))
struct SavedPlanTests {
    /// One thing that is another one since the plan was saved.
    struct Move: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What the refusal says.
        let names: [String]
        var line = "true"
        var environment: [String: String] = [:]
        var soldOut: [String] = []
        var change: @Sendable (CloudClient) async throws -> Void = { _ in }
    }

    private static let stack = """
        stack: shop
        settings: { location: fsn1 }
        variables:
          size: { type: integer, default: 10 }
          team: { type: string }
        firewalls:
          web: { labels: { team: "${team}" } }
          db: {}
        volumes:
          data: { size: "${size}" }

        """

    private static let moves: [Move] = [
        Move(
            testDescription: "the desired-state file",
            names: ["file 'hzform.yaml': was changed", "firewalls.db: "],
            line: "sed -i 's/db: {}/db: { labels: { of: it } }/' hzform.yaml"
        ),
        Move(
            testDescription: "a file of values",
            names: ["file 'hzform.vars.yaml': was changed", "firewalls.web: "],
            line: "echo 'team: other' >hzform.vars.yaml"
        ),
        Move(
            testDescription: "a variable of the environment",
            names: ["volumes.data: size"],
            environment: ["HZFORM_VAR_size": "30"]
        ),
        Move(
            testDescription: "the state",
            names: ["state: is another one", "firewalls.db: "],
            line: "hzform state rm firewalls.db --auto-approve"
        ),
        Move(
            testDescription: "an object's attribute",
            names: ["firewalls.web: ", "labels[\"team\"] is \"else\" in the project"]
        ) { client in
            let web = try await client.object("firewalls", named: "web")
            var labels = web["labels"]?.object ?? JSONObject()
            labels["team"] = "else"
            let path = APIPath("firewalls/\(web["id"]?.integer ?? 0)")
            _ = try await client.request(.put, path, body: ["labels": .object(labels)])
        },
        Move(testDescription: "whether an object is there", names: ["volumes.data: "]) { client in
            let data = try await client.object("volumes", named: "data")
            _ = try await client.request(.delete, APIPath("volumes/\(data["id"]?.integer ?? 0)"))
        },
        Move(testDescription: "the catalogue", names: ["servers.web: ", "cx33"], soldOut: ["cx23"]),
    ]

    @Test("is refused where one thing has moved, which it names, and nothing is changed", arguments: moves)
    func refused(move: Move) async throws {
        try await withPlan { sandbox, simulator in
            let moved = try await sandbox.shell(move.line, environment: simulator.environment)
            #expect(moved.status == 0, "\(moved.errors)")
            if !move.soldOut.isEmpty { try await simulator.sellOut(move.soldOut) }
            try await move.change(simulator.client)
            try await simulator.forgetRequests()
            let environment = simulator.environment.merging(move.environment) { $1 }
            let run = try await sandbox.hzform("apply", "plan.json", environment: environment)
            #expect(run.status == 4, "\(run.output)\(run.errors)")
            for name in move.names { #expect(run.errors.contains(name), "\(run.errors)") }
            let changes = try await simulator.requests().filter {
                $0.isChange && !$0.path.hasPrefix("/placement_groups")
            }
            #expect(changes.isEmpty, "\(changes)")
        }
    }

    @Test("is applied where only the rest of the project has moved")
    func others() async throws {
        try await withPlan { sandbox, simulator in
            _ = try await simulator.client.request(.post, "firewalls", body: ["name": "of somebody else"])
            let run = try await sandbox.hzform("apply", "plan.json", environment: simulator.environment)
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    private static let options = "--target servers.web --target volumes.data --allow downtime --max-delete 3"

    @Test(
        "is planned again where a part of it was done, and applied again where nothing was, as its report says",
        arguments: [
            (["POST /servers 403 1"], "hzform plan --out plan.json \(options)"),
            (["POST /servers 403 1", "POST /volumes/*/actions/resize 403 1"], "hzform apply plan.json"),
        ]
    )
    func again(faults: [String], next: String) async throws {
        try await withPlan(Self.options) { sandbox, simulator in
            try await simulator.setFaults(faults)
            let environment = simulator.environment
            let failed = try await sandbox.hzform("apply", "plan.json", environment: environment)
            #expect(failed.status == 1, "\(failed.errors)")
            #expect(failed.output.contains("\n    \(next)\n"), "\(failed.output)")
            try await simulator.setFaults([])
            let line = next.hasPrefix("hzform plan") ? "\(next) && hzform apply plan.json" : next
            let again = try await sandbox.shell(line, environment: environment)
            #expect(again.status == 0, "\(again.errors)")
            let plan = try await sandbox.hzform("plan", environment: environment)
            #expect(plan.output.contains("No changes"), "\(plan.output)")
        }
    }

    /// What is still to be created: a server of the first type that can be had.
    private static let addition = "servers: { web: { image: debian-12, server_type: [cx23, cx33] } }"

    /// A plan that grows the volume of an applied stack, and adds a server.
    private func withPlan(_ options: String = "", _ body: (Sandbox, Simulator) async throws -> Void) async throws {
        let sandbox = try Sandbox()
        try sandbox.write(Self.stack, to: "hzform.yaml")
        try sandbox.write("team: shop\n", to: "hzform.vars.yaml")
        try await sandbox.withSimulator { simulator in
            let made = try await sandbox.shell(
                """
                hzform apply -y && sed -i 's/default: 10/default: 20/' hzform.yaml && \
                echo '\(Self.addition)' >>hzform.yaml && hzform plan -o plan.json \(options)
                """,
                environment: simulator.environment
            )
            #expect(made.status == 0, "\(made.errors)")
            try await body(sandbox, simulator)
        }
    }
}

extension CloudClient {
    fileprivate func object(_ section: String, named name: String) async throws -> JSONValue {
        let list = try await request(.get, APIPath(section))
        return try #require(list[section]?.array?.first { $0["name"]?.string == name })
    }
}
