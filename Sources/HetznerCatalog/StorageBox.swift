import ResourceModel

extension ResourceType {
    static let storageBox = ResourceType(
        .storageBox,
        section: "storage_boxes",
        "Storage on the network, reached by SSH, Samba or WebDAV.",
        at: APICollection(
            path: "storage_boxes",
            objectKey: "storage_box",
            sublists: [.init("snapshots", for: "snapshots"), .init("subaccounts", for: "subaccounts")]
        ),
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute(
                "storage_box_type",
                "How much it holds.",
                .offering(.storageBoxType),
                .required,
                update: .action("change_type", .object([("storage_box_type", .value)])),
                observedAt: "storage_box_type.name",
                room: RoomRule(figure: "size", holds: "used_size", unit: "bytes", isUse: true),
                capacities: [
                    CapacityRule(figure: "snapshot_limit", of: "snapshots"),
                    CapacityRule(figure: "subaccounts_limit", of: "subaccounts"),
                    CapacityRule(figure: "automatic_snapshot_limit", in: "snapshot_plan", "max_snapshots"),
                ],
                charge: .named(.storageBoxType, at: "location")
            ),
            Attribute(
                "location",
                "Where it is.",
                .offering(.location),
                .setting("location"),
                update: .replace,
                observedAt: "location.name",
                takesAlternatives: true
            ),
            Attribute(
                "password",
                "The password: 12 to 128 characters, among them upper and lower case letters, digits and others.",
                .string(.password),
                .required,
                update: .action("reset_password", .object([("password", .value)])),
                observedAt: .never,
                isSensitive: true
            ),
            Attribute(
                "ssh_keys",
                "OpenSSH public keys that it gets at creation.",
                .list(.string(.sshPublicKey), order: .irrelevant, limit: 100),
                update: .choice(.ignore, rebuild: nil),
                observedAt: .never
            ),
            .accessSettings,
            .snapshotPlan,
            .subaccounts,
            .storageSnapshots,
            .deleteProtection,
        ],
        outputs: [
            Output("server", "The host that it is reached at.", "server"),
            Output("username", "The user that it is reached as.", "username"),
            Output("used_size", "How many bytes are used.", "stats.size", kind: .number),
        ],
        isSerialized: true,
        deletionImpacts: [.dataLoss],
        example: """
            variables:
              backup_password: { type: string, sensitive: true, default: Correct-Horse-7-Battery }
            storage_boxes:
              backup:
                storage_box_type: bx11
                location: fsn1
                password: ${backup_password}
                access_settings: { ssh_enabled: true }
                snapshot_plan: { max_snapshots: 10, hour: 3, minute: 30 }
                subaccounts:
                  - { name: ci, home_directory: ci, password: "${backup_password}" }
            """
    )
}

extension Attribute {
    /// Ways in, each of them off by default.
    private static func accessParts(_ settings: [(AttributeName, String)]) -> [Attribute] {
        settings.map { .part($0, $1, .boolean, reset: false) }
    }

    private static func allOff(_ settings: [Attribute]) -> Value {
        .map(Dictionary(settings.map { ($0.name.text, false) }) { first, _ in first })
    }

    private static let reachable: (AttributeName, String) =
        ("reachable_externally", "Whether it can be reached from outside of Hetzner's network.")
    private static let protocols: [(AttributeName, String)] = [
        ("samba_enabled", "Whether it speaks Samba."),
        ("ssh_enabled", "Whether it speaks SSH."),
        ("webdav_enabled", "Whether it speaks WebDAV."),
    ]

    fileprivate static let accessSettings: Attribute = {
        let settings = accessParts(
            [reachable] + protocols + [("zfs_enabled", "Whether its snapshots show as a folder.")]
        )
        return Attribute(
            "access_settings",
            "Who reaches it in which way.",
            .object(settings),
            update: .action(.action("update_access_settings", .value, title: "update access settings")),
            reset: allOff(settings)
        )
    }()

    fileprivate static let snapshotPlan = Attribute(
        "snapshot_plan",
        "When it takes snapshots by itself, in UTC; every day where no day is given.",
        .object([
            .part("max_snapshots", "How many are kept; the oldest goes first.", .integer(1...1_000), .required),
            .part("hour", "The hour.", .integer(0...23), .required),
            .part("minute", "The minute.", .integer(0...59), .required),
            .part("day_of_week", "The day of the week, from 1 for Monday.", .integer(1...7), reset: .null),
            .part("day_of_month", "The day of the month.", .integer(1...31), reset: .null),
        ]),
        creation: .afterwards,
        update: .pair(
            set: [.action("enable_snapshot_plan", .value, title: "enable snapshot plan")],
            clear: [.action("disable_snapshot_plan", title: "disable snapshot plan")],
            clearsFirst: false
        ),
        reset: .null
    )

    fileprivate static let subaccounts: Attribute = {
        let settings = accessParts(
            [reachable, ("readonly", "Whether it can only read.")] + protocols
        )
        var set = ElementSet(
            "subaccount",
            key: ["name"],
            limit: 1_000,
            [
                .part(
                    "name",
                    "What it is called; another name is another subaccount.",
                    .string(.text(1...50)),
                    .required
                ),
                .part(
                    "home_directory",
                    "The directory that it sees.",
                    .string(.ruled(.plain(1...999, others: " ./_-"))),
                    .required
                ),
                .part(
                    "password",
                    "Its password, with the same rules as that of the box.",
                    .string(.password),
                    .required,
                    isSensitive: true
                ),
                .part("description", "What it is for.", .string(.text(0...1_000)), reset: ""),
                .part("access_settings", "Who reaches it in which way.", .object(settings), reset: allOff(settings)),
                .part("labels", "Labels of the subaccount.", .labels, reset: .map([:])),
            ]
        )
        set.identifier = "id"
        let password = BodyTemplate.object([("password", .part("password"))])
        let home = BodyTemplate.object([("home_directory", .part("home_directory"))])
        return Attribute(
            "subaccounts",
            "Other users of it, each with a directory; those that are not declared here are left alone.",
            .elements(set),
            creation: .afterwards,
            update: .elements(
                add: Call(.post, [.id, .literal("subaccounts")], .value, title: "create subaccount"),
                remove: .member(.delete, of: "subaccounts", title: "delete subaccount"),
                change: .parts([
                    "home_directory": .memberAction("change_home_directory", home, "change home directory of"),
                    "password": .memberAction("reset_subaccount_password", password, "reset password of"),
                    "access_settings": .memberAction(
                        "update_access_settings",
                        .part("access_settings"),
                        "update access settings of"
                    ),
                    "description": .member(
                        .put,
                        of: "subaccounts",
                        .object([("description", .part("description"))]),
                        title: "update description of"
                    ),
                    "labels": .member(
                        .put,
                        of: "subaccounts",
                        .object([("labels", .part("labels"))]),
                        title: "update labels of"
                    ),
                ]),
                undeclared: .kept
            ),
            observedAt: .elements([.init("subaccounts[]")]),
            reset: .list([])
        )
    }()

    fileprivate static let storageSnapshots: Attribute = {
        var set = ElementSet(
            "snapshot",
            key: ["description"],
            limit: 1_000,
            [
                .part(
                    "description",
                    "What it is of; another description is another snapshot.",
                    .string(.ruled(.plain(1...1_000, others: "-_,:<>+#!()[]{} "))),
                    .required
                ),
                .part("labels", "Labels of the snapshot.", .labels, reset: .map([:])),
            ]
        )
        set.identifier = "id"
        return Attribute(
            "snapshots",
            "Copies of what it holds, taken when they are declared; others are left alone.",
            .elements(set),
            creation: .afterwards,
            update: .elements(
                add: Call(.post, [.id, .literal("snapshots")], .value, title: "take snapshot"),
                remove: .member(.delete, of: "snapshots", title: "delete snapshot"),
                change: .parts([
                    "labels": .member(
                        .put,
                        of: "snapshots",
                        .object([("labels", .part("labels"))]),
                        title: "update labels of"
                    )
                ]),
                undeclared: .kept
            ),
            observedAt: .elements([.init("snapshots[]")]),
            reset: .list([]),
            impacts: [ImpactRule(.dataLoss, .elementRemoved)]
        )
    }()
}

extension Call {
    /// A call of something below the object that has an ID of its own.
    fileprivate static func member(
        _ method: Method,
        of list: String,
        _ body: BodyTemplate = .constant(.null),
        title: String
    ) -> Call {
        Call(method, [.id, .literal(list), .part("id")], body, title: title)
    }

    fileprivate static func memberAction(_ name: String, _ body: BodyTemplate, _ title: String) -> Call {
        Call(
            .post,
            [.id, .literal("subaccounts"), .part("id"), .literal("actions"), .literal(name)],
            body,
            title: title
        )
    }
}
