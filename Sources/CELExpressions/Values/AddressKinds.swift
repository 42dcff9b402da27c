import NetworkText

/// What an address is for, as Kubernetes tells it.
extension IPAddress {
    var isUnspecified: Bool { bits == 0 }

    var isLoopback: Bool {
        switch family {
        case .ipv4: bits >> 24 == 127
        case .ipv6: bits == 1
        }
    }

    var isMulticast: Bool {
        switch family {
        case .ipv4: bits >> 28 == 0xe
        case .ipv6: bits >> 120 == 0xff
        }
    }

    /// 224.0.0.0/24 or ff02::/16.
    var isLinkLocalMulticast: Bool {
        switch family {
        case .ipv4: bits >> 8 == 0xe0_0000
        case .ipv6: (bits >> 112) & 0xff0f == 0xff02
        }
    }

    /// 169.254.0.0/16 or fe80::/10.
    var isLinkLocalUnicast: Bool {
        switch family {
        case .ipv4: bits >> 16 == 0xa9fe
        case .ipv6: bits >> 118 == 0x3fa
        }
    }

    var isGlobalUnicast: Bool {
        let isBroadcast = family == .ipv4 && bits == 0xffff_ffff
        return !isBroadcast && !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
    }
}
