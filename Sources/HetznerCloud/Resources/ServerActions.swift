// Power.
extension ServersClient {
    /// Starts a server that is off.
    public func powerOn(_ id: Server.ID) async throws -> Action {
        try await act("poweron", on: id)
    }

    /// Cuts the power, which may lose data; `shutdown` asks the operating system.
    public func powerOff(_ id: Server.ID) async throws -> Action {
        try await act("poweroff", on: id)
    }

    /// Asks the operating system to end.
    ///
    /// The action succeeds when it has been asked; whether the server goes off is up to it.
    public func shutdown(_ id: Server.ID) async throws -> Action {
        try await act("shutdown", on: id)
    }

    /// Asks the operating system to start over.
    public func reboot(_ id: Server.ID) async throws -> Action {
        try await act("reboot", on: id)
    }

    /// Cuts the power and starts again.
    public func reset(_ id: Server.ID) async throws -> Action {
        try await act("reset", on: id)
    }
}

// What the server is made of.
extension ServersClient {
    /// Changes the type of a server that is off.
    ///
    /// A disk that was enlarged can never be made smaller again.
    public func changeType(
        _ id: Server.ID,
        to serverType: some ServerTypeReference,
        upgradeDisk: Bool
    ) async throws -> Action {
        try await act("change_type", on: id, ["server_type": serverType.json, "upgrade_disk": upgradeDisk.json])
    }

    /// Overwrites the disk with an image.
    public func rebuild(
        _ id: Server.ID,
        from image: some ImageReference,
        userData: String? = nil
    ) async throws -> Server.RootAccess {
        var body: JSONObject = ["image": image.json]
        body.add("user_data", userData)
        return try await secret("rebuild", of: id, body)
    }

    /// Makes a snapshot or a backup of the disk.
    ///
    /// A server that is off gives a consistent one.
    public func createImage(
        _ id: Server.ID,
        type: Image.Kind? = nil,
        description: String? = nil,
        labels: Labels? = nil
    ) async throws -> Created<Image> {
        var body = JSONObject()
        body.add("type", type)
        body.add("description", description)
        body.add("labels", labels)
        let response = try await client.ask(.post, "\(path(id))/actions/create_image", body: .object(body))
        return try Created(response)
    }

    /// Lets Hetzner make backups every day, for a fifth of the server's price.
    public func enableBackup(_ id: Server.ID) async throws -> Action {
        try await act("enable_backup", on: id)
    }

    /// Stops making backups and deletes those there are.
    public func disableBackup(_ id: Server.ID) async throws -> Action {
        try await act("disable_backup", on: id)
    }

    /// Inserts a disc image; the next start is from it.
    public func attachISO(_ id: Server.ID, _ iso: some ISOReference) async throws -> Action {
        try await act("attach_iso", on: id, ["iso": iso.json])
    }

    /// Takes the disc image out.
    public func detachISO(_ id: Server.ID) async throws -> Action {
        try await act("detach_iso", on: id)
    }

    /// Sets both protections; the API wants them equal.
    public func changeProtection(_ id: Server.ID, delete: Bool, rebuild: Bool) async throws -> Action {
        try await act("change_protection", on: id, ["delete": delete.json, "rebuild": rebuild.json])
    }
}

// Access.
extension ServersClient {
    /// Makes the next start within an hour lead into a rescue system.
    public func enableRescue(
        _ id: Server.ID,
        type: String? = nil,
        sshKeys: [SSHKey.ID] = []
    ) async throws -> Server.RootAccess {
        var body = JSONObject()
        body.add("type", type)
        body.add("ssh_keys", sshKeys.nonEmpty)
        return try await secret("enable_rescue", of: id, body)
    }

    /// Makes the next start lead into the server's own system again.
    public func disableRescue(_ id: Server.ID) async throws -> Action {
        try await act("disable_rescue", on: id)
    }

    /// Sets a new root password on a running server that has the guest agent.
    public func resetPassword(_ id: Server.ID) async throws -> Server.RootAccess {
        try await secret("reset_password", of: id, nil)
    }

    /// Opens the screen and keyboard of the server as VNC over a web socket, for a minute.
    public func requestConsole(_ id: Server.ID) async throws -> Server.Console {
        let response = try await client.ask(.post, "\(path(id))/actions/request_console")
        return Server.Console(
            action: try response.decode("action"),
            url: try response.decode("wss_url"),
            password: try response.decode("password")
        )
    }

    private func secret(
        _ action: String,
        of id: Server.ID,
        _ body: JSONObject?
    ) async throws -> Server.RootAccess {
        let path: APIPath = "\(path(id))/actions/\(action)"
        let response = try await client.ask(.post, path, body: body.map(JSONValue.object))
        return Server.RootAccess(
            action: try response.decode("action"),
            rootPassword: try response.decode("root_password")
        )
    }
}

// Networks and placement.
extension ServersClient {
    /// Gives the server a place in a network.
    ///
    /// Without an address, or with a range alone, Hetzner chooses one.
    public func attach(
        _ id: Server.ID,
        to network: Network.ID,
        ip: String? = nil,
        ipRange: String? = nil,
        aliasIPs: [String] = []
    ) async throws -> Action {
        var body: JSONObject = ["network": network.json]
        body.add("ip", ip)
        body.add("ip_range", ipRange)
        body.add("alias_ips", aliasIPs.nonEmpty)
        return try await act("attach_to_network", on: id, body)
    }

    /// Takes the server out of a network.
    public func detach(_ id: Server.ID, from network: Network.ID) async throws -> Action {
        try await act("detach_from_network", on: id, ["network": network.json])
    }

    /// Replaces all additional addresses that the server has in the network.
    public func changeAliasIPs(
        _ id: Server.ID,
        in network: Network.ID,
        to aliasIPs: [String]
    ) async throws -> Action {
        try await act("change_alias_ips", on: id, ["network": network.json, "alias_ips": aliasIPs.json])
    }

    /// Adds a server that is off.
    public func addToPlacementGroup(_ id: Server.ID, _ group: PlacementGroup.ID) async throws -> Action {
        try await act("add_to_placement_group", on: id, ["placement_group": group.json])
    }

    /// Takes the server out of its placement group.
    public func removeFromPlacementGroup(_ id: Server.ID) async throws -> Action {
        try await act("remove_from_placement_group", on: id)
    }
}

extension Server {
    /// What changes who can log in as root, and the password that comes of it.
    public struct RootAccess: StartedActions, Hashable {
        /// The password holds once it has succeeded.
        public let action: Action
        /// `nil` where SSH keys let somebody in; given only here.
        public let rootPassword: String?

        /// Creates one that a program makes up, in a test of its own.
        public init(action: Action, rootPassword: String? = nil) {
            self.action = action
            self.rootPassword = rootPassword
        }

        public var actions: [Action] { [action] }
    }

    /// Where the screen and the keyboard of a server can be reached for a minute.
    public struct Console: StartedActions, Hashable {
        /// Opens it.
        public let action: Action
        /// Of a web socket that speaks VNC; a secret.
        public let url: String
        /// What VNC asks for; given only here.
        public let password: String

        /// Creates one that a program makes up, in a test of its own.
        public init(action: Action, url: String, password: String) {
            self.action = action
            self.url = url
            self.password = password
        }

        public var actions: [Action] { [action] }
    }
}
