import Diagnostics
import ResourceModel

// What is said about relations and quantities that do not hold.
extension Diagnostic {
    static func overCapacity(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ name: String,
        _ rule: CapacityRule,
        most: Int64,
        _ count: Int,
        _ kept: [String]
    ) -> Diagnostic {
        let counted = rule.path.last?.text ?? ""
        let list = rule.path.first.flatMap { resource.attributes[$0]?.range }
        return .error(
            "over-capacity",
            "\(attribute) '\(name)' takes at most \(most) \(counted), and \(resource.address) has \(count)",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description,
            notes: list.map { [Note("they are written here", at: $0)] } ?? [],
            hint: kept.isEmpty ? nil : "Counted with what is not declared and stays: \(kept.joined(separator: ", "))."
        )
    }

    static func overFigure(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ name: String,
        _ rule: CapacityRule,
        most: Int64,
        _ number: Int64
    ) -> Diagnostic {
        let path = AttributePath(rule.path.map { .attribute($0) })
        return .error(
            "over-capacity",
            "\(attribute) '\(name)' takes a '\(path)' of at most \(most), not \(number)",
            at: resource.range(at: path),
            address: resource.address.description
        )
    }

    static func unfit(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ name: String,
        _ size: Int64,
        _ rule: FitRule,
        _ host: String,
        _ room: Int64
    ) -> Diagnostic {
        .error(
            "too-small",
            "\(attribute) '\(name)' needs \(size) \(rule.unit), and \(rule.host) '\(host)' has a \(rule.hostFigure) of \(room) \(rule.unit)",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description
        )
    }

    static func addressTaken(
        _ resource: DesiredResource,
        _ value: Value,
        _ holder: String,
        pickedFor owner: ResourceAddress?,
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "address-taken",
            "\(value.keyText) is in use already: by \(holder)",
            at: place,
            address: resource.address.description,
            hint: owner.map { "It was picked for \($0), which names none. Name one there too, or another one here." }
        )
    }

    static func outOfZone(
        _ resource: DesiredResource,
        _ network: String,
        _ zones: [String],
        _ location: String,
        _ zone: String,
        at place: SourceRange?
    ) -> Diagnostic {
        let reason =
            zones.isEmpty
            ? "it has no subnets" : "its subnets are in \(zones.joined(separator: ", ")), and \(location) is in \(zone)"
        return .error(
            "out-of-zone",
            "\(resource.address) cannot be attached to \(network): \(reason)",
            at: place,
            address: resource.address.description
        )
    }

    static func disagreement(
        _ resource: DesiredResource,
        _ name: AttributeName,
        _ value: String,
        _ path: AttributePath,
        _ target: String,
        _ other: String
    ) -> Diagnostic {
        .error(
            "disagreement",
            "\(resource.address) has the \(name) \(value), and \(target), its '\(path)', has \(other): they have to be the same",
            at: resource.range(at: path),
            address: resource.address.description
        )
    }

    static func found(
        _ resource: DesiredResource,
        _ name: AttributeName,
        by finder: String,
        _ selector: String,
        _ exempt: AttributeName
    ) -> Diagnostic {
        .error(
            "found-by-labels",
            "\(finder) finds \(resource.address) by '\(selector)', and needs it with its '\(name)' as it is",
            at: resource.attributes[name]?.range ?? resource.range,
            address: resource.address.description,
            hint:
                "Take the label off in an apply of its own, change this, and put it on again; or reach it with \(exempt): true."
        )
    }

    static func held(
        _ resource: DesiredResource,
        _ name: AttributeName,
        by holder: String,
        _ exempt: AttributeName
    ) -> Diagnostic {
        .error(
            "held-by-others",
            "\(holder), which is not part of this stack, reaches \(resource.address) by its '\(name)' as it is",
            at: resource.attributes[name]?.range ?? resource.range,
            address: resource.address.description,
            hint: "Take it out there first, or let it be reached with \(exempt): true."
        )
    }

    static func company(
        _ resource: DesiredResource,
        _ text: String,
        _ name: String,
        _ other: String,
        of owner: ResourceAddress? = nil,
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "not-alone",
            "the \(text) at '\(name)' cannot be beside the \(other) that is there already, and "
                + (owner.map { "stays: \($0)" } ?? "is not part of this stack"),
            at: place,
            address: resource.address.description
        )
    }

    static func foreignAddress(
        _ resource: DesiredResource,
        _ text: String,
        _ own: [String],
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "foreign-address",
            "\(text) is no address of \(resource.address)",
            at: place,
            address: resource.address.description,
            hint: "It has \(own.joined(separator: ", "))."
        )
    }

    static func projectLimit(
        _ resource: DesiredResource,
        _ type: ResourceType,
        _ count: Int,
        most: Int
    ) -> Diagnostic {
        .error(
            "project-limit",
            "a project takes at most \(most) \(type.section.replacing("_", with: " ")), and this would make \(count)",
            at: resource.range,
            address: resource.address.description
        )
    }

    static func tooManyReferrers(
        _ resource: DesiredResource,
        _ name: AttributeName,
        _ target: String,
        _ limit: ReferenceLimit
    ) -> Diagnostic {
        let sections = limit.referrers.map(\.type.section).joined(separator: " and ").replacing("_", with: " ")
        return .error(
            "too-many-references",
            "\(target) takes at most \(limit.most) \(sections), counted with those that are not part of this stack",
            at: resource.attributes[name]?.range ?? resource.range,
            address: resource.address.description
        )
    }

    static func noRoomForSuccessors(
        _ resource: DesiredResource,
        _ name: AttributeName,
        _ target: String,
        _ count: Int,
        _ limit: ReferenceLimit
    ) -> Diagnostic {
        .error(
            "too-many-references",
            "\(target) takes at most \(limit.most), and would have \(count) while the new ones are there besides the old ones",
            at: resource.attributes[name]?.range ?? resource.range,
            address: resource.address.description,
            hint:
                "Take create_before_destroy out of some of them for this change, or replace a few at a time with --target."
        )
    }

    static func tooManyElements(
        _ resource: DesiredResource,
        _ name: AttributeName,
        _ count: Int,
        most: Int,
        _ kept: [String],
        _ joining: [(holder: String, selector: String, place: SourceRange?)]
    ) -> Diagnostic {
        let finding = joining.filter { $0.place == nil }.map { "\($0.holder), which finds it by '\($0.selector)'" }
        let undeclared = kept.map { "\($0), which stays" } + finding
        return .error(
            "too-many-elements",
            "'\(name)' takes at most \(most) elements, and \(resource.address) would have \(count)",
            at: resource.attributes[name]?.range ?? resource.range,
            address: resource.address.description,
            notes: joining.compactMap { one in
                one.place.map { Note("\(one.holder) finds it by '\(one.selector)'", at: $0) }
            },
            hint: undeclared.isEmpty
                ? nil : "Counted with what is not declared: \(undeclared.joined(separator: "; "))."
        )
    }
}

extension DesiredResource {
    /// The place of what is written there, or the closest one around it.
    func range(at path: AttributePath) -> SourceRange? {
        var places = attributes[path.root]?.places
        for case .attribute(let name) in path.components.dropFirst() { places = places?[name.text] ?? places }
        return places?.range ?? range
    }
}
