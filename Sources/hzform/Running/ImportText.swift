import Reconciliation
import Reports
import ResourceModel
import Workflow

/// What `import` tells of the objects that it takes.
struct ImportText {
    private let found: Imports
    private let catalog: Catalog
    private let style: TextStyle

    init(_ found: Imports, _ catalog: Catalog, style: TextStyle) {
        self.found = found
        self.catalog = catalog
        self.style = style
    }

    var text: String { objects + missing }

    private var objects: String {
        found.objects.sorted { $0.key < $1.key }.map(text).joined()
    }

    private var missing: String {
        let head = found.objects.isEmpty ? "There is nothing to take.\n" : ""
        let list = BoundedList(found.missing.map(\.description))
        guard found.objects.isEmpty || !found.missing.isEmpty else { return "" }
        return head + list.text(under: "Not found, and created by the next apply:")
    }

    private func text(_ address: ResourceAddress, _ id: ResourceID) -> String {
        let noun = catalog.type(section: address.section)?.name.words ?? "object"
        let title = "\(address) is the \(noun) \(id)"
        guard let (change, plan) = found.change(of: address), !change.attributes.isEmpty else {
            return "\(title), as the file says.\n"
        }
        let text = AdoptionText(change, of: plan, catalog, style: style)
        let impacts = text.impacts.isEmpty ? "" : "  \(text.impacts)"
        let isReplaced = if case .replace = change.kind { true } else { false }
        let next = isReplaced ? "replace it by a new one, because of" : "change"
        return "\(title); the next plan would \(next):\(impacts)\n" + text.lines.map { "\($0)\n" }.joined()
    }
}
