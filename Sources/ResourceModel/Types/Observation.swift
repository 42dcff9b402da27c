/// Where the API's answer shows an attribute.
package indirect enum Observation: Sendable {
    /// At the path.
    case path(ObservationPath)
    /// The first path that is not null.
    case firstOf([ObservationPath])
    /// True where something is there that is not null.
    case present(ObservationPath)
    /// The text at the path, or `true` or `false` as text, translated.
    ///
    /// A text that the table has no entry for is a state in between, in which nothing is known of the attribute: a server
    /// that is being moved is neither on nor off.
    case mapped(ObservationPath, [String: Value])
    /// The elements found at each of the paths, with their attributes read relative to them.
    case elements([ElementSource])
    /// The first entry of the list at the path, which has the attributes of an object: a load balancer has one network,
    /// shown as a list.
    case firstEntry(ObservationPath)
    /// The first address of the range at the path.
    case firstAddress(ObservationPath)
    /// A nested object whose attributes are read by themselves, from the same place as this one.
    case nested
    /// Always the same, whatever the API shows.
    case constant(Value)
    /// The API never shows it.
    case never

    package struct ElementSource: Sendable {
        package let path: ObservationPath
        /// How this source shows its attributes, where that differs from the element set's own description.
        package let overrides: [AttributeName: Observation]

        package init(_ path: ObservationPath, _ overrides: [AttributeName: Observation] = [:]) {
            self.path = path
            self.overrides = overrides
        }
    }
}

extension Observation: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self = .path(ObservationPath(text)) }
}

/// A way into a JSON answer: `location.name`, `public_net.firewalls[].id`, `applied_to[type=server].server.id`.
package struct ObservationPath: Hashable, Sendable, ExpressibleByStringLiteral {
    package enum Component: Hashable, Sendable {
        /// The value of a key.
        case key(String)
        /// Every entry of a list.
        case each
        /// Every entry of a list whose key has the text.
        case eachWhere(key: String, equals: String)
    }

    package let components: [Component]
    package let text: String

    package init(_ text: String) {
        self.text = text
        components = text.split(separator: ".").flatMap(ObservationPath.components(of:))
    }

    package init(stringLiteral text: String) { self.init(text) }

    private static func components(of part: Substring) -> [Component] {
        guard let bracket = part.firstIndex(of: "[") else { return [.key(String(part))] }
        let inner = part[part.index(after: bracket)...].dropLast()
        let key = Component.key(String(part[..<bracket]))
        guard let equals = inner.firstIndex(of: "=") else { return [key, .each] }
        let text = inner[inner.index(after: equals)...]
        return [key, .eachWhere(key: String(inner[..<equals]), equals: String(text))]
    }
}

extension Observation {
    /// Whether the API's answers have it.
    package var isShown: Bool {
        guard case .never = self else { return true }
        return false
    }
}
