import Foundation
import Testing

/// The examples of real situations, each from nothing to nothing.
@Suite("Situations", .inTurn, .timeLimit(.minutes(20)))
struct SituationTests {
    struct Situation: Sendable, CustomTestStringConvertible {
        let folder: String
        /// How many resources it has.
        let count: Int
        var arguments: [String] = []
        var environment: [String: String] = [:]
        var state = "hzform.state.json"
        var testDescription: String { folder }
    }

    static let all = [
        Situation(folder: "company-dns", count: 7),
        Situation(folder: "module-twice", count: 13),
        Situation(folder: "web-shop", count: 9),
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

    @Test("each has a few lines that tell what it is")
    func readme() throws {
        for situation in Self.all {
            #expect(try Repository.text("examples/\(situation.folder)/README.md").hasPrefix("# "))
        }
    }
}

extension Sandbox {
    /// Puts everything of a folder of the repository here.
    func copyFolder(_ path: String) throws {
        let source = "\(Repository.root)/\(path)"
        for name in try FileManager.default.contentsOfDirectory(atPath: source) {
            try FileManager.default.copyItem(atPath: "\(source)/\(name)", toPath: self.path(name))
        }
    }
}
