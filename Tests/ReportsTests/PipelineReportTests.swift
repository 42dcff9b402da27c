import Diagnostics
import JSONDocuments
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Reports

@Suite("A folded part of GitLab's log")
struct GitLabSectionTests {
    @Test("has the markers that GitLab documents, and a title that can break none")
    func markers() {
        let section = GitLabSection("hzform_steps", title: "Applying\r\u{1B}[0Ksection_end:1:x")
        let start = section.start(at: 1_560_896_352)
        let parts = start.split(separator: "\r", omittingEmptySubsequences: false)
        #expect(parts.first == "\u{1B}[0Ksection_start:1560896352:hzform_steps[collapsed=true]")
        #expect(parts.count == 2 && parts.last?.hasPrefix("\u{1B}[0KApplying") == true)
        #expect(section.end(at: 1_560_896_353) == "\u{1B}[0Ksection_end:1560896353:hzform_steps\r\u{1B}[0K\n")
    }
}

@Suite("Reports for pipelines")
struct PipelineReportTests {
    private static let problem = Diagnostic.error(
        "unknown-attribute",
        "server has no attribute 'sise' & <more>",
        at: .line(12),
        hint: "Did you mean 'size'?"
    )
    private static let aside = Diagnostic.warning("partial-plan", "this plan is partial")

    @Test("tell later steps of GitHub what changes")
    func gitHubNumbers() {
        let lines = GitHubOutput.lines(of: .varied).split(separator: "\n")
        #expect(lines.contains("has_changes=true"))
        #expect(lines.contains("to_create=2"))
        #expect(lines.contains("to_replace=2"))
        #expect(lines.contains("impacts=data-loss,ip-change,downtime,irreversible"))
        #expect(GitHubOutput.lines(of: .fixture()).hasPrefix("has_changes=false\n"))
    }

    @Test("give outputs to later steps of GitHub, and keep secrets out of their logs")
    func gitHubOutputs() {
        let outputs = [
            OutputChange("url", before: nil, after: "https://shop.example"),
            OutputChange("motd", before: nil, after: "one\nEND\ntwo"),
            OutputChange("count", before: nil, after: 3),
            OutputChange("key", before: nil, after: "hunter%2\nsecond", isSensitive: true),
            OutputChange("later", before: nil, after: .afterApply("servers.web.ipv4")),
        ]
        #expect(
            GitHubOutput.lines(of: outputs) == """
                url=https://shop.example
                motd<<END_END
                one
                END
                two
                END_END
                count=3
                key<<END
                hunter%2
                second
                END

                """
        )
        #expect(GitHubOutput.masks(of: outputs) == "::add-mask::hunter%252\n::add-mask::second\n")
    }

    @Test("count a replacement for GitLab as what is created and deleted")
    func gitLab() {
        #expect(GitLabReport.counts(of: .varied) == #"{"create":4,"delete":4,"update":1}"# + "\n")
    }

    @Test("show GitLab what has a place in a file")
    func codeQuality() throws {
        let report = try JSONParser.parse(Array(GitLabReport.codeQuality([Self.problem, Self.aside]).utf8))
        #expect(report.array?.count == 1)
        #expect(report[0]?["location"] == ["path": "hzform.yaml", "lines": ["begin": 12]])
        #expect(report[0]?["severity"] == "major")
        #expect(report[0]?["fingerprint"]?.string?.isEmpty == false)
    }

    @Test("are SARIF with a rule for each code")
    func sarif() throws {
        let report = try JSONParser.parse(Array(SARIFReport.text([Self.problem, Self.aside], version: "1.2.3").utf8))
        let run = report["runs"]?[0]
        #expect(run?["tool"]?["driver"]?["rules"] == [["id": "partial-plan"], ["id": "unknown-attribute"]])
        let result = run?["results"]?[0]
        #expect(result?["level"] == "error")
        #expect(result?["locations"]?[0]?["physicalLocation"]?["region"] == ["startLine": 12, "startColumn": 3])
        #expect(run?["results"]?[1]?["locations"] == nil)
    }

    @Test("are JUnit results: each error a test that failed, and one that passed where there is none")
    func jUnit() {
        let failed = JUnitReport.text([Self.problem, Self.aside], command: "validate")
        #expect(failed.contains(#"tests="1" failures="1""#))
        #expect(failed.contains("server has no attribute &#39;sise&#39; &amp; &lt;more&gt;"))
        let passed = JUnitReport.text([Self.aside], command: "validate")
        #expect(passed.contains(#"tests="1" failures="0""#))
        #expect(!passed.contains("<failure"))
    }
}
