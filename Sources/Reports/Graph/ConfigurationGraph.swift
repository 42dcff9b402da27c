import LabelText
import ResourceModel

/// The resources of a file and what each needs of which other, or finds by its labels.
package struct ConfigurationGraph: Hashable, Sendable {
    package struct Node: Hashable, Sendable {
        package let address: ResourceAddress
        package let type: ResourceType.Name
    }

    /// One resource needs another.
    package struct Edge: Hashable, Sendable, Comparable {
        package let from: ResourceAddress
        package let to: ResourceAddress
        /// The attribute that makes it: `networks[0].network`; `depends_on` where it is made by hand.
        package let attribute: String
        /// What an expression reads of the other: `ipv4`; nil for a reference.
        package let reads: AttributeName?
        /// The label selector that finds the other, which it would not need otherwise.
        var selector: String?

        package static func < (left: Edge, right: Edge) -> Bool {
            if left.from != right.from { return left.from < right.from }
            if left.to != right.to { return left.to < right.to }
            if left.attribute != right.attribute { return left.attribute.precedes(right.attribute) }
            if left.reads != right.reads { return (left.reads?.text ?? "").precedes(right.reads?.text ?? "") }
            return (left.selector ?? "").precedes(right.selector ?? "")
        }

        /// What is written at it: `networks[0].network`, `user_data ← ipv4`, or `targets ← role=web`.
        var label: String { (reads?.text ?? selector).map { "\(attribute) ← \($0)" } ?? attribute }
    }

    package let stack: String
    /// Sorted by address.
    package let nodes: [Node]
    /// Sorted by their ends.
    package let edges: [Edge]

    package init(_ desired: DesiredState, catalog: Catalog) {
        stack = desired.stack
        nodes = desired.resources.values.map { Node(address: $0.address, type: $0.type) }
            .sorted { $0.address < $1.address }
        let found = Self.foundByLabels(desired, catalog)
        edges = Set(desired.resources.values.flatMap(Self.edges) + found).sorted()
    }

    /// From what has a label selector to all that it finds.
    private static func foundByLabels(_ desired: DesiredState, _ catalog: Catalog) -> [Edge] {
        desired.resources.values.flatMap { resource in
            resource.attributes.flatMap { name, value in
                let selectors = catalog[resource.type].attribute(name)?.kind.selectors(in: value.value) ?? []
                return selectors.flatMap { selection, text in
                    guard let selector = LabelSelector(text) else { return [Edge]() }
                    let found = desired.resources.values.filter {
                        $0.type == selection.type && $0.address != resource.address && selector.matches($0.labels)
                    }
                    return found.map {
                        var edge = Edge(from: resource.address, to: $0.address, attribute: name.text, reads: nil)
                        edge.selector = text
                        return edge
                    }
                }
            }
        }
    }

    private static func edges(of resource: DesiredResource) -> [Edge] {
        let written = resource.attributes.flatMap { name, value in
            edges(of: value.value, at: name.text, from: resource.address)
        }
        let byHand = resource.dependsOn.map {
            Edge(from: resource.address, to: $0.address, attribute: "depends_on", reads: nil)
        }
        return (written + byHand).filter { $0.to != resource.address }
    }

    private static func edges(of value: Value, at path: String, from address: ResourceAddress) -> [Edge] {
        switch value {
        case .null, .boolean, .integer, .number, .string, .reference(.object): []
        case .list(let values):
            values.enumerated().flatMap { edges(of: $1, at: "\(path)[\($0)]", from: address) }
        case .map(let entries):
            entries.flatMap { edges(of: $0.value, at: "\(path).\($0.key)", from: address) }
        case .reference(.resource(let target)):
            [Edge(from: address, to: target, attribute: path, reads: nil)]
        case .deferred(let deferred):
            deferred.reads.map { Edge(from: address, to: $0.address, attribute: path, reads: $0.attribute) }
        }
    }

    /// The addresses of each module, the file's own first.
    var modules: [(path: ModulePath, nodes: [Node])] {
        Dictionary(grouping: nodes, by: \.address.module).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension DesiredResource {
    /// Those whose values are known.
    fileprivate var labels: [String: String] {
        (value(.labels)?.map ?? [:]).compactMapValues(\.string)
    }
}
