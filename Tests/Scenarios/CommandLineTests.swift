import Foundation
import HetznerCloud
import Testing

@Suite("The command line", .inTurn, .timeLimit(.minutes(60)))
struct CommandLineTests {
    @Test("says which version it is")
    func version() async throws {
        let run = try await Sandbox().hzform("version")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("hzform "))
        #expect(run.errors.isEmpty)
    }

    @Test("is of the version of the simulator, and says it to the API")
    func sameVersion() async throws {
        let versions = try await Sandbox().shell("hzform version; hzform-simulator --version")
        let version = try #require(versions.output.firstMatch(of: /hzform ([0-9.]+)\n/)?.1)
        #expect(versions.output == "hzform \(version)\nhzform-simulator \(version)\n")
        #expect(ClientConfiguration().userAgent == "hzform-HetznerCloud/\(version)")
    }

    @Test("says for programs which libraries it uses, and no commit where it is no release's")
    func versionForPrograms() async throws {
        let run = try await Sandbox().hzform("version", "--format", "json")
        #expect(run.status == 0)
        let facts = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        #expect(Set(facts?.keys.map(\.self) ?? []) == ["format_version", "libcurl", "libyaml", "version"])
        for library in ["libcurl", "libyaml"] {
            #expect((facts?[library] as? String)?.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+.*/) != nil)
        }
    }

    @Test(
        "gives help as a result",
        arguments: [
            "", "--help", "help apply", "validate --help", "plan --help", "apply --help", "destroy --help",
            "show --help", "cost --help", "catalog --help", "state", "state list --help", "state show --help",
            "version --help", "completion --help", "env list --help", "explain --help", "api --help", "actions --help",
        ]
    )
    func help(arguments: String) async throws {
        let run = try await Sandbox().shell("hzform \(arguments)")
        #expect(run.status == 0)
        #expect(run.output.contains("USAGE:"))
        #expect(run.errors.isEmpty)
    }

    @Test(
        "refuses what it does not know with exit code 1, on standard error",
        arguments: [
            "plan --bogus", "bogus", "apply --allow bogus", "apply --allow live", "apply --parallelism 0",
            "plan --max-retries -1", "plan --max-monthly x", "plan --max-monthly 1.", "apply --max-monthly=-1",
            "plan --no-cost --max-monthly 5", "catalog", "catalog zones", "apply --max-delete=-1", "plan --format xml",
        ]
    )
    func unknown(arguments: String) async throws {
        let run = try await Sandbox().shell("hzform \(arguments)")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("error: "))
    }

    @Test("names the same stack in the commands of its hints as it was started for")
    func commandsOfHints() async throws {
        let sandbox = try Sandbox()
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG laptop"
        try sandbox.write("stack: other\nssh_keys: { ada: { public_key: \(key) } }\n", to: "other.yaml")
        try sandbox.write("stack: shop\nssh_keys: { ada: { public_key: \(key) } }\n", to: "hzform.yaml")
        try await sandbox.withSimulator { simulator in
            let body: JSONValue = ["name": "ada", "public_key": .string(key)]
            _ = try await simulator.client.request(.post, "ssh_keys", body: body)
            let usual = try await sandbox.hzform("plan", environment: simulator.environment)
            #expect(usual.errors.contains("hzform import 'ssh_keys.ada' "))
            #expect(!usual.errors.contains(" -f "), "\(usual.errors)")
            let run = try await sandbox.shell(
                "hzform plan -f other.yaml --state 'a b.json'",
                environment: simulator.environment
            )
            let command = try #require(run.errors.firstMatch(of: /hzform import .*/))
            #expect(command.output.hasSuffix(" -f other.yaml --state 'a b.json'"))
            let taken = try await sandbox.shell(String(command.output), environment: simulator.environment)
            #expect(taken.status == 0, "\(taken.errors)")
            #expect(try sandbox.read("a b.json").contains(#""stack": "other""#))
            #expect(!sandbox.exists("hzform.state.json"))
        }
    }

    @Test(
        "simulates beside the state that the environment names, and leaves that alone",
        arguments: ["", "HZFORM_SIMULATE=1"]
    )
    func simulatedState(variable: String) async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nplacement_groups: { web: { type: spread } }\n", to: "hzform.yaml")
        let option = variable.isEmpty ? "--simulate" : ""
        let run = try await sandbox.shell("HZFORM_STATE=real.json \(variable) hzform apply -y \(option)")
        #expect(run.status == 0, "\(run.errors)")
        #expect(!sandbox.exists("real.json"))
        #expect(try sandbox.read(".hzform/simulated.state.json").contains("placement_groups.web"))
        let typed = try await sandbox.shell("HZFORM_STATE=real.json hzform apply -y --simulate --state typed.json")
        #expect(typed.status == 0, "\(typed.errors)")
        #expect(sandbox.exists("typed.json"))
    }

    @Test("keeps a simulated project beside the file, or where it is told to")
    func simulatedProject() async throws {
        let sandbox = try Sandbox()
        let made = try await sandbox.shell("mkdir shop")
        #expect(made.status == 0)
        try sandbox.copy("hzform.yaml", from: "quickstart", as: "shop/hzform.yaml")
        _ = try await sandbox.hzform("plan", "--simulate", "-f", "shop/hzform.yaml")
        #expect(sandbox.exists("shop/.hzform/simulated-project.json"))
        _ = try await sandbox.hzform("plan", "--simulate=elsewhere/project", "-f", "shop/hzform.yaml")
        #expect(sandbox.exists("elsewhere/project"))
    }

    @Test("keeps quiet when its reader goes away")
    func brokenPipe() async throws {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        let run = try await sandbox.shell("set -o pipefail; hzform plan --simulate | head -n 1")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(run.output == "  + firewalls.web  hzform.yaml:19\n")
    }

    @Test("uses colour where it is asked to, and nowhere else without a terminal")
    func colour() async throws {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        let plain = try await sandbox.hzform("plan", "--simulate")
        let colored = try await sandbox.hzform("plan", "--simulate", "--color", "always")
        #expect(!plain.output.contains("\u{1B}"))
        #expect(colored.output.contains("\u{1B}[32m"))
    }

    @Test("shows what is wrong with the file also to GitHub Actions, there")
    func workflowCommands() async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nserver: {}\n", to: "hzform.yaml")
        let here = try await sandbox.hzform("validate")
        let there = try await sandbox.hzform("validate", environment: ["GITHUB_ACTIONS": "true"])
        #expect(here.status == 1)
        #expect(here.errors.contains("hzform.yaml:2:1: error: "))
        #expect(!here.errors.contains("::error"))
        #expect(there.errors.contains("::error file=hzform.yaml,line=2,col=1,"))
    }

    @Test("gives JSON to programs")
    func json() async throws {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        let plan = try await sandbox.hzform("plan", "--simulate", "--format", "json")
        let document = try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? NSDictionary
        #expect(document?["format"] as? Int == 1)
        #expect((document?["changes"] as? NSArray)?.count == 6)

        let apply = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--format", "json")
        let events = try apply.output.split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary
        }
        #expect(events.first??["event"] as? String == "started")
        #expect(events.suffix(2).map { $0?["event"] as? String } == ["finished", "confirmed"])
        #expect(events.dropLast().last??["succeeded"] as? Bool == true)

    }

    @Test("gives what is wrong with a file to programs as a result")
    func validation() async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nserver: {}\n", to: "hzform.yaml")
        let run = try await sandbox.hzform("validate", "--format", "json")
        #expect(run.status == 1)
        #expect(run.errors.isEmpty)
        let problems = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? NSDictionary
        #expect(problems?["format_version"] as? Int == 1)
        #expect((problems?["diagnostics"] as? NSArray)?.count == 1)
    }

    @Test("checks a file without a token, what it looks up in the project left out")
    func validate() async throws {
        let sandbox = try Sandbox()
        let file = """
            stack: shop
            include: ["none/*.yaml"]
            existing: { ssh_keys: { admin: { name: nobody } } }
            servers: { web: { server_type: cx23, image: debian-12, location: fsn1, ssh_keys: [admin] } }
            """
        try sandbox.write(file.replacing("include: [\"none/*.yaml\"]\n", with: ""), to: "hzform.yaml")
        let run = try await sandbox.hzform("validate")
        #expect((run.status, run.output, run.errors) == (0, "hzform.yaml is valid: 1 resource.\n", ""))
        try sandbox.write(file, to: "hzform.yaml")
        let failed = try await sandbox.hzform("validate")
        #expect((failed.status, failed.output) == (1, ""))
        let message = "hzform.yaml:2:11: error: 'none/*.yaml' cannot be read: No such file or directory"
        #expect(failed.errors.hasPrefix(message))
    }

    @Test("shows recorded resources to programs too")
    func recordedJSON() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        for command in ["show", "state list", "state show servers.web", "show .hzform/simulated.state.json"] {
            let run = try await sandbox.shell("hzform \(command) --simulate --format json")
            #expect(run.status == 0)
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
            #expect(run.output.contains("servers.web"))
        }
    }

    @Test("shows the requests of apply, and sends none of them")
    func requests() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let run = try await sandbox.hzform("plan", "--requests", environment: simulator.environment)
            #expect(run.output.contains("#1 firewalls.web: create\n      POST /firewalls\n      {"))
            #expect(run.output.contains("servers.web: attach to network backend  after #"))
            #expect(try await simulator.requests().allSatisfy { !$0.isChange })
        }
    }

    @Test("writes the result to standard output and everything else to standard error")
    func streams() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let text = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        #expect(text.output.contains("Plan: 6 to create."))
        #expect(text.output.contains("\nDone: 6 created in "))
        #expect(!text.output.contains("create done in"))
        #expect(text.errors.contains("servers.web: create done in "))
        #expect(!text.errors.contains("Plan:"))

        let json = try await sandbox.shell(
            "hzform destroy --simulate --auto-approve --allow data-loss,ip-change,downtime --format json"
        )
        #expect(json.status == 0)
        #expect(json.output.split(separator: "\n").allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        #expect(json.errors.contains("Plan: 6 to delete."))
    }

    @Test("ends a JSON report with the outputs, without what is secret")
    func outputsInJSON() async throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            """
            stack: shop
            placement_groups: { web: { type: spread } }
            outputs:
              group: "${placement_groups.web.type}"
              id: "${placement_groups.web.id > 0}"
              secret: "${sensitive('hush')}"
            """,
            to: "hzform.yaml"
        )
        let run = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--format", "json")
        let last = run.output.split(separator: "\n").last
        #expect(
            last == #"{"event":"confirmed","left":[],"outputs":{"group":"spread","id":true,"secret":"(sensitive)"}}"#
        )
    }

    @Test("logs requests when asked to, never the token", arguments: ["plan", "apply --auto-approve"])
    func httpLog(command: String) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator(["--speed", "instant", "--token", "s3cr3t-t0ken"]) { simulator in
            for token in ["s3cr3t-t0ken", "s3cr3t-wrong"] {
                let environment = ["HCLOUD_ENDPOINT": simulator.endpoint, "HCLOUD_TOKEN": token]
                let run = try await sandbox.shell("hzform \(command) --log-http", environment: environment)
                #expect(run.errors.contains(", status "))
                #expect(!(run.output + run.errors).contains("s3cr3t"))
                #expect(!run.errors.contains("Bearer"))
            }
        }
    }
}
