import Reconciliation
import ResourceModel

/// The objects of the project that are in no file, for people.
package struct UnmanagedText {
    let objects: [UnmanagedObject]
    let catalog: Catalog
    let style: TextStyle

    package init(_ objects: [UnmanagedObject], catalog: Catalog, style: TextStyle = TextStyle()) {
        self.objects = objects
        self.catalog = catalog
        self.style = style
    }

    /// The listing with its sum; it ends with a line break.
    package func text() -> String {
        guard !objects.isEmpty else {
            return "\(style.paint("Unmanaged:", .bold)) nothing; all of the project is in this file.\n"
        }
        let cells = objects.map { object in
            [catalog[object.type].section, object.object.name ?? "-", "id \(object.object.id)", price(object)]
        }
        let widths = (0..<4).map { column in cells.map { $0[column].displayWidth }.max() ?? 0 }
        let lines = zip(objects, cells).map { object, row in
            let price = row[3].leftPadded(to: widths[3])
            let padded = zip(row, widths).prefix(3).map { $0.padded(to: $1) } + [price]
            let remark = style.paint(remark(object), .dim)
            return "  " + (padded + [remark]).filter { !$0.isEmpty }.joined(separator: "  ").trimmingTrailingBlanks
        }
        return ([heading] + lines).joined(separator: "\n") + "\n"
    }

    private var heading: String {
        let count = counted(objects.count, "object")
        let costs = objects.compactMap(\.cost)
        let sum = costs.reduce(Rate.zero) { $0 + $1.rate }
        let price = costs.isEmpty ? "" : ", \(sum.monthly.net.monthly) a month"
        return "\(style.paint("Unmanaged:", .bold)) \(count) in the project and in no file of this stack\(price)."
    }

    /// By the month, without VAT.
    private func price(_ object: UnmanagedObject) -> String {
        guard let cost = object.cost, !cost.items.isEmpty else { return "" }
        return cost.rate.monthly.net.monthly + (cost.unknown.isEmpty ? "" : "+?")
    }

    private func remark(_ object: UnmanagedObject) -> String {
        if object.isOrphan {
            let address = object.object.ownership?.addressLabel ?? ""
            return "labelled as \(address) of this stack, but neither declared nor recorded"
        }
        return object.object.ownership.map { "of stack '\($0.stack)'" } ?? ""
    }
}

extension String {
    fileprivate var trimmingTrailingBlanks: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
