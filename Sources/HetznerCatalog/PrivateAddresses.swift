import ResourceModel

extension Output {
    static let firstPrivateAddress = Output(
        "private_ip",
        "Its address in the first of its private networks.",
        .never,
        kind: .first(of: "private_ips")
    )

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
