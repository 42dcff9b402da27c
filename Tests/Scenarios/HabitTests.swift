import Foundation
import Testing

/// What people type who come from other tools; docs/habits.md has the whole list.
@Suite("Habits of other tools", .inTurn, .timeLimit(.minutes(60)))
struct HabitTests {
    @Test("-V and --version say which version it is", arguments: ["-V", "--version"])
    func version(option: String) async throws {
        let run = try await Sandbox().hzform(option)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("hzform "))
    }

    @Test(
        "a command of another tool is answered with what to type here",
        arguments: [
            ("up", "hzform apply"), ("down", "hzform destroy"), ("refresh", "--refresh-only"), ("taint", "--replace"),
            ("workspace", "--env"), ("get", "modules are read where they are"), ("diff", "hzform plan"),
            ("ps", "hzform state list"), ("login", "HCLOUD_TOKEN"), ("force-unlock", "hzform unlock"),
            ("aply", "Did you mean 'apply'?"), ("nonsense", "hzform help"),
        ]
    )
    func otherCommands(word: String, answer: String) async throws {
        let run = try await Sandbox().hzform(word)
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("error: there is no command '\(word)'"))
        #expect(run.errors.contains(answer))
    }

    @Test("docs/habits.md says of each of them what the program says")
    func page() async throws {
        let rows = try Repository.text("docs/habits.md").split(separator: "\n").filter { $0.hasPrefix("| `hzform ") }
            .filter { $0.hasSuffix("| otherCommands |") }
        #expect(rows.count >= 40)
        let sandbox = try Sandbox()
        for row in rows {
            let cells = row.split(separator: " | ").map(String.init)
            let word = cells[0].dropFirst("| `hzform ".count).dropLast()
            let run = try await sandbox.hzform(String(word))
            #expect(run.errors.contains("hint: \(cells[1])"), "\(word)")
        }
    }

    @Test("docs/habits.md says of other tools' options what the program says")
    func otherOptions() async throws {
        let rows = try Repository.text("docs/habits.md").split(separator: "\n")
            .filter { $0.hasSuffix("| otherOptions |") }
        #expect(rows.count >= 30)
        let sandbox = try Sandbox()
        for row in rows {
            let cells = row.split(separator: " | ").map(String.init)
            let line = cells[0].dropFirst("| `hzform ".count).dropLast()
            let run = try await sandbox.shell("hzform \(line)")
            #expect(run.status == 1, "\(line)")
            #expect(run.errors.contains("\nhint: \(cells[1])\n"), "\(line): \(run.errors)")
        }
    }

    @Test("what means the same in another tool's spelling is taken")
    func foreignSpellings() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let json = try await sandbox.hzform("plan", "--simulate", "-json")
        #expect(json.output.hasPrefix("{"))
        #expect(json.output.contains("\"format_version\": 1"))
        let plain = try await sandbox.hzform("plan", "--simulate", "--no-color", "-detailed-exitcode")
        #expect(plain.status == 2, "\(plain.errors)")
        let saved = try await sandbox.shell("hzform plan --simulate -out=plan.json && test -s plan.json")
        #expect(saved.status == 0, "\(saved.errors)")
        let applied = try await sandbox.hzform("apply", "--simulate", "-auto-approve")
        #expect(applied.status == 0, "\(applied.errors)")
        let refused = try await sandbox.hzform("destroy", "--simulate", "-auto-approve")
        #expect(refused.errors.contains("    hzform destroy --simulate --auto-approve --allow"), "\(refused.errors)")
        let gone = try await sandbox.hzform("destroy", "--simulate", "--yes", "-allow=data-loss,ip-change,downtime")
        #expect(gone.status == 0, "\(gone.errors)")
        try sandbox.write(
            "stack: shop\nvariables: { word: { type: string, sensitive: true } }\n"
                + "outputs: { said: \"${word}\" }\nssh_keys: {}\n",
            to: "said.yaml"
        )
        let shown = try await sandbox.shell(
            "hzform output said -f said.yaml --simulate -var word=hello --show-secrets"
        )
        #expect(shown.output == "hello\n", "\(shown.errors)")
        for option in ["-help", "-version"] {
            let run = try await sandbox.hzform(option)
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test("a simulated project never touches the state of the real one")
    func simulatedState() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.hzform("apply", "--simulate", "-y", "-q")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty, "quiet says nothing but what is wrong")
        #expect(sandbox.exists(".hzform/simulated.state.json"))
        #expect(!sandbox.exists("hzform.state.json"))
        let elsewhere = try Sandbox(example: "quickstart")
        let other = try await elsewhere.hzform("apply", "--simulate=project.json", "-y", "-q")
        #expect(other.status == 0, "\(other.errors)")
        #expect(elsewhere.exists(".hzform/simulated.state.json"))
    }

    @Test("every option has a variable, and what is typed goes before it")
    func variables() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let environment = ["HZFORM_SIMULATE": "1", "HZFORM_FORMAT": "json", "HZFORM_NO_COST": "true"]
        let json = try await sandbox.hzform("plan", environment: environment)
        #expect(json.output.hasPrefix("{"))
        let text = try await sandbox.hzform("plan", "--format", "text", environment: environment)
        #expect(text.output.contains("Plan: 6 to create."))
        #expect(!text.output.contains("Cost:"))
        let wrong = try await sandbox.hzform("plan", environment: ["HZFORM_SIMULATE": "1", "HZFORM_NO_COST": "maybe"])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("HZFORM_NO_COST is 'maybe'"))
    }

    @Test("-C works in another folder")
    func folder() async throws {
        let sandbox = try Sandbox()
        _ = try await sandbox.shell("mkdir shop")
        try sandbox.copy("hzform.yaml", from: "quickstart", as: "shop/hzform.yaml")
        let run = try await sandbox.hzform("-C", "shop", "validate")
        #expect(run.status == 0)
        let other = try await sandbox.hzform("-chdir=shop", "validate")
        #expect(other.status == 0)
        let missing = try await sandbox.hzform("-C", "nowhere", "validate")
        #expect(missing.status == 1)
        #expect(missing.errors.contains("cannot change to 'nowhere'"))
    }

    @Test("-f - and fmt - read standard input")
    func standardInput() async throws {
        let sandbox = try Sandbox()
        let plan = try await sandbox.shell(
            "printf 'stack: shop\\nssh_keys: {}\\n' | hzform validate -f -"
        )
        #expect(plan.status == 0)
        let formatted = try await sandbox.shell("printf 'stack:   shop\\n' | hzform fmt -")
        #expect(formatted.output == "stack: shop\n")
    }

    @Test("a variable of the environment that the file does not declare is of no concern")
    func undeclared() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.hzform("validate", environment: ["HZFORM_VAR_elsewhere": "1"])
        #expect(run.status == 0)
        let typed = try await sandbox.hzform("validate", "--var", "elsewhere=1")
        #expect(typed.status == 1)
    }

    @Test("--env-file adds to the environment, and no other file is read")
    func envFile() async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nvariables: { size: { type: integer } }\n", to: "hzform.yaml")
        try sandbox.write("# sizes\nexport HZFORM_VAR_size='3'\n", to: ".env")
        #expect(try await sandbox.hzform("validate").status == 1)
        #expect(try await sandbox.hzform("validate", "--env-file", ".env").status == 0)
    }

    @Test("an environment has its own overlay, state, values and name of the stack")
    func environments() async throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            "stack: shop\nvariables: { zone: { type: string, default: a } }\noutputs: { where: \"${zone}\" }\n"
                + "ssh_keys: {}\n",
            to: "hzform.yaml"
        )
        try sandbox.write("outputs: { more: 1 }\n", to: "hzform.staging.yaml")
        try sandbox.write("zone: b\n", to: "hzform.staging.vars.yaml")
        try sandbox.write("stack: live\n", to: "hzform.production.yaml")
        let list = try await sandbox.hzform("env", "list")
        #expect(
            list.output
                == "production  hzform.production.yaml\nstaging  hzform.staging.yaml, hzform.staging.vars.yaml\n"
        )
        let output = try await sandbox.hzform("output", "where", "--simulate", "--env", "staging")
        #expect(output.output == "b\n")
        let stack = try await sandbox.hzform("console", "stack", "--env", "staging")
        #expect(stack.output == "shop-staging\n")
        let named = try await sandbox.hzform("console", "stack", environment: ["HZFORM_ENV": "production"])
        #expect(named.output == "live\n")
        _ = try await sandbox.hzform("apply", "--simulate", "-y", "--env", "staging")
        let typo = try await sandbox.hzform("plan", "--simulate", "--env", "stagng")
        #expect(typo.status == 1)
        #expect(typo.errors.contains("Did you mean 'staging'?"))
    }

    @Test("an environment's token goes before the common one")
    func token() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator(["--token", "right"]) { simulator in
            try sandbox.write("stack: shop\nssh_keys: {}\n", to: "hzform.yaml")
            try sandbox.write("{}\n", to: "hzform.staging.yaml")
            var environment = simulator.environment
            environment["HCLOUD_TOKEN"] = "wrong"
            environment["HCLOUD_TOKEN_STAGING"] = "right"
            #expect(try await sandbox.hzform("plan", environment: environment).status == 1)
            #expect(try await sandbox.hzform("plan", "--env", "staging", environment: environment).status == 0)
        }
    }

    @Test("explain tells of types and attributes, and finds what was meant")
    func explain() async throws {
        let sandbox = try Sandbox()
        let type = try await sandbox.hzform("explain", "servers")
        #expect(type.output.hasPrefix("servers: "))
        let attribute = try await sandbox.hzform("explain", "servers.image")
        #expect(attribute.output.contains("by on_change: "))
        let typo = try await sandbox.hzform("explain", "server.image")
        #expect(typo.status == 1)
        #expect(typo.errors.contains("Did you mean 'servers'?"))
    }

    @Test("output shows what is sensitive only where that is asked for")
    func reveal() async throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            "stack: shop\nvariables: { word: { type: string, default: hunter2, sensitive: true } }\n"
                + "outputs: { word: \"${word}\" }\n",
            to: "hzform.yaml"
        )
        #expect(try await sandbox.hzform("output", "word").output == "(sensitive)\n")
        #expect(try await sandbox.hzform("output", "word", "--reveal").output == "hunter2\n")
    }

    @Test("a locale without UTF-8 gets ASCII")
    func ascii() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.hzform("plan", "--simulate", environment: ["LANG": "C"])
        #expect(run.output.utf8.allSatisfy { $0 < 128 })
        #expect(run.output.contains(" -> "))
    }

    @Test("--log-file keeps messages and requests, and never the token")
    func logFile() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.hzform("plan", "--simulate", "--log-file", "log.txt")
        #expect(run.errors.isEmpty)
        #expect(try sandbox.read("log.txt").contains("http: GET /servers"))
        let full = try await sandbox.hzform("plan", "--simulate", "--log-file", "/dev/full")
        #expect(full.status == 1)
    }

    @Test(
        "colour follows the variables of others",
        arguments: [("CLICOLOR_FORCE", true), ("FORCE_COLOR", true), ("X", false)]
    )
    func colour(variable: String, isColored: Bool) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.hzform("plan", "--simulate", environment: [variable: "1"])
        #expect(run.output.contains("\u{1B}[") == isColored)
        let off = try await sandbox.hzform("plan", "--simulate", environment: [variable: "1", "NO_COLOR": "1"])
        #expect(!off.output.contains("\u{1B}["))
    }

    @Test("bash completes commands, options and addresses with the script that 'completion' prints")
    func completion() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.shell(
            """
            source <(hzform completion bash)
            complete_line() {
                COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                COMPREPLY=(); _hzform "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                echo "${COMPREPLY[*]}"
            }
            complete_line hzform app
            complete_line hzform plan --unm
            complete_line hzform plan --target servers.
            complete_line hzform apply --allow dat
            """
        )
        let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        try #require(lines.count == 4)
        #expect(lines[0] == ["apply"])
        #expect(lines[1] == ["--unmanaged"])
        #expect(lines[2] == ["servers.db", "servers.web"])
        #expect(lines[3] == ["data-loss"])
    }

    @Test("zsh and fish get a script too", arguments: ["zsh", "fish"])
    func otherShells(shell: String) async throws {
        let run = try await Sandbox().hzform("completion", shell)
        #expect(run.status == 0)
        #expect(run.output.contains("unmanaged"))
    }
}
