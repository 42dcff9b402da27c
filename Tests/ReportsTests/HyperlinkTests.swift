import Testing

@testable import Reports

@Suite("Links on places")
struct HyperlinkTests {
    private let links = Hyperlinks(format: nil, folder: "/work/my shop", host: "desk") { path in
        ["/work/my shop/hzform.yaml", "/etc/net.yaml"].contains(path)
    }

    private func link(_ target: String, _ text: String) -> String {
        "\u{1B}]8;;\(target)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    @Test("stand on each file with its line, in colour too, and on nothing else")
    func places() {
        let target = "file://desk/work/my%20shop/hzform.yaml"
        #expect(links.linked("hzform.yaml:3:5: error: no") == link(target, "hzform.yaml:3:5") + ": error: no")
        #expect(links.linked("  + a  hzform.yaml:12\n") == "  + a  " + link(target, "hzform.yaml:12") + "\n")
        #expect(
            links.linked("\u{1B}[1m/etc/net.yaml:7: \u{1B}[0mx")
                == "\u{1B}[1m" + link("file://desk/etc/net.yaml", "/etc/net.yaml:7") + ": \u{1B}[0mx"
        )
        for text in ["other.yaml:3:5: error", "hzform.yaml: error", "at 12:30", "::/0 and fd00::1", ":3", "a:", ""] {
            #expect(links.linked(text) == text)
        }
    }

    @Test("lead where the format says")
    func format() {
        let links = Hyperlinks(format: "vscode://file{path}:{line}:{column}", folder: "/w", host: "") { _ in true }
        #expect(links.linked("a.yaml:3:5") == link("vscode://file/w/a.yaml:3:5", "a.yaml:3:5"))
        #expect(links.linked("a.yaml:3") == link("vscode://file/w/a.yaml:3:1", "a.yaml:3"))
    }

    @Test(
        "are for terminals that are known to understand them, and as FORCE_HYPERLINK says",
        arguments: [
            (["TERM": "xterm-kitty"], true), (["TERM": "xterm"], false), (["VTE_VERSION": "7200"], true),
            (["VTE_VERSION": "4600"], false), (["TERM_PROGRAM": "WezTerm"], true), (["WT_SESSION": "1"], true),
            (["FORCE_HYPERLINK": "1", "TERM": "xterm"], true),
            (["FORCE_HYPERLINK": "0", "TERM": "xterm-kitty"], false),
        ]
    )
    func terminals(environment: [String: String], areUnderstood: Bool) {
        #expect(Hyperlinks.areUnderstood(environment) == areUnderstood)
    }
}
