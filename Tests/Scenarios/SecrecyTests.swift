import Foundation
import TestSupport
import Testing

/// Whatever hzform is told to do with secrets, nothing of them stands in what it says or keeps.
@Suite("Secrets of random stacks", .inTurn, .timeLimit(.minutes(60)))
struct SecrecyTests {
    private static let consent = "--auto-approve --allow downtime,data-loss,ip-change"

    /// What looks at a stack, in every form that there is.
    private static let looks = [
        "validate --format json", "plan --requests --full", "plan --format json --requests", "plan --format markdown",
        "plan --format html", "plan -v --log-file log.txt --color always", "graph --format json", "cost --format json",
        "plan --unmanaged --junit j.xml --sarif s.json --gitlab-report g.json --code-quality q.json",
        "plan --destroy --format json", "plan --out plan.json", "show plan.json",
        "show plan.json --requests --format json", "show plan.json --format markdown", "show plan.json --format html",
    ]

    /// What looks at a stack that has been applied.
    private static let looksBack = [
        "show", "show --format json", "output", "output --format json", "drift", "drift --format json", "output whole",
        "state list --format json", "state show servers.s0", "state show storage_boxes.box --format json",
    ]

    @Test("are in no output, state, plan, log or report of any command, whatever goes wrong", arguments: 1...3)
    func nowhere(seed: UInt64) async throws {
        var stack = SecretStack(seed: seed)
        let sandbox = try Sandbox()
        try sandbox.write(stack.yaml, to: "hzform.yaml")
        try await sandbox.withSimulator(["--speed", "instant", "--seed", "\(seed)"]) { simulator in
            func run(_ commands: [String]) async throws {
                let environment = simulator.environment.merging(stack.environment) { $1 }
                for command in commands {
                    let run = try await sandbox.shell("hzform \(command)", environment: environment)
                    try expectNoSecret(of: stack, in: run, of: command, sandbox)
                }
            }
            try await run(Self.looks)
            try await simulator.setFaults(["action * error 0.2", "POST * 423 0.1", "POST * 403 0.1", "* 503 0.03"])
            try await run([
                "apply plan.json -v --log-file log.txt --allow data-loss",
                "apply \(Self.consent) -v --format json --log-file log.txt",
            ])
            try await simulator.setFaults([])
            try await run(["apply \(Self.consent)"] + Self.looksBack)
            // Other secrets, of which both the old and the new ones are to be nowhere.
            stack.change()
            try await run(Self.looks + ["apply \(Self.consent) -v --log-file log.txt"])
            try await run(["state rebuild --auto-approve", "state mv servers.s0 servers.moved --auto-approve"])
            try await run(["destroy \(Self.consent) -v --format json"])
        }
    }

    /// So many stacks; HZFORM_SECRET_STACKS for more.
    private static let stacks = ProcessInfo.processInfo.environment["HZFORM_SECRET_STACKS"].flatMap(UInt64.init) ?? 10

    @Test("are in no plan file", arguments: 1...stacks)
    func planFile(seed: UInt64) async throws {
        let stack = SecretStack(seed: 1_000 + seed)
        let sandbox = try Sandbox()
        try sandbox.write(stack.yaml, to: "hzform.yaml")
        let line = "hzform plan --simulate --out plan.json"
        let run = try await sandbox.shell(line, environment: stack.environment)
        #expect(run.status == 0, "\(run.errors)")
        #expect(sandbox.exists("plan.json"))
        try expectNoSecret(of: stack, in: run, of: line, sandbox)
    }

    @Test("are in no message about a file that is wrong", arguments: SecretStack.mistakes)
    func mistakes(_ mistake: String) async throws {
        let stack = SecretStack(seed: 1)
        let sandbox = try Sandbox()
        try sandbox.write(stack.head + mistake + "\n", to: "hzform.yaml")
        let commands = ["validate", "plan --simulate --format json", "apply --simulate \(Self.consent) -v"]
        for command in commands {
            let run = try await sandbox.shell("hzform \(command)", environment: stack.environment)
            #expect(run.status == 1, "\(run.output)\(run.errors)")
            try expectNoSecret(of: stack, in: run, of: command, sandbox)
        }
    }

    private func expectNoSecret(
        of stack: SecretStack,
        in run: Sandbox.Run,
        of command: String,
        _ sandbox: Sandbox
    ) throws {
        var texts = ["the output": run.output, "the messages": run.errors]
        for name in try FileManager.default.contentsOfDirectory(atPath: sandbox.folder) where name != "hzform.yaml" {
            texts[name] = try? sandbox.read(name)  // A folder has none.
        }
        for (place, text) in texts {
            for secret in stack.secrets where text.contains(secret) {
                Issue.record("'\(secret)' is in \(place) of 'hzform \(command)':\n\(text.suffix(4_000))")
            }
        }
    }
}

/// A stack with secrets wherever the language takes them.
private struct SecretStack {
    private var random: SeededGenerator
    private var variables: [String: String] = [:]
    /// All that there ever were.
    private(set) var secrets: [String] = []
    private(set) var yaml = ""

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        for name in ["one", "two", "three"] { variables[name] = secret() }
        note()
        yaml = file()
    }

    /// Gives one variable another value.
    mutating func change() {
        variables["one"] = secret()
        note()
    }

    var environment: [String: String] {
        let values = variables.map { ("HZFORM_VAR_\($0)", $1) }
        return Dictionary(values) { first, _ in first }
            .merging(["HZFORM_STATE_KEY": "a key that everybody knows"]) { own, _ in own }
    }

    var head: String {
        let lines = variables.keys.sorted().map { "  \($0): { type: string, sensitive: true }" }
        return "stack: secret\nsettings: { location: fsn1 }\nvariables:\n" + lines.joined(separator: "\n") + "\n"
    }

    private mutating func file() -> String {
        let servers = (0...Int.random(in: 0...2, using: &random)).map { number in
            "  s\(number): { server_type: cx23, image: debian-12, user_data: \"\(userData())\" }"
        }
        return head + """
            networks: { back: { ip_range: 10.0.0.0/16 } }
            servers:
            \(servers.joined(separator: "\n"))
            storage_boxes:
              box:
                storage_box_type: bx11
                password: "\(variable())"
                subaccounts:
                  - { name: a, home_directory: a, password: "\(variable())" }
                  - { name: b, home_directory: b, password: "\(literal())" }
            zones:
              copy:
                name: brightwater.example
                mode: secondary
                primary_nameservers:
                  - address: 198.51.100.53
                    tsig_algorithm: hmac-sha256
                    tsig_key: "${base64.encode(bytes(\(random.pick(variables.keys.sorted()))))}"
            outputs:
              whole: { value: "\(variable())", sensitive: true }
              part: { value: "a \(variable()) of ${networks.back.id}", sensitive: true }

            """
    }

    /// Also together with what only the apply learns.
    private mutating func userData() -> String {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: variable()
        case 1: literal()
        case 2: "#!/bin/sh\\necho \(variable()) \(variable())"
        default: "\(variable()) in ${networks.back.id}"
        }
    }

    private mutating func variable() -> String { "${\(random.pick(variables.keys.sorted()))}" }

    /// In the file itself, at a place that is always a secret.
    private mutating func literal() -> String {
        let secret = secret()
        secrets.append(secret)
        return secret
    }

    /// Good enough for a password, and for no chance to be anything else.
    private mutating func secret() -> String {
        "Aa1-" + (0..<20).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    }

    private mutating func note() {
        secrets += variables.values
        secrets += variables.values.map { Data($0.utf8).base64EncodedString() }
    }

    /// Ends of files that are wrong because of a secret.
    static let mistakes = [
        #"networks: { n: { ip_range: "${one}" } }"#,
        #"servers: { x: { server_type: "${one}", image: debian-12 } }"#,
        #"servers: { x: { server_type: cx23, image: "${one}" } }"#,
        #"servers: { x: { server_type: cx23, image: debian-12, name: "${one}_" } }"#,
        #"servers: { x: { server_type: cx23, image: debian-12, labels: { a: "${one} /" } } }"#,
        #"servers: { x: { for_each: ["${one}"], server_type: cx23, image: debian-12 } }"#,
        #"volumes: { x: { size: "${int(one)}" } }"#,
        #"volumes: { x: { size: 10, location: "${one}" } }"#,
        #"certificates: { c: { certificate: "${one}", private_key: "${two}" } }"#,
        #"ssh_keys: { k: { public_key: "${one}" } }"#,
        #"zones: { q: { name: "${one}", mode: primary } }"#,
        #"locals: { q: "${{'a': 1}[one]}" }"# + "\n" + #"outputs: { r: "${q}" }"#,
        #"outputs: { r: "${cidr_host(one, 3)}" }"#,
        #"outputs: { r: "${timestamp(one)}" }"#,
        #"outputs: { r: "${one.matches(one + '[')}" }"#,
        #"outputs: { r: "${file(one)}" }"#,
    ]
}
