/// The file that a new project starts from.
public struct StarterFile: Sendable {
    package var stack: String
    package var location = "fsn1"
    package var serverType = "cx23"
    package var image = "debian-12"
    /// A public key that the server lets in.
    package var publicKey: String?
    /// The name of a key that the project has already, and that the server lets in.
    package var existingKey: String?

    package init(stack: String) { self.stack = stack }

    package var text: String {
        """
        # What this project should have: 'hzform plan' shows what would change, 'hzform apply' does it. Without a token,
        # 'hzform plan --simulate' shows the same for a project that is only simulated.
        stack: \(stack)

        settings:
          location: \(location) # where everything is that does not say something else: see 'hzform catalog locations'
          labels: { managed-by: hzform }

        \(keys)
        firewalls:
          web:
            rules:
              - { direction: in, protocol: tcp, port: "22", source_ips: [0.0.0.0/0, "::/0"], description: ssh }
              - { direction: in, protocol: tcp, port: "443", source_ips: [0.0.0.0/0, "::/0"], description: https }

        servers:
          web:
            server_type: \(serverType) # see 'hzform catalog server-types'
            image: \(image) # see 'hzform catalog images'
            firewalls: [web]
        \(access)
            # backups: true # one a day, for a fifth of the price

        # volumes:
        #   data: { size: 10, format: ext4, server: web }

        outputs:
          address: ${servers.web.ipv4}

        """
    }

    private var keys: String {
        if let existingKey {
            let name = existingKey.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return """
                existing: # looked up, and never changed
                  ssh_keys:
                    me: { name: "\(name)" }

                """
        }
        guard let publicKey else {
            return """
                # ssh_keys:
                #   me: { public_key: "${file('id_ed25519.pub')}" }

                """
        }
        return """
            ssh_keys:
              me:
                public_key: \(publicKey)

            """
    }

    private var access: String {
        publicKey == nil && existingKey == nil ? "    # ssh_keys: [me]" : "    ssh_keys: [me]"
    }
}
