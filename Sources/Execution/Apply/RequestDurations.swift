import Reconciliation
import ResourceModel

/// How long a kind of request and its actions take, roughly; good for choosing what to start first, and nothing else.
package struct RequestDurations: Sendable {
    /// Seconds, by method and the fixed parts of the path: `POST servers/actions/poweron`.
    private let table: [String: Double]

    package init(_ table: [String: Double] = [:]) { self.table = table }

    /// One second where nothing is known.
    func seconds(for request: Step.Request) -> Double {
        let fixed = request.path.compactMap(\.string).joined(separator: "/")
        return table["\(request.method.rawValue) \(fixed)"] ?? 1
    }

    /// What Hetzner's users see.
    package static let hetzner = RequestDurations([
        "POST servers": 22,
        "DELETE servers": 3,
        "POST servers/actions/poweron": 3,
        "POST servers/actions/poweroff": 3,
        "POST servers/actions/shutdown": 15,
        "POST servers/actions/rebuild": 40,
        "POST servers/actions/change_type": 160,
        "POST servers/actions/attach_to_network": 4,
        "POST servers/actions/detach_from_network": 4,
        "POST servers/actions/change_alias_ips": 2,
        "POST servers/actions/change_dns_ptr": 2,
        "POST servers/actions/add_to_placement_group": 2,
        "POST volumes": 3,
        "POST volumes/actions/attach": 3,
        "POST volumes/actions/detach": 3,
        "POST volumes/actions/resize": 3,
        "POST networks/actions/add_subnet": 2,
        "POST networks/actions/delete_subnet": 2,
        "POST networks/actions/add_route": 2,
        "POST networks/actions/delete_route": 2,
        "POST primary_ips": 2,
        "POST primary_ips/actions/unassign": 2,
    ])
}
