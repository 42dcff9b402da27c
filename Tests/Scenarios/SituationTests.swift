import Foundation
import JSONDocuments
import Testing

/// The examples of real situations, each from nothing to nothing.
@Suite("Situations", .inTurn, .timeLimit(.minutes(60)))
struct SituationTests {
    struct Situation: Sendable, CustomTestStringConvertible {
        let folder: String
        /// How many resources it has.
        let count: Int
        /// The stack that it stands on.
        var ground: String?
        var arguments: [String] = []
        var environment: [String: String] = [:]
        var state = "hzform.state.json"
        var testDescription: String { folder }
    }

    static let all = [
        Situation(folder: "company-dns", count: 7),
        Situation(folder: "module-twice", count: 13),
        Situation(folder: "web-shop", count: 11, ground: "zone.yaml"),
        Situation(folder: "k3s", count: 10, environment: ["HZFORM_VAR_token": "correct-horse"]),
        Situation(folder: "bastion", count: 7),
        Situation(
            folder: "staging-and-production",
            count: 3,
            arguments: ["--env", "production"],
            state: "hzform.production.state.json"
        ),
    ]

    @Test("is created, is then as declared, and is gone after its destruction", arguments: all)
    func walk(_ situation: Situation) async throws {
        let sandbox = try Sandbox()
        try sandbox.copyFolder("examples/\(situation.folder)")
        try await sandbox.withSimulator { simulator in
            let environment = simulator.environment.merging(situation.environment) { _, own in own }
            let options = situation.arguments.joined(separator: " ")
            try await sandbox.lay(situation.ground, environment: environment)

            let planned = try await sandbox.shell("hzform plan \(options)", environment: environment)
            #expect(planned.status == 0, "\(planned.errors)")
            #expect(planned.output.contains("Plan: \(situation.count) to create."), "\(planned.output)")

            let applied = try await sandbox.shell("hzform apply --auto-approve \(options)", environment: environment)
            #expect(applied.status == 0, "\(applied.output)\(applied.errors)")

            let again = try await sandbox.shell("hzform plan --detailed-exitcode \(options)", environment: environment)
            #expect(again.status == 0, "\(again.output)\(again.errors)")
            let state = try sandbox.read(situation.state)
            for secret in situation.environment.values { #expect(!state.contains(secret)) }

            let allow = "--allow downtime,data-loss,ip-change"
            let destroyed = try await sandbox.shell(
                "hzform destroy --auto-approve \(allow) \(options)",
                environment: environment
            )
            #expect(destroyed.status == 0, "\(destroyed.output)\(destroyed.errors)")
            try await sandbox.lay(situation.ground, "destroy --allow data-loss", environment: environment)
            #expect(try await Project(simulator.client).objects.isEmpty)
        }
    }

    @Test("says the same in every process, whatever order its hashing has", arguments: all)
    func deterministic(_ situation: Situation) async throws {
        let sandbox = try Sandbox()
        try sandbox.copyFolder("examples/\(situation.folder)")
        let options = situation.arguments.joined(separator: " ")
        // Without a key each stack that has no state yet draws a salt of its own.
        let key = ["HZFORM_STATE_KEY": "a key that everybody knows"]
        let environment = situation.environment.merging(key) { own, _ in own }
        try await sandbox.lay(situation.ground, "apply --simulate", environment: environment)
        var plans: Set<String> = []
        for _ in 0..<3 {
            let run = try await sandbox.shell(
                "hzform plan --simulate --format json \(options); hzform graph --format json \(options)",
                environment: environment
            )
            #expect(run.status == 0, "\(run.errors)")
            plans.insert(run.output)
        }
        #expect(plans.count == 1)
    }

    @Test("the web shop's servers are replaced in turn, each shut down once nothing comes to it, and its names follow")
    func replacement() async throws {
        let sandbox = try Sandbox()
        try sandbox.copyFolder("examples/web-shop")
        try await sandbox.withSimulator { simulator in
            try await sandbox.lay("zone.yaml", environment: simulator.environment)
            let first = try await sandbox.shell("hzform apply --auto-approve", environment: simulator.environment)
            #expect(first.status == 0, "\(first.errors)")
            let old = try await Project(simulator.client)
            try sandbox.write(try sandbox.read("web.yaml") + "package_update: true\n", to: "web.yaml")
            try await simulator.forgetRequests()
            let second = try await sandbox.shell(
                "hzform apply --auto-approve --allow data-loss,ip-change,downtime",
                environment: simulator.environment
            )
            #expect(second.status == 0, "\(second.errors)")

            let requests = try await simulator.requests().filter(\.isChange).map { "\($0.method) \($0.path)" }
            let order = requests.compactMap { request -> String? in
                if request.hasSuffix("/actions/shutdown") { return "shut down" }
                if request.hasSuffix("/actions/remove_target") { return "let go" }
                if request.hasSuffix("/actions/add_target") { return "take" }
                if request.hasPrefix("DELETE /servers/") { return "delete" }
                return request == "POST /servers" ? "create" : nil
            }
            let turn = ["let go", "shut down", "delete", "create", "take"]
            #expect(order == turn + turn)

            let project = try await Project(simulator.client)
            let new = project.objects.filter { $0.kind == "servers" && old["servers", $0.id] == nil }
            let addresses = new.compactMap { $0.json["public_net"]?["ipv4"]?["ip"]?.string }
            let sets = project["zones", named: "shop.example"]?.json["rrsets"]?.array ?? []
            let records = sets.first { $0["name"]?.string == "web" }?["records"]?.array ?? []
            #expect(addresses.count == 2)
            #expect(Set(records.compactMap { $0["value"]?.string }) == Set(addresses))
        }
    }

    @Test("each has a few lines that tell what it is")
    func readme() throws {
        for situation in Self.all {
            #expect(try Repository.text("examples/\(situation.folder)/README.md").hasPrefix("# "))
        }
    }
}

extension Sandbox {
    /// Applies the stack of a file that another one stands on, or does something else with it.
    fileprivate func lay(
        _ file: String?,
        _ command: String = "apply",
        environment: [String: String]
    ) async throws {
        guard let file else { return }
        let line = "hzform \(command) --auto-approve -f \(file) --state .hzform/ground.json"
        let run = try await shell("mkdir -p .hzform && \(line)", environment: environment)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// Puts everything of a folder of the repository here.
    func copyFolder(_ path: String) throws {
        let source = "\(Repository.root)/\(path)"
        for name in try FileManager.default.contentsOfDirectory(atPath: source) {
            try FileManager.default.copyItem(atPath: "\(source)/\(name)", toPath: self.path(name))
        }
    }
}
