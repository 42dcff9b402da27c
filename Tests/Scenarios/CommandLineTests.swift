import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("says which version it is")
    func version() async throws {
        let run = try await Sandbox().hzform("version")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("hzform "))
        #expect(run.errors.isEmpty)
    }

    @Test("gives help as a result", arguments: [["--help"], ["plan", "--help"], ["help", "apply"], ["state"]])
    func help(arguments: [String]) async throws {
        let run = try await Sandbox().shell("hzform \(arguments.joined(separator: " "))")
        #expect(run.status == 0)
        #expect(run.output.contains("USAGE:"))
        #expect(run.errors.isEmpty)
    }

    @Test(
        "refuses what it does not know with exit code 1, on standard error",
        arguments: [
            "plan --bogus", "bogus", "apply --allow bogus", "apply --allow live", "apply --parallelism 0",
            "plan --max-retries -1", "plan -f a.yaml -f b.yaml", "apply --max-delete=-1", "plan --format yaml",
        ]
    )
    func unknown(arguments: String) async throws {
        let run = try await Sandbox().shell("hzform \(arguments)")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("Error: "))
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
        #expect(document?["format_version"] as? Int == 1)
        #expect((document?["changes"] as? NSArray)?.count == 6)

        let apply = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--format", "json")
        let events = try apply.output.split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary
        }
        #expect(events.first??["event"] as? String == "started")
        #expect(events.last??["event"] as? String == "finished")
        #expect(events.last??["succeeded"] as? Bool == true)

    }

    @Test("gives what is wrong with a file to programs as a result")
    func validation() async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nserver: {}\n", to: "hzform.yaml")
        let run = try await sandbox.hzform("validate", "--format", "json")
        #expect(run.status == 1)
        #expect(run.errors.isEmpty)
        let problems = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? NSArray
        #expect(problems?.count == 1)
    }

    @Test("logs requests when asked to, never the token")
    func httpLog() async throws {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        let run = try await sandbox.hzform("plan", "--simulate", "--log-http")
        #expect(run.errors.contains("http: GET /servers?page=1&per_page=50, status 200, "))
        #expect(!run.errors.contains("Bearer"))
    }
}

@Suite("The agreement to a plan")
struct ApprovalTests {
    func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        return sandbox
    }

    @Test("is needed: without a terminal nothing happens, and the command to run is named")
    func nobodyToAsk() async throws {
        let sandbox = try sandbox()
        let run = try await sandbox.hzform("apply", "--simulate", "-f", "hzform.yaml")
        #expect(run.status == 1)
        #expect(run.errors.contains("    hzform apply --simulate -f hzform.yaml --auto-approve\n"))
        #expect(!sandbox.exists("hzform.state.json"))
    }

    @Test("covers what does harm only if that is named")
    func dangers() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let run = try await sandbox.hzform("destroy", "--simulate", "--auto-approve", "--allow", "downtime")
        #expect(run.status == 1)
        #expect(run.errors.contains("note: data-loss: servers.db, servers.web, volumes.data"))
        #expect(run.errors.contains("--allow downtime --auto-approve --allow data-loss,address-change\n"))
        let list = try await sandbox.hzform("state", "list")
        #expect(list.output.split(separator: "\n").count == 6)
    }

    @Test("can limit how much goes")
    func limit() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let all = ["--auto-approve", "--allow", "data-loss,address-change,downtime"].joined(separator: " ")
        let run = try await sandbox.shell("hzform destroy --simulate \(all) --max-delete 5")
        #expect(run.status == 1)
        #expect(run.errors.contains("the plan deletes or replaces 6 resources, and --max-delete is 5"))
    }
}

@Suite("What stands in the way")
struct ObstacleTests {
    func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        return sandbox
    }

    @Test("a missing file")
    func noFile() async throws {
        let run = try await Sandbox().hzform("plan", "--simulate")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: there is no file 'hzform.yaml' [no-file]\n"))
    }

    @Test("a missing token", arguments: [[:], ["HCLOUD_TOKEN": " "]])
    func noToken(environment: [String: String]) async throws {
        let run = try await sandbox().hzform("plan", environment: environment)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: there is no API token [no-token]\nhint: Put it into HCLOUD_TOKEN"))
    }

    @Test("a token file that is empty or not there")
    func tokenFile() async throws {
        let sandbox = try sandbox()
        try sandbox.write("\n", to: "empty")
        let empty = try await sandbox.hzform("plan", "--token-file", "empty")
        let missing = try await sandbox.hzform("plan", "--token-file", "missing")
        #expect(empty.errors == "error: the token file 'empty' is empty [no-token]\n")
        #expect(
            missing.errors == "error: the token file 'missing' cannot be read: No such file or directory [no-token]\n"
        )
    }

    @Test("an endpoint where nobody listens")
    func unreachable() async throws {
        let run = try await sandbox().shell(
            "HCLOUD_TOKEN=t hzform plan --endpoint http://127.0.0.1:1/v1 --max-retries 0"
        )
        #expect(run.status == 1)
        #expect(run.errors.contains("error: the API at http://127.0.0.1:1/v1 gave no answer: could not connect"))
        #expect(run.errors.contains("hint: Is anything listening on port 1 of '127.0.0.1'?"))
    }

    @Test("a token that the API does not know")
    func refusedToken() async throws {
        let run = try await sandbox().simulated("--token good", "HCLOUD_TOKEN=bad hzform plan")
        #expect(run.status == 1)
        #expect(run.errors.contains("error: the API refused the token: unable to authenticate (unauthorized, "))
        #expect(run.errors.contains("hint: Was the token copied whole"))
    }

    @Test("a token that may only read, which is enough to plan")
    func readOnlyToken() async throws {
        let options = "--token good --read-only-token reader --speed instant"
        let plan = try await sandbox().simulated(options, "HCLOUD_TOKEN=reader hzform plan")
        #expect(plan.status == 0, "\(plan.errors)")
        let apply = try await sandbox().simulated(options, "HCLOUD_TOKEN=reader hzform apply --auto-approve")
        #expect(apply.status == 1)
        #expect(apply.output.contains("The token may only read. With one that may write, go on with:"))
    }

    @Test("a truncated state file, which stays as it is")
    func truncatedState() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let half = try String(sandbox.read("hzform.state.json").prefix(400))
        try sandbox.write(half, to: "hzform.state.json")
        let run = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        #expect(run.status == 1)
        #expect(run.errors.contains("the state file ends too early [unreadable-state]"))
        #expect(try sandbox.read("hzform.state.json") == half)
    }

    @Test("a state file of a newer format")
    func newerState() async throws {
        let sandbox = try sandbox()
        try sandbox.write(#"{"format": 2, "stack": "shop", "resources": {}}"#, to: "hzform.state.json")
        let run = try await sandbox.hzform("plan", "--simulate")
        #expect(run.status == 1)
        #expect(run.errors.contains("[newer-state]"))
    }

    @Test("a folder in which no state can be kept, before anything is created")
    func unwritable() async throws {
        let sandbox = try sandbox()
        try sandbox.write("", to: "plain")
        let run = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--state", "plain/state.json")
        #expect(run.status == 1)
        #expect(run.errors.contains("[state-file]"))
        let plan = try await sandbox.hzform("plan", "--simulate")
        #expect(plan.output.contains("Plan: 6 to create."))
    }

    @Test("an address that the state does not have")
    func unknownAddress() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let run = try await sandbox.hzform("state", "show", "servers.wbe")
        #expect(run.status == 1)
        #expect(
            run.errors == "error: the state has no 'servers.wbe' [not-recorded]\nhint: Did you mean 'servers.web'?\n"
        )
    }
}
