import ResourceModel

extension Attribute {
    /// Names for the object's public addresses; entries that are not declared are left alone.
    ///
    /// `addresses` are attributes that addresses come and go with.
    static func reverseDNS(
        at sources: [Observation.ElementSource],
        of addresses: [AttributeName] = []
    ) -> Attribute {
        Attribute(
            "dns_ptr",
            "Reverse DNS of its own public addresses.",
            .elements(pointers),
            creation: .afterwards,
            update: .elements(
                add: pointer,
                remove: .action(
                    "change_dns_ptr",
                    .object([("ip", .part("ip")), ("dns_ptr", .explicitNull)]),
                    title: "reset reverse DNS"
                ),
                change: .parts(["dns_ptr": pointer]),
                undeclared: .inherent
            ),
            observedAt: .elements(sources),
            reset: .list([]),
            after: addresses
        )
    }

    private static let pointers: ElementSet = {
        var set = ElementSet(
            "reverse DNS entry",
            key: ["ip"],
            limit: 100,
            [
                .part(
                    "ip",
                    "`ipv4`, `ipv6` (its first address), or an address of its IPv6 network.",
                    .string(.ownAddress),
                    .required
                ),
                .part("dns_ptr", "The name.", .string(.domainName), .required),
            ]
        )
        set.automaticSuffixes = ["dns_ptr": ".your-server.de"]
        return set
    }()

    private static let pointer = Call.action("change_dns_ptr", .value, title: "set reverse DNS")
}

extension Constraint {
    /// An address that is an object of its own has its name there, and what uses it shows the same one.
    static let namesOfPublicAddresses = Constraint.elementsShared(
        "dns_ptr",
        with: [AttributePath("public_net", "ipv4"), AttributePath("public_net", "ipv6")]
    )

    /// An address has no address of the other family.
    static let ofAddressFamilies = [("ipv4", "ipv6"), ("ipv6", "ipv4")].map { family, other in
        Constraint.combination(
            in: "dns_ptr",
            [.part("ip", is: .equals(.string(other))), .attribute("type", is: .equals(.string(family)))],
            because: "there is no '\(other)' where the 'type' is '\(family)'"
        )
    }
}

extension Output {
    /// What an address of its own offers.
    static let address = [
        Output("ip", "The address, or the first one of its network.", .firstAddress("ip"), ownAddress: .publicAddress),
        Output("ipv4", "The same, for an IPv4 address.", .firstAddress("ip"), ownAddress: .publicAddress)
            .ruledOut(by: .attribute("type", is: .equals("ipv6"))),
        Output("ipv6", "The same, for an IPv6 address.", .firstAddress("ip"), ownAddress: .publicAddress)
            .ruledOut(by: .attribute("type", is: .equals("ipv4"))),
    ]
}

extension Output.OwnAddress {
    /// Every address of IPv6 comes with its /64.
    static let publicAddress = Self.address(ipv6Prefix: 64)
}
