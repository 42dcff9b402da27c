import Reports
import ResourceModel
import TestSupport
import Testing

@Suite("Graphs of files")
struct GraphTests {
    private var graph: GraphText {
        let address = Value.deferred(.output(AttributeReference(.at("boxes.db"), "address")))
        let resources: [DesiredResource] = [
            .fixture("nets.back", ["kind": "wide", "rules": [address]]),
            .fixture("boxes.db", ["model": "small"], dependsOn: ["disks.a"]),
            .fixture("disks.a", ["size": 5, "place": "x"]),
            .fixture("modules.eu.boxes.web[0]", ["model": "small", "nets": [["net": .ref("nets.back")]]]),
        ]
        return GraphText(ConfigurationGraph(DesiredState(stack: "toys", resources: resources)))
    }

    @Test("Graphviz gets every resource, modules as frames, and the attribute at each arrow")
    func dot() {
        #expect(
            graph.dot() == """
                digraph "toys" {
                  rankdir=LR;
                  node [shape=box, style=rounded, fontname="sans-serif"];
                  edge [fontname="sans-serif", fontsize=10];
                  "boxes.db" [label="boxes.db"];
                  "disks.a" [label="disks.a"];
                  "nets.back" [label="nets.back"];
                  subgraph cluster_1 {
                    label="modules.eu";
                    "modules.eu.boxes.web[0]" [label="boxes.web[0]"];
                  }
                  "boxes.db" -> "disks.a" [label="depends_on"];
                  "nets.back" -> "boxes.db" [label="rules[0] ← address"];
                  "modules.eu.boxes.web[0]" -> "nets.back" [label="nets[0].net"];
                }

                """
        )
    }

    @Test("Mermaid gets the same")
    func mermaid() {
        #expect(
            graph.mermaid() == """
                flowchart LR
                  n0["boxes.db"]
                  n1["disks.a"]
                  n2["nets.back"]
                  subgraph m1["modules.eu"]
                    n3["boxes.web[0]"]
                  end
                  n0 -->|"depends_on"| n1
                  n2 -->|"rules[0] ← address"| n0
                  n3 -->|"nets[0].net"| n2

                """
        )
    }

    @Test("programs get the same as JSON")
    func json() {
        #expect(
            graph.json().contains("\"attribute\" : \"nets[0].net\"")
                || graph.json().contains("\"attribute\": \"nets[0].net\"")
        )
        #expect(graph.json().contains("modules.eu.boxes.web[0]"))
    }
}
