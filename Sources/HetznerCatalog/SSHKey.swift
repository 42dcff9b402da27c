import ResourceModel

extension ResourceType {
    static let sshKey = ResourceType(
        .sshKey,
        section: "ssh_keys",
        "A public key that servers get at their creation.",
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute(
                "public_key",
                "The key in OpenSSH's one-line form.",
                .string(.sshPublicKey),
                .required,
                update: .replace,
                claim: .type
            ),
        ],
        outputs: [Output("fingerprint", "MD5 of the key, in hexadecimal pairs.", "fingerprint")],
        deletionImpacts: [.live],
        replacementNote: "servers that exist keep the key that they were created with",
        example: """
            ssh_keys:
              deploy:
                public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG deploy@shop
            """
    )
}
