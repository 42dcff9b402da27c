import Diagnostics
import ResourceModel

// What is said about preconditions that do not hold.
extension Diagnostic {
    static func cannotCreateFirst(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ target: Value
    ) -> Diagnostic {
        .error(
            "cannot-create-first",
            "\(resource.address) cannot be created before the old one is deleted: only one can have '\(target.keyText)'",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description,
            hint:
                "For this change, take create_before_destroy out, or give the new one another \(attribute == .name ? "name" : "address")."
        )
    }

    static func unknownOffering(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ name: String,
        _ offering: Offering,
        _ items: [Offerings.Item]
    ) -> Diagnostic {
        // Of a list that is too long to be read there are examples.
        let question = Suggestion.question(for: name, among: items.map(\.name) + offering.examples)
        let catalog = "'hzform catalog \(offering.path.replacing("_", with: "-"))' lists what there is."
        return .error(
            "unknown-offering",
            "there is no \(attribute) '\(name)'",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description,
            hint: [question, catalog].compactMap(\.self).joined(separator: " ")
        )
    }

    static func deprecated(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ name: String,
        after date: String
    ) -> Diagnostic {
        .warning(
            "deprecated",
            "\(attribute) '\(name)' is deprecated and cannot be ordered after \(date.prefix(10))",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description
        )
    }

    static func tooSmall(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ name: String,
        _ rule: RoomRule,
        size: Int64,
        held: Int64
    ) -> Diagnostic {
        .error(
            "too-small",
            "\(attribute) '\(name)' has a \(rule.figure) of \(size) \(rule.unit), and \(resource.address) \(rule.isUse ? "holds" : "has one of") \(held) \(rule.unit)\(rule.isUse ? "" : " that cannot shrink")",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description,
            hint: "To begin with a new one, write: lifecycle: { replace_on: [\(attribute)] }"
        )
    }

    static func unavailable(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ item: Offerings.Item,
        _ location: String
    ) -> Diagnostic {
        let places = (item.locations ?? []).sorted().joined(separator: ", ")
        let date = item.deprecation.date(in: [location])
        let gone = date.map { "It is deprecated, and could be ordered until \($0.prefix(10))." }
        return .error(
            "unavailable",
            "\(attribute) '\(item.name)' is not available in \(location)",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description,
            hint: places.isEmpty ? gone : "It is available in \(places)."
        )
    }

    static func otherArchitecture(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ offered: Set<String>,
        _ other: AttributeName,
        _ wanted: Set<String>
    ) -> Diagnostic {
        let one = offered.sorted().joined(separator: ", ")
        let two = wanted.sorted().joined(separator: ", ")
        return .error(
            "other-architecture",
            "\(attribute) is for \(one), but \(other) is for \(two)",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description
        )
    }

    static func architectureStays(
        _ resource: DesiredResource,
        _ attribute: AttributeName,
        _ name: String,
        _ offered: Set<String>,
        _ held: Set<String>
    ) -> Diagnostic {
        let (one, two) = (offered.sorted().joined(separator: ", "), held.sorted().joined(separator: ", "))
        return .error(
            "other-architecture",
            "\(attribute) '\(name)' is for \(one), and \(resource.address) is for \(two), which cannot change",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description,
            hint: "To begin with a new one, write: lifecycle: { replace_on: [\(attribute)] }"
        )
    }
}
