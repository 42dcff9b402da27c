/// What all projects share: the time, the catalogue, and the pools that hand out what exists once.
final class World {
    /// Without anything sold out.
    private let assortment: SimulatorCatalog
    private(set) var catalog: SimulatorCatalog
    var settings: SimulatorSettings
    var faults: [SimulatorFault]
    var now: Moment
    var random: SeededGenerator
    /// Apart from `random`, so that faults change no password.
    var dice: SeededGenerator
    var identifiers = Identifiers()
    var addresses = PublicAddresses()

    init(settings: SimulatorSettings, catalog: SimulatorCatalog, now: Moment) {
        self.settings = settings
        assortment = catalog
        self.catalog = catalog
        self.now = now
        faults = settings.faults
        random = SeededGenerator(seed: settings.seed)
        dice = SeededGenerator(seed: settings.seed &+ 0x5EED)
    }

    /// Sells this out, and nothing else.
    func sellOut(_ soldOut: SoldOut) { catalog = assortment.without(soldOut) }

    /// How long something takes here that takes so many milliseconds at Hetzner.
    func paced(_ milliseconds: Int64) -> Int64 {
        switch settings.pace {
        case .instant: 0
        // Far slower than life is as good as never, and still a number.
        case .times(let factor): Int64(min(Double(milliseconds) / factor, 1e15))
        }
    }
}

/// IDs that grow and never come back, from about where the real ones are.
struct Identifiers: Sendable, Codable {
    private(set) var last: [String: Int] = [:]

    mutating func next(_ kind: ResourceKind) -> Int {
        let id = (last[kind.rawValue] ?? Identifiers.first(kind)) + 1
        last[kind.rawValue] = id
        return id
    }

    /// The seven digits of a generated primary IP name.
    mutating func nextNameNumber() -> Int {
        let number = (last["name"] ?? 1_000_000) + 1
        last["name"] = number
        return number
    }

    private static func first(_ kind: ResourceKind) -> Int {
        switch kind {
        case .action: 1_500_000_000_000
        case .firewall: 2_400_000
        case .certificate: 1_700_000
        case .floatingIP: 61_000_000
        case .loadBalancer: 4_300_000
        case .image: 320_000_000
        case .iso: 0
        case .network: 11_400_000
        case .placementGroup: 900_000
        case .primaryIP: 104_000_000
        case .server: 132_000_000
        case .sshKey: 31_000_000
        case .volume: 103_000_000
        case .zone: 600_000
        case .rrset: 0
        // Six digits: the user name is made of it.
        case .storageBox: 480_000
        case .storageSnapshot: 3_200_000
        case .subaccount: 700_000
        }
    }
}

/// Public addresses out of blocks that nobody routes; each is given out once at a time in all projects together.
struct PublicAddresses: Sendable {
    private static let blocks = [
        IPv4Range(base: IPv4(203 << 24 | 113 << 8), prefix: 24),
        IPv4Range(base: IPv4(198 << 24 | 51 << 16 | 100 << 8), prefix: 24),
        IPv4Range(base: IPv4(100 << 24 | 64 << 16), prefix: 10),
    ]

    private var nextIPv4 = 0
    private var freeIPv4: [IPv4] = []
    private var nextNetwork: UInt32 = 1
    private var freeNetworks: [UInt32] = []

    mutating func takeIPv4() -> IPv4? {
        if let freed = freeIPv4.popLast() { return freed }
        var index = nextIPv4
        for block in PublicAddresses.blocks {
            // Neither the network's own address nor the broadcast address belongs to a server.
            let usable = Int(block.last.value - block.base.value) - 1
            guard index >= usable else {
                nextIPv4 += 1
                return IPv4(block.base.value + 1 + UInt32(index))
            }
            index -= usable
        }
        return nil
    }

    /// The first address of a /64 of the documentation block.
    mutating func takeIPv6() -> IPv6? {
        let number = freeNetworks.popLast() ?? nextNetwork
        if number == nextNetwork {
            guard nextNetwork < UInt32.max else { return nil }
            nextNetwork += 1
        }
        return IPv6(bits: 0x2001_0DB8 << 96 | UInt128(number) << 64)
    }

    mutating func giveBack(_ address: IPv4) {
        freeIPv4.append(address)
    }

    mutating func giveBack(_ network: IPv6) {
        freeNetworks.append(UInt32(truncatingIfNeeded: network.bits >> 64))
    }

    /// Starts after the addresses that a restored data file holds; the gaps between them are free.
    mutating func reserve(ipv4 taken: Set<IPv4>, networks: Set<IPv6>) {
        var left = taken
        var drawn: [IPv4] = []
        while !left.isEmpty, let address = takeIPv4() {
            if left.remove(address) == nil { drawn.append(address) }
        }
        freeIPv4 += drawn.reversed()
        var leftNetworks = networks
        var drawnNetworks: [IPv6] = []
        while !leftNetworks.isEmpty, let network = takeIPv6() {
            if leftNetworks.remove(network) == nil { drawnNetworks.append(network) }
        }
        for network in drawnNetworks.reversed() { giveBack(network) }
    }
}
