import Foundation
import Testing

@Suite("Exit codes", .inTurn, .timeLimit(.minutes(60)))
struct ExitCodeTests {
    /// A line of shell, and what the command in it ends with.
    struct Ending: CustomTestStringConvertible {
        let command: String
        let code: Int32
        let line: String

        init(_ command: String, _ code: Int32, _ line: String) {
            self.command = command
            self.code = code
            self.line = line
        }

        var testDescription: String { "\(code): \(line)" }
    }

    private static let applied = "hzform apply --simulate -y >log 2>&1 && "
    private static let broken = "echo 'server: {}' >hzform.yaml; "
    /// Another program has the lock of the state file meanwhile.
    private static let locked =
        "mkdir -p .hzform/.hzform && flock .hzform/.hzform/simulated.state.json.lock "
    private static let now = " --simulate --lock-timeout 0s"

    private static let all: [Ending] = [
        .init("init", 0, "hzform init new"), .init("init", 1, "hzform init"),
        .init("validate", 0, "hzform validate"), .init("validate", 1, broken + "hzform validate"),
        .init("fmt", 0, "hzform fmt && hzform fmt --check"), .init("fmt", 1, "echo '{' >hzform.yaml; hzform fmt"),
        .init("fmt", 2, "echo 'stack:   shop' >hzform.yaml; hzform fmt --check"),
        .init("plan", 0, "hzform plan --simulate"), .init("plan", 1, broken + "hzform plan --simulate"),
        .init("plan", 0, applied + "hzform plan --simulate --detailed-exitcode"),
        .init("plan", 2, "hzform plan --simulate --detailed-exitcode"),
        .init("apply", 0, "hzform apply --simulate -y"), .init("apply", 1, "hzform apply --simulate"),
        .init("apply", 3, locked + "hzform apply -y" + now),
        .init(
            "apply",
            4,
            "hzform plan --simulate -o plan.json && echo '  x: {}' >>hzform.yaml && hzform apply --simulate plan.json"
        ),
        .init("destroy", 0, applied + "hzform destroy --simulate -y --max-delete 2"),
        .init("destroy", 1, applied + "hzform destroy --simulate"),
        .init("destroy", 3, applied + locked + "hzform destroy -y" + now),
        .init("drift", 0, applied + "hzform drift --simulate"), .init("drift", 1, "hzform drift --simulate"),
        .init(
            "drift",
            2,
            applied + "cp .hzform/simulated.state.json old && "
                + "hzform destroy --simulate -y --max-delete 1 --target firewalls.db >log 2>&1 && "
                + "cp old .hzform/simulated.state.json && hzform drift --simulate"
        ),
        .init(
            "import",
            0,
            applied + "hzform state rm --simulate --auto-approve firewalls.web >log && "
                + "hzform import --simulate firewalls.web web"
        ),
        .init("import", 1, "hzform import --simulate firewalls.web web"),
        .init("import", 3, applied + locked + "hzform import firewalls.web web" + now),
        .init("output", 0, "hzform output --simulate"), .init("output", 1, "hzform output --simulate nothing"),
        .init("show", 0, applied + "hzform show --simulate"), .init("show", 1, "hzform show --simulate"),
        .init("explain", 0, "hzform explain servers.image"), .init("explain", 1, "hzform explain nothing.at.all"),
        .init("graph", 0, "hzform graph"), .init("graph", 1, broken + "hzform graph"),
        .init("state list", 0, applied + "hzform state list --simulate"),
        .init("state list", 1, "hzform state list --simulate"),
        .init("state show", 0, applied + "hzform state show --simulate firewalls.web"),
        .init("state show", 1, applied + "hzform state show --simulate firewalls.nothing"),
        .init("state mv", 0, applied + "hzform state mv --simulate --auto-approve firewalls.web firewalls.new"),
        .init("state mv", 1, applied + "hzform state mv --simulate --auto-approve firewalls.web firewalls.db"),
        .init("state mv", 3, applied + locked + "hzform state mv --auto-approve firewalls.web firewalls.new" + now),
        .init("state rm", 0, applied + "hzform state rm --simulate --auto-approve firewalls.web"),
        .init("state rm", 1, applied + "hzform state rm --simulate firewalls.web"),
        .init("state rm", 3, applied + locked + "hzform state rm --auto-approve firewalls.web" + now),
        .init("state rebuild", 0, applied + "hzform state rebuild --simulate --auto-approve"),
        .init("state rebuild", 1, broken + "hzform state rebuild --simulate --auto-approve"),
        .init("state rebuild", 3, applied + locked + "hzform state rebuild --auto-approve" + now),
        .init("state merge", 0, applied + "cp .hzform/simulated.state.json s && hzform state merge s s s"),
        .init("state merge", 1, "hzform state merge a b c"),
        .init("cost", 0, "hzform cost --simulate"), .init("cost", 1, broken + "hzform cost --simulate"),
        .init("catalog", 0, "hzform catalog locations --simulate"), .init("catalog", 1, "hzform catalog"),
        .init("api", 0, "hzform api GET servers --simulate"), .init("api", 1, "hzform api GET servers/1 --simulate"),
        .init("actions", 0, "hzform actions --simulate"), .init("actions", 1, "hzform actions 1 --simulate"),
        .init("console", 0, "hzform console '1 + 1'"), .init("console", 1, "hzform console '1 +'"),
        .init("unlock", 0, "hzform unlock --simulate"), .init("unlock", 1, broken + "hzform unlock --simulate"),
        .init("env list", 0, "hzform env list"), .init("env list", 1, "hzform env list --nothing"),
        .init("schema", 0, "hzform schema"), .init("schema", 1, "hzform schema nothing"),
        .init("completion", 0, "hzform completion bash"), .init("completion", 1, "hzform completion nothing"),
        .init("version", 0, "hzform version"), .init("version", 1, "hzform version --nothing"),
    ]

    @Test("are what each command ends with", arguments: all)
    func endings(ending: Ending) async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nfirewalls:\n  web: {}\n  db: {}\n", to: "hzform.yaml")
        let run = try await sandbox.shell(ending.line)
        #expect(run.status == ending.code, "\(run.output)\(run.errors)")
    }

    @Test("stand in one table, of every command")
    func documented() async throws {
        let tried = Dictionary(grouping: Self.all, by: \.command).mapValues { Set($0.map(\.code)) }
        var documented: [String: Set<Int32>] = [:]
        for line in try Repository.text("docs/command-line.md").split(separator: "\n") {
            guard let row = line.wholeMatch(of: /\|\s(`.*`)\s\|\s([0-9, ]+)\s\|/) else { continue }
            let codes = Set(row.2.split(separator: ", ").compactMap { Int32($0) })
            for command in row.1.split(separator: ", ") { documented[String(command.dropFirst().dropLast())] = codes }
        }
        // An interruption needs something to interrupt: see InterruptionTests.
        #expect(documented.filter { $0.value.contains(130) }.keys.sorted() == ["apply", "destroy"])
        #expect(documented.mapValues { $0.subtracting([130]) } == tried)
        let help = try await Sandbox().shell("hzform --help").output
        let named = Set(tried.keys.map { $0.split(separator: " ")[0] } + ["help"])
        let commands = help.split(separator: "\n").compactMap { $0.wholeMatch(of: /\s\s([a-z]+)\s\s+[A-Z].*/)?.1 }
        #expect(!commands.isEmpty && Set(commands).subtracting(named).isEmpty, "\(Set(commands).subtracting(named))")
    }
}
