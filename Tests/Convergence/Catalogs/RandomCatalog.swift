import ResourceModel
import TestSupport

/// Up to five resource types, each a random choice of what the language of descriptions can say.
struct RandomCatalog {
    let catalog: Catalog

    init(seed: UInt64) {
        var maker = TypeMaker(random: SeededGenerator(seed: seed))
        catalog = maker.catalog()
    }
}

/// Makes types one after the other, each of which may refer to those before.
private struct TypeMaker {
    /// One way in which an attribute can be.
    enum Feature: CaseIterable {
        case put, action, replaced, growing, flag, whole, nested, offline, unseen, protection
        case reference, fastened, elements, attachments, members, claimed

        /// Whether it leads to another type.
        var refers: Bool { [.reference, .fastened, .attachments, .members, .claimed].contains(self) }
    }

    var random: SeededGenerator
    private var types: [ResourceType] = []

    init(random: SeededGenerator) { self.random = random }

    mutating func catalog() -> Catalog {
        for number in 1...Int.random(in: 1...5, using: &random) { types.append(type(number)) }
        return Catalog(types)
    }

    private mutating func type(_ number: Int) -> ResourceType {
        var features = random.some(Feature.allCases, percent: 35)
        if types.isEmpty { features.removeAll(where: \.refers) }
        var attributes: [Attribute] = [.name(.text(1...64)), .labels]
        var cleared: [AttributeName] = []
        for feature in features {
            let attribute = attribute(feature)
            attributes.append(attribute)
            if case .pair = attribute.update, attribute.reset == .null, random.chance(50) {
                cleared.append(attribute.name)
            }
        }
        let window = features.contains(.offline) ? Self.window : nil
        if window != nil { attributes.append(Self.power) }
        return ResourceType(
            ResourceType.Name("thing\(number)"),
            section: "things\(number)",
            "A thing.",
            attributes: attributes,
            clearedBeforeDelete: cleared,
            isSerialized: random.chance(50),
            window: window,
            createsBeforeDestroying: random.chance(20) && !features.contains(where: \.refers),
            example: "things\(number): { a: {} }"
        )
    }

    private static let power = Attribute(
        "power",
        "Its power.",
        .oneOf(["on", "off"]),
        update: .service
    )

    private static let window = PowerWindow(
        attribute: "power",
        inService: "on",
        outOfService: "off",
        shutDown: .action("shutdown"),
        powerOff: .action("poweroff"),
        powerOn: .action("poweron"),
        graceSeconds: 30
    )

    private mutating func attribute(_ feature: Feature) -> Attribute {
        switch feature {
        case .put: Attribute("put", "Put.", .string(.text(1...9)), update: .put, reset: "")
        case .action:
            Attribute("acted", "Set.", Self.number, creation: creation, update: Self.setting("acted"), reset: 1)
        case .replaced: Attribute("fixed", "Fixed.", .oneOf(["one", "two"]), .required, update: .replace)
        case .growing:
            Attribute(
                "size",
                "Its size.",
                Self.number,
                .required,
                update: .conditional(.grows, Self.setting("size"), otherwise: .replace)
            )
        case .flag:
            Attribute(
                "flag",
                "A flag.",
                .boolean,
                creation: .afterwards,
                update: .pair(set: [.action("raise")], clear: [.action("lower")], clearsFirst: false),
                reset: false
            )
        case .whole: whole
        case .nested: nested
        case .offline:
            Attribute(
                "model",
                "Its model.",
                .oneOf(["small", "large"]),
                .required,
                update: .offline(Self.setting("model"))
            )
        case .unseen:
            Attribute(
                "secret",
                "Told once.",
                .string(.text(1...9)),
                update: .choice(.replace, rebuild: nil),
                observedAt: .never,
                isSensitive: true
            )
        case .protection: .deleteProtection
        case .reference: Attribute("of", "What it is of.", target(), .required, update: .replace)
        case .fastened: fastened(claim: nil)
        case .claimed: fastened(claim: .target)
        case .elements: elements
        case .attachments: attachments
        case .members: members
        }
    }

    private static let number = ValueKind.integer(1...5)

    private static func setting(_ name: String) -> Update { .action("set_\(name)", .object([(name, .value)])) }

    private var creation: Attribute.Creation {
        mutating get { random.pick([.body(.value), .bodyWhenKnown(.value), .afterwards]) }
    }

    /// A reference to one of the types before.
    private mutating func target(needing: Bool = false) -> ValueKind {
        let type = random.pick(types)
        let lists = type.attributes.filter { $0.name == "parts" }.map(\.name)
        let needs = needing && random.chance(60) ? lists : []
        return .reference(ReferenceKind(type.name, needs: needs, locksTarget: random.pick([.never, .changes])))
    }

    private var whole: Attribute {
        Attribute(
            "whole",
            "Changes as a whole.",
            .object([
                .part("first", "One part.", Self.number, .defaulted(1)),
                .part("second", "Another.", .boolean, reset: false),
            ]),
            update: .action("set_whole", .value)
        )
    }

    private var nested: Attribute {
        let parts = ["left", "right"].map { name in
            Attribute(
                AttributeName(name),
                "A part with a call of its own.",
                .boolean,
                creation: .afterwards,
                update: .action("set_\(name)", .object([(name, .value)])),
                reset: false
            )
        }
        return Attribute("sides", "Its sides.", .object(parts), update: .nested, observedAt: .path("sides"))
    }

    private mutating func fastened(claim: Claim?) -> Attribute {
        let name = claim == nil ? "fastened" : "held"
        return Attribute(
            AttributeName(name),
            "What it is fastened to.",
            target(needing: true),
            creation: random.pick([.bodyWhenKnown(.value), .afterwards]),
            update: .pair(
                set: [.action("fasten_\(name)", .object([(name, .value)]))],
                clear: [.action("loosen_\(name)")],
                clearsFirst: true
            ),
            reset: .null,
            claim: claim
        )
    }

    private var elements: Attribute {
        mutating get {
            let set = ElementSet(
                "part",
                key: ["key"],
                limit: 9,
                [
                    .part("key", "Its key.", .string(.text(1...9)), .required),
                    .part("weight", "Its weight.", Self.number, .defaulted(1)),
                ]
            )
            let weight = BodyTemplate.object([("key", .part("key")), ("weight", .part("weight"))])
            return Attribute(
                "parts",
                "Its parts.",
                .elements(set),
                creation: random.pick([.bodyForElements(.known, .each(.value)), .afterwards]),
                update: .elements(
                    add: .action("add_part", .value),
                    remove: .action("remove_part", .object([("key", .part("key"))])),
                    change: random.pick([
                        .none, .parts(["weight": .action("weigh", weight)]), .whole(.action("change_part", .value)),
                    ]),
                    undeclared: random.pick([.kept, .removed])
                ),
                observedAt: .elements([.init("parts[]")]),
                reset: .list([]),
                addsFirst: random.chance(30)
            )
        }
    }

    private var attachments: Attribute {
        mutating get {
            let set = ElementSet(
                "attachment",
                key: ["to"],
                limit: 9,
                [
                    .part("to", "What it is attached to.", target(needing: true), .required),
                    .part("place", "Where.", .string(.text(1...9)), claim: .within("to")),
                ]
            )
            return Attribute(
                "attachments",
                "What it is attached to.",
                .elements(set),
                creation: random.pick([.bodyForElements(.keyAlone, .each(.value)), .afterwards]),
                update: .elements(
                    add: .action("attach", .value),
                    remove: .action("detach", .object([("to", .part("to"))])),
                    change: .none,
                    undeclared: .removed
                ),
                observedAt: .elements([.init("attachments[]")]),
                reset: .list([])
            )
        }
    }

    private var members: Attribute {
        mutating get {
            Attribute(
                "members",
                "Its members.",
                .list(target(), order: .irrelevant, limit: 9),
                creation: random.pick([.body(.value), .afterwards]),
                update: .elements(
                    add: .action("add_member", .object([("member", .value)])),
                    remove: .action("remove_member", .object([("member", .value)])),
                    change: .none,
                    undeclared: .removed
                ),
                reset: .list([]),
                addsFirst: random.chance(50)
            )
        }
    }
}

extension ValueKind {
    /// Whether some part of it refers to another resource.
    ///
    /// What does cannot create first where its target is deleted first: the new object needs the new target, which comes
    /// after the old one, which the old object still refers to. Such a plan is refused as a circle.
    var refers: Bool {
        switch self {
        case .reference: true
        case .list(let kind, _, _): kind.refers
        case .elements(let set): set.attributes.contains(where: \.kind.refers)
        case .object(let parts): parts.contains(where: \.kind.refers)
        case .string, .integer, .boolean, .oneOf, .offering, .labels: false
        }
    }
}
