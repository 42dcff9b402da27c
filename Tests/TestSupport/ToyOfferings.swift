import ResourceModel

extension Offering {
    /// What a hub can do; sold out in some rooms.
    package static let plan: Offering = {
        var plan = Offering(
            "plans",
            "plan",
            examples: ["small", "large"],
            places: .listed(under: "rooms"),
            figures: ["disk", "max_links", "max_weight"]
        )
        plan.takesRoom = true
        return plan
    }()

    /// What a hub stands on; too many to list, and some of them made by others.
    package static let engine: Offering = {
        var engine = Offering(
            "engines",
            "engine",
            at: "motors",
            examples: ["steam"],
            reading: .byName(["kind": "engine"]),
            places: .priced,
            figures: ["disk"]
        )
        engine.canBeMade = true
        return engine
    }()

    /// Where things are.
    package static let room: Offering = {
        var room = Offering("rooms", "room", examples: ["here", "there"])
        room.isPlace = true
        room.zoneKey = "floor"
        return room
    }()

    /// What rooms lie on.
    package static let floor = Offering(
        "floors",
        "floor",
        at: "rooms",
        examples: ["ground"],
        reading: .values(of: "floor"),
        places: .all
    )
}
