/// The name of an attribute, as the API and the desired-state file spell it: `server_type`.
package struct AttributeName: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }
    package init(stringLiteral text: String) { self.text = text }
    package var description: String { text }

    package static func < (left: AttributeName, right: AttributeName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    package static let name: AttributeName = "name"
    package static let labels: AttributeName = "labels"
    package static let id: AttributeName = "id"
}

/// A place in a resource: an attribute, or something nested in it: `subnets["10.0.1.0/24"].type`.
package struct AttributePath: Hashable, Sendable, Comparable, CustomStringConvertible {
    package enum Component: Hashable, Sendable {
        case attribute(AttributeName)
        /// An element of a keyed set, or a key of a map.
        case element(String)
    }

    package let components: [Component]

    package init(_ components: [Component]) { self.components = components }
    package init(_ names: AttributeName...) { components = names.map { .attribute($0) } }

    package func appending(_ name: AttributeName) -> AttributePath { AttributePath(components + [.attribute(name)]) }
    package func appending(element key: String) -> AttributePath { AttributePath(components + [.element(key)]) }

    /// The attribute at the root.
    package var root: AttributeName {
        guard case .attribute(let name)? = components.first else {
            preconditionFailure("an attribute path begins with an attribute")
        }
        return name
    }

    package var description: String {
        components.reduce(into: "") { text, component in
            switch component {
            case .attribute(let name): text += text.isEmpty ? name.text : ".\(name)"
            case .element(let key): text += "[\"\(key)\"]"
            }
        }
    }

    package static func < (left: AttributePath, right: AttributePath) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
