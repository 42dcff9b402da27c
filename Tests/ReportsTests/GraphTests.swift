import ResourceModel
import TestSupport
import Testing

@testable import Reports

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
        return GraphText(ConfigurationGraph(DesiredState(stack: "toys", resources: resources), catalog: .toy))
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

    @Test("what a label selector finds is at the end of a dashed arrow")
    func selectors() throws {
        func box(_ name: String, _ role: String) -> DesiredResource {
            .fixture("boxes.\(name)", ["model": "small", .labels: ["role": .string(role)]], catalog: .wholeToy)
        }
        let hub = DesiredResource.fixture(
            "hubs.front",
            ["plan": "small", "links": [["box": .ref("boxes.other")], ["selector": "role=web"]]],
            catalog: .wholeToy
        )
        let resources = [hub, box("a", "web"), box("b", "web"), box("other", "db")]
        let graph = ConfigurationGraph(DesiredState(stack: "toys", resources: resources), catalog: .wholeToy)
        let text = GraphText(graph)
        #expect(text.dot().contains(#""hubs.front" -> "boxes.a" [label="links ← role=web", style=dashed];"#))
        #expect(text.dot().contains(#""hubs.front" -> "boxes.b" [label="links ← role=web", style=dashed];"#))
        #expect(text.dot().contains(#""hubs.front" -> "boxes.other" [label="links[0].box"];"#))
        #expect(text.mermaid().contains(#"n3 -.->|"links ← role=web"| n0"#))
        #expect(text.svg().contains(#"class="dashed""#))
        #expect(text.svg().contains("hubs.front finds boxes.a: links ← role=web"))
        #expect(graph.edges.map(\.selector) == ["role=web", "role=web", nil])
    }

    @Test("a drawing has every resource right of all that it needs, and says why")
    func drawing() throws {
        try GoldenFiles(#filePath).expect(graph.svg(), is: "graph.svg")
    }

    @Test("a drawing stands whatever the graph is: chains of any length, circles, nothing at all")
    func columns() {
        func columns(_ count: Int, _ edges: [(Int, Int)]) -> [Int] {
            let nodes = (0..<count).map { LayeredGraph.Node(label: "\($0)", title: "") }
            return LayeredGraph(nodes: nodes, edges: edges.map { .init(from: $0.0, to: $0.1) }).columns
        }
        #expect(columns(0, []).isEmpty)
        #expect(columns(4, [(3, 0), (0, 1), (3, 1), (1, 2)]) == [1, 2, 3, 0])
        #expect(columns(3, [(0, 1), (1, 0), (1, 2)]) == [1, 0, 1])
        #expect(columns(20_000, (1..<20_000).map { ($0, $0 - 1) }).first == 19_999)
    }

    @Test("a drawing takes names for names")
    func hostile() {
        let evil = DesiredResource.fixture("boxes.<script>", ["model": "small"])
        let svg = GraphText(ConfigurationGraph(DesiredState(stack: "</title><b>", resources: [evil]), catalog: .toy))
            .svg()
        #expect(!svg.contains("<script>") && !svg.contains("<b>"))
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
