import Foundation
import Testing

@Suite("Requests from the command line", .inTurn, .timeLimit(.minutes(60)))
struct RequestTests {
    /// The answer of `hzform api` in a sandbox's simulated project.
    private func answer(_ sandbox: Sandbox, _ arguments: String) async throws -> [String: Any] {
        let run = try await sandbox.shell("hzform api \(arguments) --simulate")
        #expect(run.status == 0, "\(run.errors)")
        return try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:]
    }

    @Test("carry fields as a body, in its types, and as a query")
    func fields() async throws {
        let sandbox = try Sandbox()
        let created = try await answer(
            sandbox,
            "POST /v1/networks -f name=back -f ip_range=10.0.0.0/16 -f 'labels[env]=prod' -f 'labels[n]=\"3\"'"
        )
        let network = try #require(created["network"] as? [String: Any])
        #expect(network["labels"] as? [String: String] == ["env": "prod", "n": "3"])
        let group = try await answer(sandbox, "post placement_groups -f name=spread -f type=spread")
        #expect(group["placement_group"] != nil)
        let found = try await answer(sandbox, "GET networks -f name=back")
        #expect((found["networks"] as? [Any])?.count == 1)
        let missed = try await answer(sandbox, "GET networks -f name=front")
        #expect((missed["networks"] as? [Any])?.isEmpty == true)
        // As addresses have it, and as people copy them.
        let typed = try await answer(sandbox, "GET '/v1/networks/?name=front&label_selector=env%3Dprod'")
        #expect((typed["networks"] as? [Any])?.isEmpty == true)
        let labelled = try await answer(sandbox, "GET 'networks?label_selector=env%3Dprod'")
        #expect((labelled["networks"] as? [Any])?.count == 1)
    }

    @Test("read a list of several pages to its end, where that is asked for")
    func pages() async throws {
        let sandbox = try Sandbox()
        let page = try await answer(sandbox, "GET isos -f per_page=3")
        let all = try await answer(sandbox, "GET isos -f per_page=3 --paginate")
        let total = ((page["meta"] as? [String: Any])?["pagination"] as? [String: Any])?["total_entries"] as? Int
        #expect((all["isos"] as? [Any])?.count == total)
        #expect((page["isos"] as? [Any])?.count == 3)
    }

    @Test("say what the API refuses, with exit code 1")
    func refused() async throws {
        let run = try await Sandbox().shell("hzform api DELETE servers/42 --simulate")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("DELETE /servers/42"))
    }

    @Test(
        "are refused where they cannot be understood",
        arguments: [
            "PATCH servers", "GET servers -f status", "POST servers -f labels -f x=1",
            "POST servers -f a=1 -f 'a[b]=2'", "POST servers -f a[b=2", "GET servers --input x",
            "POST servers --paginate", "GET ../servers",
        ]
    )
    func malformed(arguments: String) async throws {
        let run = try await Sandbox().shell("hzform api \(arguments) --simulate")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("error: "))
    }

    @Test("list actions, wait for them, and fail with one that failed")
    func actions() async throws {
        let sandbox = try Sandbox()
        let created = try await answer(
            sandbox,
            "POST servers -f name=web -f server_type=cx23 -f image=debian-12 -f location=fsn1"
        )
        let action = try #require((created["action"] as? [String: Any])?["id"] as? Int)
        let watched = try await sandbox.shell("hzform actions \(action) --watch --simulate")
        #expect(watched.status == 0)
        #expect(watched.output.contains("create_server  success"))
        #expect(watched.errors.contains("\(action) create_server on server "))
        let listed = try await sandbox.shell("hzform actions --simulate --format json")
        let list = try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [String: Any]
        let found = list?["actions"] as? [[String: Any]]
        #expect(found?.contains { $0["id"] as? Int == action } == true)
    }

    @Test("go to no endpoint whose token was not given: where one is replaced, the other is not asked")
    func otherEndpoint() async throws {
        let sandbox = try Sandbox()
        let simulator = try await sandbox.startSimulator()
        let own = ["HCLOUD_TOKEN": Simulator.token, "HCLOUD_ENDPOINT": simulator.endpoint]
        let servers = try await sandbox.hzform("api", "GET", "servers", environment: own)
        #expect(servers.status == 0)
        let boxes = try await sandbox.hzform("api", "GET", "storage_boxes", environment: own)
        #expect(boxes.status == 1)
        #expect(boxes.errors.contains("[other-endpoint]\nhint: Replace it, too: --storage-endpoint"))
        try sandbox.write("stack: shop\n", to: "hzform.yaml")
        _ = try await sandbox.hzform(
            "api",
            "POST",
            "networks",
            "-f",
            "name=n",
            "-f",
            "ip_range=10.0.0.0/8",
            environment: own
        )
        let plan = try await sandbox.hzform("plan", "--unmanaged", environment: own)
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.output.contains("  networks  n  id "))
        #expect(plan.errors.contains("warning: storage boxes are left out"))
        #expect(plan.errors.contains("[other-endpoint]\nhint: Replace it, too: --storage-endpoint"))
        let storage = ["HCLOUD_TOKEN": Simulator.token, "HCLOUD_HETZNER_ENDPOINT": simulator.endpoint]
        let other = try await sandbox.hzform("api", "GET", "servers", environment: storage)
        #expect(other.errors.contains("[other-endpoint]\nhint: Replace it, too: --endpoint"))
        _ = try await simulator.stop()
    }

    @Test("take the token of the context that hcloud has chosen, and say so")
    func context() async throws {
        let sandbox = try Sandbox()
        let contexts = """
            active_context = "shop"

            [[contexts]]
              name = "blog"
              token = "wrong"

            [[contexts]]
              name = "shop"
              token = "right"
            """
        try sandbox.write(contexts, to: "cli.toml")
        let simulator = try await sandbox.startSimulator(["--token", "right"])
        let environment = ["HCLOUD_CONFIG": "cli.toml", "HCLOUD_ENDPOINT": simulator.endpoint]
        let chosen = try await sandbox.hzform("api", "GET", "servers", environment: environment)
        #expect(chosen.status == 0)
        #expect(chosen.errors == "The token is that of hcloud's context 'shop'.\n")
        let other = environment.merging(["HCLOUD_CONTEXT": "blog"]) { $1 }
        let refused = try await sandbox.hzform("api", "GET", "servers", environment: other)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("token-refused"))
        #expect(refused.errors.contains("note: it is the token of hcloud's context 'blog'\n"))
        _ = try await simulator.stop()
    }
}
