import Testing

@Suite("The console", .inTurn, .timeLimit(.minutes(60)))
struct ConsoleTests {
    private static let file = """
        stack: shop
        settings: { location: fsn1 }
        variables: { key: { type: string, sensitive: true, default: hush } }
        locals: { domain: "${stack}.example" }
        servers: { web: { count: 2, server_type: cx23, image: debian-12 } }
        """

    private func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.write(Self.file, to: "hzform.yaml")
        return sandbox
    }

    @Test(
        "prints a text as it is and anything else as JSON",
        arguments: [
            ("domain", "shop.example\n"), ("[1, 2].map(n, n * 2)", "[\n  2,\n  4\n]\n"),
            ("size(servers.web) > 1", "true\n"),
            ("servers.web[1].name", "web-2\n"), ("key", "(sensitive)\n"), ("key + '!'", "(sensitive)\n"),
        ]
    )
    func values(expression: String, expected: String) async throws {
        let run = try await sandbox().hzform("console", expression)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == expected)
    }

    @Test("reads the project where an expression needs it, and says what is known after apply")
    func live() async throws {
        let sandbox = try sandbox()
        let before = try await sandbox.hzform("console", "--simulate", "servers.web[0].ipv4")
        #expect(before.output == "(known after apply)\n")
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let after = try await sandbox.hzform("console", "--simulate", "servers.web[0].ipv4.startsWith('203.0.113.')")
        #expect(after.output == "true\n")
        let alone = try await sandbox.hzform("console", "servers.web[0].ipv4")
        #expect(alone.status == 1)
        #expect(alone.errors.hasPrefix("error: there is no API token [no-token]"))
    }

    @Test("tells what can be written and called, without making it a result")
    func help() async throws {
        let run = try await sandbox().shell("printf 'help\\nfunctions\\n' | hzform console")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("An expression begins with: "))
        let words = Set(run.errors.split { $0 == " " || $0 == "\n" })
        #expect(words.isSuperset(of: ["size", "has", "gzip", "cidr_subnet", ".startsWith", ".filter", ".join"]))
    }

    @Test("tells a mistake at its place, and goes on with the other lines")
    func mistakes() async throws {
        let sandbox = try sandbox()
        let run = try await sandbox.shell("printf 'domian\\nstack\\n\\n1 +\\n' | hzform console")
        #expect(run.status == 1)
        #expect(run.output == "shop\n")
        #expect(
            run.errors.hasPrefix(
                """
                expression:1:3: error: 'domian' is not a name that is known here [unknown-name]
                    1 | ${domian}
                      |   ^^^^^^
                hint: Did you mean 'domain'?
                """
            )
        )
        #expect(run.errors.contains("expression:1:6: error: "))
    }

    @Test("does not evaluate where the file has a mistake")
    func brokenFile() async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nservers: { web: { imgae: debian-12 } }\n", to: "hzform.yaml")
        let run = try await sandbox.hzform("console", "stack")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("hzform.yaml:2:19: error: server has no attribute 'imgae'"))
    }

    @Test("on a terminal takes keys, completes names, keeps a history and leaves the terminal as it was")
    func terminal() async throws {
        let sandbox = try sandbox()
        let run = try await sandbox.terminal(
            "hzform console; stty -a | grep -o \" echo \"",
            typing: #"shown '> '; printf 'dom\t + "!"\r'; shown 'shop.example!.*> '; printf '\033[A\003exit\r'"#,
            environment: ["TERM": "xterm", "SHELL": "/bin/bash", "XDG_STATE_HOME": sandbox.folder]
        )
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("shop.example!"))
        #expect(run.output.contains("^C"))
        #expect(run.output.contains(" echo "))
        #expect(try sandbox.read("hzform/history") == "domain + \"!\"\nexit\n")
    }

    @Test("leaves the terminal as it was when a signal ends it", arguments: ["INT", "TERM", "HUP", "QUIT"])
    func signals(name: String) async throws {
        let sandbox = try sandbox()
        let run = try await sandbox.terminal(
            "stty -a > before; (echo $BASHPID > pid; exec hzform console); s=$?; stty -a > after; exit $s",
            typing: "shown '> '; printf '12'; shown '12'; kill -\(name) $(cat pid)",
            environment: ["TERM": "xterm", "SHELL": "/bin/bash", "XDG_STATE_HOME": sandbox.folder]
        )
        #expect(run.status > 128)
        #expect(try sandbox.read("after") == sandbox.read("before"))
    }
}
