extension CloudClient {
    /// File storage, with its snapshots and subaccounts.
    public var storageBoxes: StorageBoxesClient { StorageBoxesClient(client: self) }
}

/// The operations on [storage boxes](https://docs.hetzner.cloud/reference/hetzner#storage-boxes).
///
/// One operation at a time runs on a box; another one meanwhile is refused with `locked`.
public struct StorageBoxesClient: LabelledResourceClient, RenamableResourceClient, ProtectableResourceClient,
    ActingResourceClient
{
    public typealias Resource = StorageBox

    public let client: CloudClient

    /// Creates a storage box.
    ///
    /// The SSH keys are given as text, not by name.
    public func create(
        name: String,
        type: some StorageBoxTypeReference,
        location: some LocationReference,
        password: String,
        sshKeys: [String] = [],
        accessSettings: StorageBox.AccessSettings? = nil,
        labels: Labels? = nil
    ) async throws -> Created<StorageBox> {
        var body: JSONObject = ["name": name.json, "storage_box_type": type.json, "location": location.json]
        body.add("password", password)
        body.add("ssh_keys", sshKeys.nonEmpty)
        body.add("access_settings", accessSettings)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Deletes the box with all its files and snapshots.
    @discardableResult
    public func delete(_ id: StorageBox.ID) async throws -> Action {
        try await client.ask(.delete, path(id)).decode("action")
    }

    /// Changes the type, to a smaller one only if what is in use fits.
    public func changeType(_ id: StorageBox.ID, to type: some StorageBoxTypeReference) async throws -> Action {
        try await act("change_type", on: id, ["storage_box_type": type.json])
    }

    /// Sets a new password for the box's own login.
    public func resetPassword(_ id: StorageBox.ID, to password: String) async throws -> Action {
        try await act("reset_password", on: id, ["password": password.json])
    }

    /// Changes what is set.
    public func updateAccessSettings(
        _ id: StorageBox.ID,
        _ settings: StorageBox.AccessSettings
    ) async throws -> Action {
        try await act("update_access_settings", on: id, settings.json.object)
    }

    /// Replaces the plan by which snapshots are made.
    public func enableSnapshotPlan(_ id: StorageBox.ID, _ plan: StorageBox.SnapshotPlan) async throws -> Action {
        try await act("enable_snapshot_plan", on: id, plan.json.object)
    }

    /// Makes no snapshots of itself any longer; those that are there stay.
    public func disableSnapshotPlan(_ id: StorageBox.ID) async throws -> Action {
        try await act("disable_snapshot_plan", on: id)
    }

    /// Puts all files back to what they were.
    ///
    /// Later snapshots are lost.
    public func rollBack(
        _ id: StorageBox.ID,
        to snapshot: some StorageBoxSnapshotReference
    ) async throws -> Action {
        try await act("rollback_snapshot", on: id, ["snapshot": snapshot.json])
    }

    /// The names of the folders in a folder.
    public func folders(_ id: StorageBox.ID, in folder: String? = nil) async throws -> [String] {
        let query = ListQuery().with("path", folder).items
        return try await client.ask(.get, "\(path(id))/folders", query: query).decode("folders")
    }

    /// The operations on the snapshots of a box.
    public func snapshots(of id: StorageBox.ID) -> StorageBoxSnapshotsClient {
        StorageBoxSnapshotsClient(client: client, storageBox: id)
    }

    /// The operations on the subaccounts of a box.
    public func subaccounts(of id: StorageBox.ID) -> StorageBoxSubaccountsClient {
        StorageBoxSubaccountsClient(client: client, storageBox: id)
    }
}
