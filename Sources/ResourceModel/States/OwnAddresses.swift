import NetworkText

/// The public addresses that an object has.
package struct OwnAddresses {
    /// As the API shows them.
    package private(set) var texts: [String] = []
    private var single: Set<IPAddress> = []
    private var ranges: [CIDR] = []

    package init(of object: ObservedObject, _ type: ResourceType) {
        for output in type.outputs {
            guard let own = output.ownAddress, let text = object.outputs[output.name]?.string else { continue }
            switch own {
            case .range:
                guard let range = CIDR(text) else { continue }
                ranges.append(range)
            case .address(let prefix):
                guard let address = IPAddress(text) else { continue }
                single.insert(address)
                if address.family == .ipv6, let range = CIDR.parse("\(address)/\(prefix)")?.range {
                    ranges.append(range)
                }
            }
            texts.append(text)
        }
    }

    package func contains(_ address: IPAddress) -> Bool {
        single.contains(address) || ranges.contains { $0.contains(address) }
    }
}
