import Diagnostics
import ResourceModel
import StackConfiguration
import Testing

@Suite("Expressions in the file")
struct ExpressionTests {
    @Test("text that reads like one is warned of at its place, and stays what it is")
    func unevaluated() throws {
        let loaded = load(
            """
            stack: shop
            servers:
              web: { server_type: cx23, image: debian-12, user_data: file("init.yaml") }
              db: { server_type: cx23, image: debian-12, user_data: "#!/bin/sh -c 'echo $(file x)'" }
            outputs:
              ip: servers.web.ipv4
              domain: servers.shop.example
              note: about servers.web.ipv4
            """
        )
        #expect(loaded.diagnostics.map(\.code) == ["unevaluated", "unevaluated"])
        #expect(loaded.diagnostics.map { $0.range?.start.line } == [3, 6])
        #expect(loaded.diagnostics.first?.hint?.contains("\"${file('init.yaml')}\"") == true)
        let server = try #require(loaded.desired?.resources[ResourceAddress("servers", "web")])
        #expect(server.value("user_data") == .string("file(\"init.yaml\")"))
    }

    /// The user data of a server that is written as given.
    private func userData(
        _ text: String,
        head: String = "",
        files: [String: String] = [:],
        environment: [String: String] = [:]
    ) throws -> Value? {
        let file = """
            stack: shop
            \(head)
            servers:
              web: { server_type: cx23, image: debian-12, user_data: '\(text)' }
            """
        var sources = VariableSources()
        sources.environment = environment
        let loaded = load(file, files: files, sources: sources)
        #expect(loaded.diagnostics.map(\.description) == [])
        return try #require(loaded.desired?.resources[ResourceAddress("servers", "web")]).value("user_data")
    }

    @Test(
        "an expression in a text is its value",
        arguments: [
            ("a ${stack} b", "a shop b"), ("$${stack}", "${stack}"), ("${1 + 2}", "3"),
            ("${cidr_subnet(\"10.0.0.0/8\", 8, 3)}", "10.3.0.0/16"), ("${cidr_host(\"10.0.1.0/24\", 5)}", "10.0.1.5"),
            ("${cidr_host(\"10.0.1.0/24\", -1)}", "10.0.1.255"),
            ("${cidr_subnet(\"fd00::/48\", 16, 1)}", "fd00:0:0:1::/64"),
            ("${json({\"a\": [1, true, null, \"x\\n\"]})}", #"{"a":[1,true,null,"x\n"]}"#),
            ("${yaml({\"a\": [1, {\"b\": \"c d\"}], \"e\": {}})}", "a:\n  - 1\n  - b: \"c d\"\ne: {}\n"),
            ("${parse_json(\"{\\\"a\\\": 5}\").a}", "5"), ("${parse_yaml(\"a: [x, y]\").a[1]}", "y"),
            ("${sha256(\"abc\")}", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ("${env(\"NONE\", \"usual\")}", "usual"), ("${env(\"SOME\")}", "given"),
        ]
    )
    func values(text: String, expected: String) throws {
        #expect(try userData(text, environment: ["SOME": "given"]) == .string(expected))
    }

    @Test("files and templates are read relative to the file")
    func files() throws {
        let files = ["a.txt": "hi ${x}", "b.tpl": "role ${role} ${n + 1} ${file(\"a.txt\")}"]
        #expect(try userData("${file(\"a.txt\")}", files: files) == "hi ${x}")
        #expect(try userData("${file_base64(\"a.txt\")}", files: files) == "aGkgJHt4fQ==")
        let template = "${template(\"b.tpl\", {\"role\": \"web\", \"n\": 1})}"
        #expect(try userData(template, files: files) == "role web 2 hi ${x}")
    }

    @Test("locals use each other in any order, and keep the types of their values")
    func locals() throws {
        let loaded = load(
            """
            stack: shop
            variables:
              sizes: { type: map, default: { web: 20 } }
            locals:
              data: { size: "${size}", labels: { role: "${role}" } }
              size: "${sizes.web + 5}"
              role: web
              ranges: [10.0.0.0/8, "fd00::/8"]
            volumes:
              data: { size: "${data.size}", location: fsn1, labels: "${data.labels}" }
            firewalls:
              web: { rules: [{ direction: in, protocol: icmp, source_ips: "${ranges}" }] }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        let volume = try #require(loaded.desired?.resources[ResourceAddress("volumes", "data")])
        #expect(volume.value("size") == 25)
        #expect(volume.value(.labels) == ["role": "web"])
        let firewall = try #require(loaded.desired?.resources[ResourceAddress("firewalls", "web")])
        #expect(firewall.value("rules")?.list?.first?["source_ips"] == ["10.0.0.0/8", "fd00::/8"])
    }

    @Test("a sensitive value goes into a sensitive attribute, and no message shows it")
    func secrets() throws {
        let head = "variables: { password: { type: string, sensitive: true, default: hunter2 } }"
        #expect(try userData("pw ${password}", head: head) == "pw hunter2")
        let loaded = load(
            """
            stack: shop
            variables: { password: { type: string, sensitive: true } }
            locals: { copy: "${password + 'x'}" }
            servers:
              web: { server_type: cx23, image: "${copy}", user_data: "${int(password)}", name: "${password}" }
            """,
            files: ["secret.yaml": "password: hunter2"],
            sources: .fixture(files: ["secret.yaml"])
        )
        #expect(loaded.diagnostics.count == 3)
        #expect(!DiagnosticRenderer(loaded.diagnostics).text(color: false).contains("hunter2"))
    }
}

@Suite("Variables")
struct VariableTests {
    private let file = """
        stack: shop
        variables:
          size: { type: integer, default: 10, validate: value >= 10 }
          where: { type: string, default: fsn1 }
          tags: { type: map, default: {} }
        volumes:
          data: { size: "${size}", location: "${where}", labels: "${tags}" }
        """

    private func volume(_ sources: VariableSources, files: [String: String] = [:]) throws -> DesiredResource {
        let loaded = load(file, files: files, sources: sources)
        #expect(loaded.diagnostics.map(\.description) == [])
        return try #require(loaded.desired?.resources[ResourceAddress("volumes", "data")])
    }

    @Test("the command line goes before the environment, that before files, a later file before an earlier one")
    func order() throws {
        let files = ["a.yaml": "size: 20\nwhere: nbg1", "b.yaml": "size: 30"]
        var sources = VariableSources.fixture()
        #expect(try volume(sources).value("size") == 10)
        sources.files = ["a.yaml", "b.yaml"]
        #expect(try volume(sources, files: files).value("size") == 30)
        sources.environment = ["HZFORM_VAR_size": "40"]
        #expect(try volume(sources, files: files).value("size") == 40)
        sources.assignments = ["size=50", "size=60"]
        #expect(try volume(sources, files: files).value("size") == 60)
        #expect(try volume(sources, files: files).value("location") == "nbg1")
    }

    @Test("a text from outside is read as the type says")
    func texts() throws {
        let volume = try volume(.fixture(assignments: ["tags={ a: x, b: y }"]))
        #expect(volume.value(.labels) == ["a": "x", "b": "y"])
    }

    @Test("what does not fit is told with where it comes from; the environment may have variables of others")
    func mistakes() {
        var sources = VariableSources.fixture(files: ["a.yaml"], assignments: ["size=many", "siz=3", "size"])
        sources.environment = ["HZFORM_VAR_wher": "x"]
        let loaded = load(file, files: ["a.yaml": "tags: 5\ntag: {}\n"], sources: sources)
        #expect(
            loaded.diagnostics.map(\.description) == [
                "a.yaml:1:7: error: expected a map for the variable 'tags', not '5' [wrong-type]",
                "a.yaml:2:1: error: there is no variable 'tag' [unknown-variable]",
                "error: --var siz: there is no variable 'siz' [unknown-variable]",
                "error: --var: expected NAME=VALUE, which has a '=' [invalid-value]",
                "error: --var size: expected an integer for the variable 'size' [wrong-type]",
            ]
        )
    }

    @Test("a sensitive value of the wrong type is not shown, in the file and from a file of values")
    func sensitive() {
        let file = """
            stack: shop
            variables:
              a: { type: integer, sensitive: true, default: hunter2 }
              b: { type: integer, sensitive: true }
            modules: { eu: { source: eu, variables: { c: hunter2 } } }
            """
        let module = "variables: { c: { type: integer, sensitive: true } }"
        let files = ["a.yaml": "b: hunter2\n", "eu/hzform.yaml": module]
        let loaded = load(file, files: files, sources: .fixture(files: ["a.yaml"]))
        let messages = loaded.diagnostics.map(\.message).sorted()
        #expect(messages == ["a", "b", "c"].map { "expected an integer for the variable '\($0)'" })
    }

    @Test("a value that does not meet the condition is refused")
    func conditions() {
        let loaded = load(file, files: [:], sources: .fixture(assignments: ["size=5"]))
        #expect(
            loaded.diagnostics.map(\.description) == [
                "error: --var size: the value of the variable 'size' does not meet its condition: value >= 10 [invalid-value]"
            ]
        )
    }
}

extension VariableSources {
    fileprivate static func fixture(files: [String] = [], assignments: [String] = []) -> VariableSources {
        var sources = VariableSources()
        sources.files = files
        sources.assignments = assignments
        return sources
    }
}
