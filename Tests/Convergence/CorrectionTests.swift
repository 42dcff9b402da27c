import Execution
import Reconciliation
import TestSupport
import Testing
import Workflow

/// What the tests of others proved about the API and hzform had wrong, by the numbers of CloudSimulatorTests.
@Suite("What others proved about the API", .onOneThread)
struct CorrectionTests {
    /// A file that could not be applied before.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let yaml: String

        init(_ number: String, _ fact: String, _ yaml: String) {
            testDescription = "\(number): \(fact)"
            self.yaml = yaml
        }
    }

    private static let web = "server_type: cx23, image: debian-12"
    private static let password = "Correct-Horse-7-Battery"

    static let rows = [
        Row(
            "A1",
            "a rule is for any port",
            "firewalls: { f: { rules: [{ direction: in, protocol: tcp, port: any, source_ips: [0.0.0.0/0] }] } }"
        ),
        Row(
            "A3",
            "a secondary zone has a time to live",
            "zones: { z: { name: copy.example, mode: secondary, ttl: 600, "
                + "primary_nameservers: [{ address: 198.51.100.5 }] } }"
        ),
        Row(
            "A4",
            "a connection that is idle for 50 seconds ends, which is the default",
            "load_balancers: { l: { load_balancer_type: lb11, services: [{ protocol: http, listen_port: 80, "
                + "destination_port: 80, http: { timeout_idle: 50 } }] } }"
        ),
        Row(
            "A5",
            "a storage box has a long name",
            "storage_boxes: { b: { name: \(String(repeating: "n", count: 53)), storage_box_type: bx11, "
                + "password: \(password) } }"
        ),
        Row(
            "A6",
            "a cookie lives for 400 days",
            "load_balancers: { l: { load_balancer_type: lb11, services: [{ protocol: http, listen_port: 80, "
                + "destination_port: 80, http: { sticky_sessions: true, cookie_lifetime: 34560000 } }] } }"
        ),
        Row(
            "B8",
            "own nameservers stand beside Hetzner's, although nobody registered the domain",
            "zones: { z: { name: new.example, rrsets: [{ name: \"@\", type: NS, records: [ns1.partner.example.] }] } }"
        ),
    ]

    @Test("is applied, and leaves nothing to do", arguments: rows)
    func applied(_ row: Row) async throws {
        let project = LiveProject(registeredDomains: [])
        let yaml = "stack: random\nsettings: { location: fsn1 }\n\(row.yaml)\n"
        let applied = try await project.apply(yaml)
        #expect(applied.report.succeeded, "\(applied.failures)")
        let rest = try await project.plan(yaml).plan
        #expect(rest.isEmpty, "\(rest)")
        #expect(try await project.apply("stack: random\n").report.succeeded)
    }

    @Test("A2: a Floating IP moves in one request, and before its server goes")
    func moves() async throws {
        let project = LiveProject()
        func file(_ server: String) -> String {
            """
            stack: random
            settings: { location: fsn1 }
            servers: { \(server): { \(Self.web) } }
            floating_ips: { f: { type: ipv4, server: \(server) } }

            """
        }
        #expect(try await project.apply(file("old")).report.succeeded)
        let plan = try await project.plan(file("new")).plan.description
        #expect(plan.contains("/actions/assign"))
        #expect(!plan.contains("unassign"))
        let assign = try #require(plan.firstMatch(of: /#(\d+) assign to new/)?.1)
        #expect(plan.contains(try Regex("DELETE servers/.* after .*#\(assign)\\b")))
        #expect(try await project.apply(file("new")).report.succeeded)
    }
}
