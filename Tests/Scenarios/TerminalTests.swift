import Testing

@Suite("On a terminal", .inTurn, .timeLimit(.minutes(60)))
struct TerminalTests {
    private static let environment = ["TERM": "xterm", "SHELL": "/bin/bash"]

    /// Runs a command line on a pseudo-terminal of its own, on which somebody types as soon as the question is there.
    private func answer(_ keys: String, to line: String, in sandbox: Sandbox) async throws -> Sandbox.Run {
        let typing = "shown \"Type ('yes'|its name): \"; printf '\(keys)'"
        return try await sandbox.terminal(line, typing: typing, environment: Self.environment)
    }

    @Test("apply asks, and 'yes' goes on")
    func agreed() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await answer("yes\\n", to: "hzform apply --simulate", in: sandbox)
        #expect(run.status == 0)
        #expect(run.output.contains("Apply these changes to stack 'shop'? Type 'yes': "))
        #expect(run.output.contains("nothing is left to do."))
        #expect(run.output.contains("\u{1B}[32m"), "a terminal gets colour")
        let list = try await sandbox.hzform("state", "list", "--simulate")
        #expect(list.output.split(separator: "\n").count == 6)
    }

    @Test("anything but 'yes' changes nothing", arguments: ["no\\n", "y\\n", "YES\\n", "\\n", " yes \\n", "\\004"])
    func refused(keys: String) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await answer(keys, to: "hzform apply --simulate", in: sandbox)
        #expect(run.status == 1)
        #expect(run.output.contains("nothing was changed: the answer was not 'yes'"))
        try await expectNothing(in: sandbox)
    }

    @Test("Ctrl-C and Ctrl-\\ at the question change nothing", arguments: ["\\003", "\\034"])
    func interrupted(key: String) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await answer(key, to: "hzform apply --simulate", in: sandbox)
        #expect(run.status == 130)
        #expect(run.output.contains("Nothing was changed."))
        try await expectNothing(in: sandbox)
    }

    @Test("init asks what an option does not say, and Enter takes what it offers")
    func start() async throws {
        let sandbox = try Sandbox()
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPf7ZcF3vJq8mV6m2kQnZ0s8o1yFz4o0qWm8mD8vQ1aB me@home"
        _ = try await sandbox.shell("mkdir .ssh")
        try sandbox.write("ssh-rsa AAAA other\n", to: ".ssh/a.pub")
        try sandbox.write(key + "\n", to: ".ssh/id_ed25519.pub")
        let line = "script --quiet --return --command 'HOME=$PWD hzform init new' typescript"
        let run = try await sandbox.shell("printf 'hel1\\n\\n\\n' | \(line)", environment: Self.environment)
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("Which location? [fsn1] "))
        #expect(run.output.contains("Which public key may log in? A file, or 'none'. [~/.ssh/id_ed25519.pub] "))
        let text = try sandbox.read("new/hzform.yaml")
        #expect(text.contains("  location: hel1 ") && text.contains("server_type: cx23 ") && text.contains(key))
        let said = try await sandbox.shell(
            "script --quiet --return --command 'HOME=$PWD hzform init said --location nbg1' typescript",
            environment: Self.environment
        )
        #expect(said.status == 0 && !said.output.contains("?"), "\(said.output)")
        #expect(try sandbox.read("said/hzform.yaml").contains("# ssh_keys: [me]"))
    }

    @Test("sentences break between words on a narrow terminal")
    func narrow() async throws {
        let sandbox = try Sandbox()
        let run = try await sandbox.shell(
            "script --quiet --return --command 'stty cols 44; hzform init new --location fsn1' typescript",
            environment: Self.environment
        )
        #expect(run.status == 0, "\(run.output)")
        let lines = run.output.split(whereSeparator: \.isNewline)
        #expect(lines.count == 3 && lines.allSatisfy { $0.count <= 44 }, "\(lines)")
        #expect(lines.joined(separator: " ").contains("or 'hzform plan --simulate'."), "\(lines)")
    }

    @Test("the question repeats what is disruptive")
    func dangers() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let run = try await answer("no\\n", to: "hzform destroy --simulate --color never", in: sandbox)
        #expect(run.output.contains("This plan is disruptive:"))
        #expect(run.output.contains("DATA-LOSS: servers.db, servers.web, volumes.data"))
        #expect(run.output.contains("Delete these resources of stack 'shop'? Type its name: "))
        #expect(run.output.contains("nothing was changed: the answer was not 'shop'"))
        #expect(run.status == 1)
        let kept = try await sandbox.hzform("state", "list", "--simulate")
        #expect(kept.output.split(separator: "\n").count == 6)
        let named = try await answer("shop\\n", to: "hzform destroy --simulate --color never", in: sandbox)
        #expect(named.status == 0)
    }

    @Test("a plan is followed by the command that carries it out, with its options")
    func next() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.shell(
            "script --quiet --return --command 'hzform plan --simulate --no-cost --no-pager' typescript",
            environment: Self.environment
        )
        #expect(run.output.contains("Next: hzform apply --simulate\r\n"))
    }

    @Test("a plan longer than the terminal is read in the pager that the environment names")
    func pager() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        func plan(_ option: String) async throws -> Sandbox.Run {
            try await sandbox.shell(
                "script --quiet --return --command 'stty rows 10; hzform plan --simulate \(option)' typescript",
                environment: Self.environment.merging(["HZFORM_PAGER": "sed s/^/PAGED:/"]) { one, _ in one }
            )
        }
        let paged = try await plan("")
        #expect(paged.output.contains("PAGED:Plan: ") || paged.output.contains("PAGED:\u{1B}[1mPlan:"))
        let plain = try await plan("--no-pager")
        #expect(!plain.output.contains("PAGED:"))
    }

    @Test(
        "a warning that a plan has scrolled away is repeated below it, wrapped to the terminal",
        arguments: [10, 200]
    )
    func warnings(rows: Int) async throws {
        let sandbox = try Sandbox()
        try sandbox.write(
            "stack: shop\nfirewalls: { a: {}, b: {}, c: {}, d: {} }\nzones: { z: { name: www.shop.example } }\n",
            to: "hzform.yaml"
        )
        let run = try await sandbox.shell(
            """
            script --quiet --return --command \
                'stty rows \(rows) cols 60; NO_COLOR=1 hzform plan --simulate --no-pager' typescript
            """,
            environment: Self.environment
        )
        #expect(run.status == 0, "\(run.output)")
        let lines = run.output.split(whereSeparator: \.isNewline)
        #expect(lines.count { $0.contains("[subdomain]") } == (rows == 10 ? 2 : 1), "\(run.output)")
        #expect(lines.contains("1 warning, as above:") == (rows == 10))
        #expect(lines.allSatisfy { $0.count <= 60 }, "\(run.output)")
    }

    @Test("NO_COLOR and TERM=dumb turn colour off", arguments: ["NO_COLOR=1", "TERM=dumb"])
    func plain(variable: String) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.shell(
            "script --quiet --return --command '\(variable) hzform plan --simulate --no-pager' typescript",
            environment: Self.environment
        )
        #expect(run.status == 0)
        #expect(run.output.contains("Plan: 6 to create."))
        #expect(!run.output.contains("\u{1B}["))
    }

    /// Applies on a pseudo-terminal: once something is done and a server still on its way a line of shell is run, and the
    /// server comes when the words are shown.
    private func apply(
        _ start: String,
        _ simulator: Simulator,
        once line: String,
        until words: String,
        in sandbox: Sandbox
    ) async throws -> Sandbox.Run {
        try await simulator.setFaults(["POST /servers delay=600000 1"])
        let release = "curl -sS -X PUT -d '{\"faults\": []}' \(simulator.base)/_simulator/faults >/dev/null"
        return try await sandbox.terminal(
            start,
            typing: "shown 'done in.*waiting, '; \(line); shown '\(words)'; \(release)",
            environment: Self.environment.merging(simulator.environment) { $1 }
        )
    }

    @Test("what runs fits a terminal that becomes narrower meanwhile")
    func resized() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let run = try await apply(
                "tty >tty; stty cols 100; hzform apply --auto-approve --color never",
                simulator,
                once: "stty -F $(cat tty) cols 30",
                until: "…",
                in: sandbox
            )
            #expect(run.status == 0)
            let sums = run.output.split(whereSeparator: \.isNewline).filter { $0.contains(" done, ") }
            #expect(sums.contains { !$0.contains("…") && $0.contains("waiting, ") })
            #expect(sums.contains { $0.hasSuffix("…") }, "\(sums)")
        }
    }

    @Test(
        "what ends it while it applies lets the next one go on, and says how",
        arguments: [
            "printf '\\003'", "printf '\\034'", "kill -INT $(cat pid)", "kill -TERM $(cat pid)", "kill -HUP $(cat pid)",
            "kill -QUIT $(cat pid)",
        ]
    )
    func stopped(end: String) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let start = "hzform apply --auto-approve --color never"
            let run = try await apply(
                "sh -c \"echo \\$\\$ >pid; exec \(start)\"",
                simulator,
                once: end,
                until: "nterrupted",
                in: sandbox
            )
            #expect(run.status == 130, "\(run.output)")
            #expect(run.output.contains("o on with:"))
            #expect(run.output.contains("    \(start)"))
            let next = try await sandbox.hzform("apply", "--auto-approve", environment: simulator.environment)
            #expect(next.status == 0, "\(next.errors)")
            let plan = try await sandbox.hzform("plan", "--detailed-exitcode", environment: simulator.environment)
            #expect(plan.status == 0, "\(plan.output)")
        }
    }

    @Test("places are links where the terminal has them, and nowhere else")
    func links() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        func plan(_ variables: String, _ end: String = "") async throws -> String {
            try await sandbox.shell(
                "script --quiet --return --command '\(variables) hzform plan --simulate --no-pager \(end)' typescript",
                environment: Self.environment
            ).output
        }
        let linked = try await plan("TERM=xterm-kitty")
        #expect(linked.contains("\u{1B}]8;;file://"))
        #expect(linked.contains("/hzform.yaml\u{1B}\\hzform.yaml:"))
        #expect(try await plan("FORCE_HYPERLINK=1").contains("\u{1B}]8;;file://"))
        for variables in ["TERM=xterm", "TERM=xterm-kitty NO_COLOR=1", "TERM=xterm-kitty FORCE_HYPERLINK=0"] {
            #expect(try await !plan(variables).contains("\u{1B}]8;"), "\(variables)")
        }
        #expect(try await !plan("FORCE_HYPERLINK=1", "| cat").contains("\u{1B}]8;"))
    }

    private func expectNothing(in sandbox: Sandbox) async throws {
        #expect(!sandbox.exists(".hzform/simulated.state.json"))
        let plan = try await sandbox.hzform("plan", "--simulate")
        #expect(plan.output.contains("Plan: 6 to create."))
    }
}
