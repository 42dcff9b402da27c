import ResourceModel

extension Output {
    /// None where nothing is written in the attribute that attaches it to networks.
    static func firstPrivateAddress(writtenIn attribute: AttributeName) -> Output {
        Output(
            "private_ip",
            "Its address in the first of its private networks.",
            .never,
            kind: .first(of: "private_ips")
        )
        .ruledOut(by: .attribute(attribute, is: .isAbsent))
    }

    /// The addresses of something that is attached to networks, by the networks' logical names.
    static func privateAddresses(writtenIn attribute: AttributeName) -> Output {
        Output(
            "private_ips",
            "Its addresses in its private networks, by the networks' logical names.",
            "private_net[]",
            kind: .byReference(.init(.network, key: "network", value: "ip", writtenIn: attribute)),
            follows: [attribute]
        )
    }
}

extension Attribute {
    /// The subnet that a free address is taken of, where there are several.
    static let addressRange: Attribute = {
        var attribute = Attribute.part(
            "ip_range",
            "The range of the subnet that a free address is taken of, instead of an `ip`.",
            .string(.privateRange(longest: 30, orEverything: false)),
            observedAt: .never
        )
        attribute.rangeOf = "ip"
        return attribute
    }()
}
