import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

@Suite("extra and timeout")
struct ExtraTests {
    private func firewall(_ lines: String) -> String {
        "stack: shop\nfirewalls:\n  web:\n    rules: []\n    \(lines)\n"
    }

    private func lifecycle(_ lines: String) throws -> Lifecycle {
        try #require(load(firewall(lines)).desired?.resources[ResourceAddress("firewalls", "web")]).lifecycle
    }

    @Test("one policy is for all lists, and a map for each")
    func policies() throws {
        let rules = try #require(Catalog.hetzner["firewall"].attribute("rules"))
        let labels = try #require(Catalog.hetzner["firewall"].attribute(.labels))
        let all = try lifecycle("extra: keep").extra
        #expect(all.policy(for: rules) == .keep)
        #expect(all.policy(for: labels) == nil)
        let each = try lifecycle("extra: { labels: remove }").extra
        #expect(each.policy(for: rules) == nil)
        #expect(rules.undeclared(each) == .removed)
        #expect(labels.undeclared(each) == .removed)
        #expect(labels.undeclared(all) == .kept)
    }

    @Test(
        "mistakes are told",
        arguments: [
            ("extra: kep", "expected 'keep', 'remove' or 'error' for 'extra', not 'kep'"),
            ("extra: { rules: drop }", "expected 'keep', 'remove' or 'error' for 'rules', not 'drop'"),
            (
                "extra: { rule: keep }",
                "'extra' of a firewall takes 'labels', 'rules' and 'apply_to' alone, not 'rule'"
            ),
            ("timeout: soon", "expected a time such as '90s', '10m' or '1h30m', at most 24h for 'timeout', not 'soon'"),
            ("timeout: 25h", "expected a time such as '90s', '10m' or '1h30m', at most 24h for 'timeout', not '25h'"),
            ("timeout: 10", "expected a time such as '90s', '10m' or '1h30m', at most 24h for 'timeout', not '10'"),
        ]
    )
    func mistakes(line: String, message: String) {
        #expect(load(firewall(line)).diagnostics.map(\.message) == [message])
    }

    @Test("extra is a mistake where there is no list")
    func noLists() {
        let text = "stack: shop\nplacement_groups:\n  web: { type: spread, extra: keep }\n"
        let message = "a placement group has no list to which others add, so 'extra' says nothing"
        #expect(load(text).diagnostics.map(\.message) == [message])
    }

    @Test("names the reverse DNS of nothing, because every address has one by itself")
    func reverseDNS() throws {
        let pointers = try #require(Catalog.hetzner["server"].attribute("dns_ptr"))
        #expect(!pointers.takesExtra)
        #expect(pointers.undeclared(Extra(ofLists: .remove)) == .inherent)
    }

    @Test("a time is read in seconds", arguments: [("90s", 90), ("10m", 600), ("1h30m", 5_400), ("24h", 86_400)])
    func timeout(text: String, seconds: Int) throws {
        #expect(try lifecycle("timeout: \(text)").timeoutSeconds == seconds)
    }
}
