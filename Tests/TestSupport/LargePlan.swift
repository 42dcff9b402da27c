import Reconciliation
import ResourceModel

extension Plan {
    /// A plan of so many changes, at least three: two that disrupt, some updates, and instances that are created.
    package static func large(_ count: Int) -> Plan {
        var changes: [Change] = [
            .fixture(
                "boxes.db",
                .update,
                .differs,
                [.changed(AttributePath("model"), "small", "large", .edited, .offline, line: 3)],
                impacts: [.downtime],
                notes: ["shut down gracefully first; forced after 30 seconds"],
                steps: [0, 1, 2],
                id: 1,
                line: 2
            ),
            .fixture("disks.old", .delete, .undeclared, impacts: [.dataLoss], steps: [3], id: 2),
        ]
        changes += (0..<count / 5).map { index in
            .fixture(
                "disks.data[\(index)]",
                .update,
                .differs,
                [.changed(AttributePath("size"), .integer(10), .integer(20), .edited, .inPlace, line: 40)],
                impacts: [.irreversible],
                id: Int64(100 + index),
                line: 39
            )
        }
        let rest = count - changes.count
        changes += (0..<rest).map { index in
            // Every seventh declaration stands for itself.
            let address = index % 7 == 6 ? "boxes.extra\(index / 7)" : "boxes.web[\(index - index / 7)]"
            return .fixture(
                address,
                .create,
                .declared,
                [
                    .set("model", "small"),
                    .set("nets", [["net": .at("nets.back"), "ip": .string("10.0.1.\(index + 2)")]]),
                ],
                line: index % 7 == 6 ? 100 + index : 20
            )
        }
        return .fixture(
            changes.sorted { $0.address < $1.address },
            steps: [
                .fixture(
                    0,
                    "boxes.db",
                    "shut down",
                    .init(.post, ["boxes", .reference(.object(.box, ResourceID(1)))])
                ),
                .fixture(1, "boxes.db", "change", .init(.post, ["boxes", "change"]), after: [0]),
                .fixture(2, "boxes.db", "power on", .init(.post, ["boxes", "on"]), after: [1], restores: 0),
                .fixture(
                    3,
                    "disks.old",
                    "delete",
                    .init(.delete, ["disks", .reference(.object(.disk, ResourceID(2)))])
                ),
            ],
            unchanged: 4
        )
    }
}
