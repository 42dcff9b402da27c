import Reconciliation
import ResourceModel

/// What was changed behind the file's back, for people: from what was applied to what is there.
package struct DriftText {
    let drift: Drift
    let catalog: Catalog
    let requests: Int
    let style: TextStyle

    package init(_ drift: Drift, catalog: Catalog, requests: Int, style: TextStyle = TextStyle()) {
        self.drift = drift
        self.catalog = catalog
        self.requests = requests
        self.style = style
    }

    /// The whole report; it ends with a line break.
    package func text() -> String {
        let blocks = drift.resources.map { lines(of: $0).joined(separator: "\n") }
        return (blocks + leftOff + [summary]).joined(separator: "\n\n") + "\n"
    }

    private var leftOff: [String] {
        drift.leftOff.map { address in
            let remark = "an apply that ended early left it out of service; the next one brings it back"
            return
                "\(style.paint("  >", .yellow)) \(style.paint(address.description, .bold))  \(style.paint(remark, .dim))"
        }
    }

    private func lines(of resource: DriftedResource) -> [String] {
        let address = style.paint(resource.address.description, .bold)
        switch resource.kind {
        case .deleted:
            let remark = style.paint("it was deleted in the cloud (id \(resource.id))", .dim)
            return ["\(style.paint("  -", .red)) \(address)  \(remark)"]
        case .changed:
            let type = catalog[resource.type]
            let rows = resource.attributes.map { attribute in
                let kind = type.kind(at: attribute.path)
                return AttributeRow(
                    label: AttributeRow.label(of: attribute, kind, isDrift: true),
                    content: AttributeRow.difference(
                        attribute,
                        kind,
                        ValueText(isShort: style.shortensValues),
                        isDrift: true
                    ),
                    remark: ""
                )
            }
            return ["\(style.paint("  ~", .yellow)) \(address)"] + AttributeTable(rows, style: style).lines()
        }
    }

    private var summary: String {
        let sent = "\(counted(requests, "request"))."
        guard !drift.resources.isEmpty else {
            return "\(style.paint("No drift:", .bold)) \(counted(drift.unchanged, "resource")) as applied. \(sent)"
        }
        let counts = [DriftedResource.Kind.changed, .deleted].compactMap { kind in
            let count = drift.resources.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        let rest = drift.unchanged == 0 ? "" : "; \(drift.unchanged) as applied"
        return "\(style.paint("Drift:", .bold)) \(counts.joined(separator: ", "))\(rest). \(sent)"
    }
}
