extension PrimaryIP.Family {
    /// As the API writes an address: IPv6 with its prefix.
    func shown(_ address: String) -> String {
        switch self {
        case .ipv4: address
        case .ipv6: "\(address)/64"
        }
    }

    /// The canonical spelling of a text when it is that address or lies in that network.
    func owned(_ text: String, by address: String) -> String? {
        switch self {
        case .ipv4:
            return text == address ? address : nil
        case .ipv6:
            guard let asked = IPv6(text), let network = IPv6(address) else { return nil }
            return asked.isInSameNetwork(as: network) ? asked.text : nil
        }
    }
}

extension [PrimaryIP.Pointer] {
    /// Nil takes the name back to its default, which IPv6 addresses do not have.
    mutating func set(_ name: String?, for address: String) {
        removeAll { $0.address == address }
        guard let name = name ?? IPv4(address)?.defaultPointer else { return }
        append(PrimaryIP.Pointer(address: address, name: name))
    }
}

extension Project {
    /// Takes a fresh address out of the pool, with the name that it has by default.
    func drawAddress(
        _ family: PrimaryIP.Family,
        _ title: String
    ) throws(APIFailure) -> (address: String, pointers: [PrimaryIP.Pointer]) {
        switch family {
        case .ipv4:
            if let ipv4 = world.addresses.takeIPv4() {
                return (ipv4.text, [.init(address: ipv4.text, name: ipv4.defaultPointer)])
            }
        case .ipv6:
            if let network = world.addresses.takeIPv6() { return (network.text, []) }
        }
        throw APIFailure(status: 412, code: "resource_unavailable", message: "no free \(title) is left")
    }
}

extension PublicAddresses {
    mutating func giveBack(_ text: String) {
        if let address = IPv4(text) { giveBack(address) }
        if let network = IPv6(text) { giveBack(network) }
    }
}
