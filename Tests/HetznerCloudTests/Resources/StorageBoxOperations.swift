@testable import HetznerCloud

extension Operation {
    static let storageBoxes: [Operation] = [
        Operation("GET /storage_box_types?page=1&per_page=50") { try await $0.storageBoxTypes.all().page() },
        Operation("GET /storage_box_types/51") { try await $0.storageBoxTypes.get(51) },
        Operation("GET /storage_boxes?page=1&per_page=50") { try await $0.storageBoxes.all().page() },
        Operation("GET /storage_boxes/50") { try await $0.storageBoxes.get(50) },
        Operation(
            "POST /storage_boxes",
            [
                "name": "backup", "storage_box_type": "bx11", "location": "fsn1", "password": "Secret-12345",
                "ssh_keys": ["ssh-ed25519 AAAA"], "access_settings": ["ssh_enabled": true],
            ]
        ) {
            try await $0.storageBoxes.create(
                name: "backup",
                type: "bx11",
                location: "fsn1",
                password: "Secret-12345",
                sshKeys: ["ssh-ed25519 AAAA"],
                accessSettings: .init(isSSHEnabled: true)
            )
        },
        Operation("PUT /storage_boxes/50", ["name": "b"]) { try await $0.storageBoxes.update(50, name: "b") },
        Operation("DELETE /storage_boxes/50") { try await $0.storageBoxes.delete(50) },
        Operation("POST /storage_boxes/50/actions/change_protection", ["delete": true]) {
            try await $0.storageBoxes.changeProtection(50, delete: true)
        },
        Operation("POST /storage_boxes/50/actions/change_type", ["storage_box_type": "bx21"]) {
            try await $0.storageBoxes.changeType(50, to: "bx21")
        },
        Operation("POST /storage_boxes/50/actions/reset_password", ["password": "Secret-12345"]) {
            try await $0.storageBoxes.resetPassword(50, to: "Secret-12345")
        },
        Operation(
            "POST /storage_boxes/50/actions/update_access_settings",
            [
                "reachable_externally": true, "samba_enabled": false, "ssh_enabled": true, "webdav_enabled": false,
                "zfs_enabled": true,
            ]
        ) {
            let settings = StorageBox.AccessSettings(
                isReachableExternally: true,
                isSambaEnabled: false,
                isSSHEnabled: true,
                isWebDAVEnabled: false,
                isZFSEnabled: true
            )
            return try await $0.storageBoxes.updateAccessSettings(50, settings)
        },
        Operation(
            "POST /storage_boxes/50/actions/enable_snapshot_plan",
            ["max_snapshots": 7, "hour": 3, "minute": 30, "day_of_week": 7, "day_of_month": nil]
        ) {
            let plan = StorageBox.SnapshotPlan(maxSnapshots: 7, hour: 3, minute: 30, dayOfWeek: 7)
            return try await $0.storageBoxes.enableSnapshotPlan(50, plan)
        },
        Operation("POST /storage_boxes/50/actions/disable_snapshot_plan") {
            try await $0.storageBoxes.disableSnapshotPlan(50)
        },
        Operation("POST /storage_boxes/50/actions/rollback_snapshot", ["snapshot": 52]) {
            try await $0.storageBoxes.rollBack(50, to: 52)
        },
        Operation("GET /storage_boxes/50/folders?path=/app") { try await $0.storageBoxes.folders(50, in: "/app") },
        Operation("GET /storage_boxes/50/actions?page=1&per_page=50") {
            try await $0.storageBoxes.actions(of: 50).page()
        },
        Operation("GET /storage_boxes/50/actions/90") { try await $0.storageBoxes.action(90, of: 50) },
        Operation("GET /storage_boxes/actions?page=1&per_page=50") { try await $0.storageBoxes.actions().page() },
        Operation("GET /storage_boxes/actions/90") { try await $0.storageBoxes.action(90) },
    ]

    static let storageBoxParts: [Operation] = [
        Operation("GET /storage_boxes/50/snapshots?is_automatic=true") {
            try await $0.storageBoxes.snapshots(of: 50).all(isAutomatic: true).page()
        },
        Operation("GET /storage_boxes/50/snapshots/52") { try await $0.storageBoxes.snapshots(of: 50).get(52) },
        Operation("POST /storage_boxes/50/snapshots", ["description": "d"]) {
            try await $0.storageBoxes.snapshots(of: 50).create(description: "d")
        },
        Operation("PUT /storage_boxes/50/snapshots/52", ["description": "d", "labels": [:]]) {
            try await $0.storageBoxes.snapshots(of: 50).update(52, description: "d", labels: [:])
        },
        Operation("DELETE /storage_boxes/50/snapshots/52") {
            try await $0.storageBoxes.snapshots(of: 50).delete(52)
        },
        Operation("GET /storage_boxes/50/subaccounts?username=u1-sub1") {
            try await $0.storageBoxes.subaccounts(of: 50).all(username: "u1-sub1").page()
        },
        Operation("GET /storage_boxes/50/subaccounts/53") { try await $0.storageBoxes.subaccounts(of: 50).get(53) },
        Operation(
            "POST /storage_boxes/50/subaccounts",
            [
                "home_directory": "app", "password": "Secret-12345", "name": "app",
                "access_settings": ["readonly": true],
            ]
        ) {
            try await $0.storageBoxes.subaccounts(of: 50).create(
                homeDirectory: "app",
                password: "Secret-12345",
                name: "app",
                accessSettings: .init(isReadOnly: true)
            )
        },
        Operation("PUT /storage_boxes/50/subaccounts/53", ["name": "b"]) {
            try await $0.storageBoxes.subaccounts(of: 50).update(53, name: "b")
        },
        Operation("DELETE /storage_boxes/50/subaccounts/53") {
            try await $0.storageBoxes.subaccounts(of: 50).delete(53)
        },
        Operation(
            "POST /storage_boxes/50/subaccounts/53/actions/change_home_directory",
            ["home_directory": "b"]
        ) {
            try await $0.storageBoxes.subaccounts(of: 50).changeHomeDirectory(53, to: "b")
        },
        Operation(
            "POST /storage_boxes/50/subaccounts/53/actions/reset_subaccount_password",
            ["password": "Secret-12345"]
        ) {
            try await $0.storageBoxes.subaccounts(of: 50).resetPassword(53, to: "Secret-12345")
        },
        Operation(
            "POST /storage_boxes/50/subaccounts/53/actions/update_access_settings",
            ["samba_enabled": true, "webdav_enabled": false]
        ) {
            let settings = StorageBoxSubaccount.AccessSettings(isSambaEnabled: true, isWebDAVEnabled: false)
            return try await $0.storageBoxes.subaccounts(of: 50).updateAccessSettings(53, settings)
        },
    ]
}
