import ResourceModel

/// A graph in the languages of programs that draw graphs.
package struct GraphText {
    private let graph: ConfigurationGraph

    package init(_ graph: ConfigurationGraph) { self.graph = graph }

    /// For Graphviz; an arrow goes from what needs something to what it needs.
    package func dot() -> String {
        var lines = [
            "digraph \(quoted(graph.stack)) {", "  rankdir=LR;",
            "  node [shape=box, style=rounded, fontname=\"sans-serif\"];",
            "  edge [fontname=\"sans-serif\", fontsize=10];",
        ]
        for (number, module) in graph.modules.enumerated() {
            let nodes = module.nodes.map { "\(quoted($0.address.description)) [label=\(quoted(label($0)))];" }
            guard !module.path.isRoot else {
                lines += nodes.map { "  \($0)" }
                continue
            }
            lines += ["  subgraph cluster_\(number) {", "    label=\(quoted(module.path.description));"]
            lines += nodes.map { "    \($0)" } + ["  }"]
        }
        lines += graph.edges.map { edge in
            let ends = "\(quoted(edge.from.description)) -> \(quoted(edge.to.description))"
            return "  \(ends) [label=\(quoted(edge.label))\(edge.selector == nil ? "" : ", style=dashed")];"
        }
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    /// For Mermaid, as GitHub and GitLab draw it in Markdown.
    package func mermaid() -> String {
        var numbers: [ResourceAddress: Int] = [:]
        for (number, node) in graph.nodes.enumerated() { numbers[node.address] = number }
        func name(_ address: ResourceAddress) -> String { "n\(numbers[address] ?? 0)" }
        var lines = ["flowchart LR"]
        for (number, module) in graph.modules.enumerated() {
            let nodes = module.nodes.map { "\(name($0.address))[\"\(escaped(label($0)))\"]" }
            guard !module.path.isRoot else {
                lines += nodes.map { "  \($0)" }
                continue
            }
            lines.append("  subgraph m\(number)[\"\(escaped(module.path.description))\"]")
            lines += nodes.map { "    \($0)" } + ["  end"]
        }
        lines += graph.edges.filter { numbers[$0.to] != nil }.map { edge in
            let arrow = edge.selector == nil ? "-->" : "-.->"
            return "  \(name(edge.from)) \(arrow)|\"\(escaped(edge.label))\"| \(name(edge.to))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A drawing that needs no other program: each resource right of all that it needs.
    package func svg() -> String {
        var places: [ResourceAddress: Int] = [:]
        for (place, node) in graph.nodes.enumerated() { places[node.address] = place }
        let pairs = Dictionary(grouping: graph.edges) { [$0.from, $0.to] }
        let edges = pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { ends, edges in
            guard let needed = places[ends[1]], let needing = places[ends[0]] else { return nil as LayeredGraph.Edge? }
            let labels = edges.map(\.label).joined(separator: ", ")
            let isFound = edges.allSatisfy { $0.selector != nil }
            let verb = isFound ? "finds" : "needs"
            let title = "\(ends[0]) \(verb) \(ends[1]): \(labels)"
            return LayeredGraph.Edge(from: needed, to: needing, title: title, isDashed: isFound)
        }
        let nodes = graph.nodes.map {
            LayeredGraph.Node(label: $0.address.description, title: "\($0.type) \($0.address)")
        }
        return LayeredGraph(nodes: nodes, edges: edges).document("What needs what in \(graph.stack)")
    }

    /// For programs.
    package func json() -> String {
        let document = GraphDocument(
            format_version: 1,
            stack: graph.stack,
            nodes: graph.nodes.map { .init(address: $0.address.description, type: $0.type.text) },
            edges: graph.edges.map {
                .init(
                    from: $0.from.description,
                    to: $0.to.description,
                    attribute: $0.attribute,
                    reads: $0.reads?.text,
                    selector: $0.selector
                )
            }
        )
        return JSONText.document(document)
    }

    /// Inside of a module's frame its name says nothing new.
    private func label(_ node: ConfigurationGraph.Node) -> String { "\(node.address.section).\(node.address.name)" }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private func escaped(_ text: String) -> String { text.replacing("\"", with: "#quot;") }
}

private struct GraphDocument: Encodable {
    struct Node: Encodable {
        let address: String
        let type: String
    }

    /// `from` needs `to`, because of what is written at `attribute`; or finds it with a `selector` there.
    struct Edge: Encodable {
        let from: String
        let to: String
        let attribute: String
        let reads: String?
        let selector: String?
    }

    let format_version: Int
    let stack: String
    let nodes: [Node]
    let edges: [Edge]
}
