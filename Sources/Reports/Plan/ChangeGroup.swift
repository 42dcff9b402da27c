import Reconciliation
import ResourceModel

/// Changes that are told as one: instances of one declaration to which the same happens.
struct ChangeGroup {
    /// In the order of their addresses.
    let changes: [Change]

    init(_ changes: [Change]) { self.changes = changes }

    var first: Change { changes[0] }

    var isDangerous: Bool { !first.impacts.isDisjoint(with: Impact.dangerous) }

    /// `servers.web`, `servers.web[0…19]`, `disks.data["a", "b"]`.
    var title: String {
        guard changes.count > 1 else { return first.address.description }
        let place = first.address.declared.description
        return place + "[\(InstanceList.text(changes.compactMap(\.address.instance)))]"
    }

    /// What all of them together do to the bill.
    var cost: CostChange? {
        let costs = changes.compactMap(\.cost)
        guard !costs.isEmpty else { return nil }
        func sum(_ parts: [ResourceCost?]) -> ResourceCost? {
            let parts = parts.compactMap(\.self)
            return parts.isEmpty ? nil : ResourceCost(parts.flatMap(\.items))
        }
        return CostChange(before: sum(costs.map(\.before)), after: sum(costs.map(\.after)))
    }
}

/// Which instances of a declaration are meant.
enum InstanceList {
    /// More keys than these are counted.
    private static let most = 4

    /// `0…19`, `0…3, 7`, `"a", "b"`, `"a", "b", "c", "d" and 16 more`; the instances are in their order.
    static func text(_ instances: [ResourceAddress.Instance]) -> String {
        var parts: [String] = []
        var run: ClosedRange<Int>?
        func end() {
            guard let ended = run else { return }
            parts.append(ended.count == 1 ? "\(ended.lowerBound)" : "\(ended.lowerBound)…\(ended.upperBound)")
            run = nil
        }
        for instance in instances {
            switch instance {
            case .index(let index):
                if let open = run, index == open.upperBound + 1 {
                    run = open.lowerBound...index
                } else {
                    end()
                    run = index...index
                }
            case .key(let key):
                end()
                parts.append("\"\(key.withoutControls)\"")
            }
        }
        end()
        guard parts.count > most else { return parts.joined(separator: ", ") }
        return "\(parts.prefix(most).joined(separator: ", ")) and \(parts.count - most) more"
    }
}

extension [ResourceAddress] {
    /// The addresses in a sentence, instances of one declaration together: `servers.web[0…3], servers.db`.
    var folded: [String] {
        var order: [ResourceAddress] = []
        var members: [ResourceAddress: [ResourceAddress]] = [:]
        for address in self {
            if members[address.declared] == nil { order.append(address.declared) }
            members[address.declared, default: []].append(address)
        }
        return order.map { declared in
            let addresses = members[declared] ?? []
            guard addresses.count > 1 else { return addresses.first?.description ?? "" }
            return "\(declared)[\(InstanceList.text(addresses.compactMap(\.instance)))]"
        }
    }

    /// The first three, and how many more there are.
    var briefly: String {
        let texts = folded
        let shown = texts.prefix(3).joined(separator: ", ")
        return texts.count > 3 ? "\(shown) and \(texts.count - 3) more" : shown
    }
}
