import Diagnostics
import Reconciliation
import ResourceModel

extension ResourceAddress {
    /// The address of a text that is known to be one.
    package static func at(_ text: String) -> ResourceAddress {
        ResourceAddress(text) ?? ResourceAddress("boxes", text)
    }

    package var toyType: ResourceType.Name { Catalog.toy.type(section: section)?.name ?? .box }
}

extension SourceRange {
    package static func line(_ number: Int) -> SourceRange {
        let file = SourceFile(path: "hzform.yaml", text: "")
        return SourceRange(file: file, at: SourcePosition(line: number, column: 3))
    }
}

extension Change {
    package static func fixture(
        _ address: String,
        _ kind: Kind,
        _ reason: Reason,
        _ attributes: [AttributeChange] = [],
        impacts: Set<Impact> = [.live],
        notes: [String] = [],
        steps: [Int] = [],
        id: Int64? = nil,
        line: Int? = nil
    ) -> Change {
        Change(
            address: .at(address),
            type: ResourceAddress.at(address).toyType,
            kind: kind,
            reason: reason,
            attributes: attributes,
            impacts: impacts,
            notes: notes,
            steps: steps.map { Step.ID($0) },
            currentID: id.map { ResourceID($0) },
            range: line.map(SourceRange.line)
        )
    }
}

extension AttributeChange {
    package static func set(_ name: AttributeName, _ value: Value, sensitive: Bool = false) -> AttributeChange {
        AttributeChange(
            AttributePath(name),
            old: nil,
            new: value,
            cause: .edited,
            effect: .inPlace,
            isSensitive: sensitive
        )
    }

    package static func changed(
        _ path: AttributePath,
        _ old: Value?,
        _ new: Value?,
        _ cause: Cause = .edited,
        _ effect: Effect = .inPlace,
        sensitive: Bool = false,
        line: Int? = nil
    ) -> AttributeChange {
        AttributeChange(
            path,
            old: old,
            new: new,
            cause: cause,
            effect: effect,
            isSensitive: sensitive,
            range: line.map(SourceRange.line)
        )
    }
}

extension Value {
    package static func at(_ address: String) -> Value { .reference(.resource(.at(address))) }

    package static func afterApply(_ source: String) -> Value {
        .deferred(DeferredValue(DeferredExpression(source), reads: []))
    }
}

extension Step {
    package static func fixture(
        _ index: Int,
        _ address: String,
        _ title: String,
        _ request: Request,
        after: [Int] = [],
        completion: Completion = .actions,
        restores: Int? = nil
    ) -> Step {
        Step(
            id: Step.ID(index),
            address: .at(address),
            type: ResourceAddress.at(address).toyType,
            title: title,
            request: request,
            waitsFor: after.map { Step.ID($0) },
            occupies: [],
            completion: completion,
            outcome: .nothing,
            restores: restores.map { Step.ID($0) }
        )
    }
}

extension Plan {
    package static func fixture(
        _ changes: [Change] = [],
        steps: [Step] = [],
        unchanged: Int = 0,
        remarks: [Remark] = []
    ) -> Plan {
        Plan(
            stack: "shop",
            changes: changes,
            steps: steps,
            recorded: RecordedState(stack: "shop"),
            unchanged: unchanged,
            remarks: remarks
        )
    }

    /// A little of everything.
    package static let varied = Plan.fixture(
        [
            .fixture(
                "boxes.db",
                .update,
                .differs,
                [
                    .changed(AttributePath("model"), "small", "large", .edited, .offline, line: 31),
                    .changed(AttributePath(.labels).appending(element: "team"), "shop", "store", .drifted),
                    .changed(AttributePath("backups"), true, false, .unset),
                    .changed(
                        AttributePath("nets").appending(element: "front"),
                        nil,
                        ["net": .at("nets.front"), "ip": "10.0.1.9"],
                        .edited,
                        line: 36
                    ),
                    .changed(
                        AttributePath("nets").appending(element: "back").appending("ip"),
                        "10.0.2.7",
                        "10.0.2.8",
                        .follows(.at("nets.back")),
                        line: 37
                    ),
                ],
                impacts: [.downtime, .dataLoss],
                notes: ["shut down gracefully first; forced after 30 seconds"],
                steps: [1, 4],
                id: 42,
                line: 30
            ),
            .fixture("boxes.gone", .create, .vanished, [.set("model", "small")], line: 50),
            .fixture(
                "boxes.moved",
                .replace(createsFirst: true),
                .differs,
                [
                    .changed(AttributePath("place"), "here", "there", .edited, .replacement, line: 61),
                    .changed(AttributePath("secret"), nil, nil, .edited, .inPlace, sensitive: true, line: 62),
                ],
                impacts: [.downtime, .ipChange],
                id: 43,
                line: 60
            ),
            .fixture("boxes.orphan", .forget, .vanished),
            .fixture("boxes.web[0]", .adopt, .interrupted, id: 44, line: 70),
            .fixture(
                "boxes.web[1]",
                .create,
                .declared,
                [
                    .set("model", "small"),
                    .set("secret", "hunter2", sensitive: true),
                    .set("nets", [["net": .at("nets.back"), "ip": .afterApply("boxes.db.address")]]),
                    .set("backups", .null),
                ],
                steps: [2, 3],
                line: 70
            ),
            .fixture("disks.old", .delete, .undeclared, impacts: [.dataLoss], id: 45),
            .fixture("disks.older", .delete, .leftover, impacts: [.dataLoss], id: 46),
            .fixture(
                "nets.back",
                .replace(createsFirst: false),
                .differs,
                [
                    .changed(AttributePath("kind"), "wide", "narrow", .edited, .replacement, line: 5),
                    .changed(
                        AttributePath("lanes"),
                        [["range": "10.0.1.0/24", "speed": 1], ["range": "10.0.2.0/24", "speed": 5]],
                        [["range": "10.0.1.0/24", "speed": 1], ["range": "10.0.3.0/24", "speed": 5]],
                        .edited,
                        line: 7
                    ),
                ],
                impacts: [.ipChange, .irreversible],
                steps: [0],
                id: 47,
                line: 4
            ),
        ],
        steps: [
            .fixture(
                0,
                "nets.back",
                "create",
                .init(.post, ["nets"], body: ["name": "back", "lanes": [["range": "10.0.3.0/24"]]])
            ),
            .fixture(
                1,
                "boxes.db",
                "shut down",
                .init(.post, ["boxes", .reference(.object(.box, ResourceID(42))), "actions", "shutdown"]),
                completion: .observed(
                    "power",
                    "off",
                    seconds: 30,
                    otherwise: .init(
                        .post,
                        ["boxes", .reference(.object(.box, ResourceID(42))), "actions", "poweroff"]
                    )
                )
            ),
            .fixture(
                2,
                "boxes.web[1]",
                "create",
                .init(.post, ["boxes"], body: ["name": "web-1", "secret": "hunter2", "nets": [.at("nets.back")]]),
                after: [0]
            ),
            .fixture(
                3,
                "boxes.web[1]",
                "attach to net",
                .init(
                    .post,
                    ["boxes", .at("boxes.web[1]"), "actions", "attach"],
                    body: ["net": .at("nets.back"), "ip": .afterApply("boxes.db.address")]
                ),
                after: [2, 0]
            ),
            .fixture(
                4,
                "boxes.db",
                "power on",
                .init(.post, ["boxes", .reference(.object(.box, ResourceID(42))), "actions", "poweron"]),
                after: [1],
                restores: 1
            ),
        ],
        unchanged: 12,
        remarks: [
            Remark(.at("boxes.db"), "secret differs from what it was created with; nothing is done about it")
        ]
    )
}
