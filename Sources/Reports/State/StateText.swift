import ResourceModel

/// The recorded state for people.
package struct StateText {
    let state: RecordedState
    let catalog: Catalog
    let style: TextStyle

    package init(_ state: RecordedState, catalog: Catalog, style: TextStyle = TextStyle()) {
        self.state = state
        self.catalog = catalog
        self.style = style
    }

    /// One line for each resource: address and ID.
    package func list() -> String {
        let resources = state.resources.sorted { $0.key < $1.key }
        let width = resources.map(\.key.description.displayWidth).max() ?? 0
        return resources.map { address, resource in
            let line = [address.description.padded(to: width), resource.id.description] + resource.conditions
            return line.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// Everything that is recorded about all resources.
    package func show() -> String {
        guard !state.resources.isEmpty else { return "The state of '\(state.stack)' is empty.\n" }
        return state.resources.sorted { $0.key < $1.key }.map { show($0.key, $0.value) }.joined(separator: "\n")
    }

    /// Everything that is recorded about one resource; `nil` where there is none.
    package func show(_ address: ResourceAddress) -> String? {
        state.resources[address].map { show(address, $0) }
    }

    private func show(_ address: ResourceAddress, _ resource: RecordedResource) -> String {
        let type = catalog.find(resource.type)
        let dependencies = resource.dependencies.map(\.description).joined(separator: ", ")
        let facts = ([("id", resource.id.description)] + (dependencies.isEmpty ? [] : [("depends on", dependencies)]))
        let heading = [style.paint(address.description, .bold)] + resource.conditions
        let rows = facts.map { AttributeRow(label: $0.0, content: .value($0.1), remark: "") } + rows(resource, type)
        let lines = [heading.joined(separator: "  ")] + AttributeTable(rows, style: style).lines()
        return lines.map { $0 + "\n" }.joined()
    }

    /// In the order of the type's definition; a sensitive value is kept as a fingerprint only.
    private func rows(_ resource: RecordedResource, _ type: ResourceType?) -> [AttributeRow] {
        let names = Set(resource.attributes.keys).union(resource.fingerprints.keys)
        let defined = (type?.attributes ?? []).map(\.name).filter(names.contains)
        let others = names.subtracting(defined).sorted()
        return (defined + others).map { name in
            let value = resource.attributes[name] ?? "(sensitive)"
            return AttributeRow(name, value, kind: type?.attribute(name)?.kind)
        }
    }
}

extension AttributeRow {
    fileprivate init(_ name: AttributeName, _ value: Value, kind: ValueKind?) {
        let objects = (value.list ?? []).filter { $0.map != nil }
        let texts = objects.map { ValueText().text(of: $0, kind: kind?.element) }
        let content: Content = texts.isEmpty ? .value(ValueText().text(of: value, kind: kind)) : .list(texts)
        self.init(label: name.text, content: content, remark: "")
    }
}

extension RecordedResource {
    /// What the next apply has to put right.
    fileprivate var conditions: [String] {
        let left = deposed.map(\.description).joined(separator: ", ")
        return (isOutOfService ? ["(out of service)"] : []) + (left.isEmpty ? [] : ["(left behind: \(left))"])
            + (successor.map { ["(to be replaced by: \($0.id))"] } ?? [])
    }
}
