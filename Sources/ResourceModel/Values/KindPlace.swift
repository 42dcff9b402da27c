/// Where a catalog describes what a value is: an attribute of a type, or something nested in it.
package struct KindPlace: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        /// An element of a list, or one of the alternatives that an attribute takes.
        case element
        /// A part of an object; where its kind depends on a sibling, what that says.
        case part(AttributeName, beside: String?)
        /// The value of a label.
        case label
    }

    package let type: ResourceType.Name
    package let attribute: AttributeName
    /// Where the attribute's kind depends on a sibling, what that says.
    private let variant: String?
    package private(set) var steps: [Step] = []
    /// What messages call the value.
    package private(set) var name: String

    package init(_ type: ResourceType.Name, _ attribute: AttributeName, beside variant: String? = nil) {
        self.type = type
        self.attribute = attribute
        self.variant = variant
        name = attribute.text
    }

    /// The kind of the attribute itself.
    fileprivate func kind(of attribute: Attribute) -> ValueKind { attribute.kind { _ in variant } }

    package func appending(_ step: Step, called name: String? = nil) -> KindPlace {
        var place = self
        place.steps.append(step)
        if let name { place.name = name }
        return place
    }

    /// A part of an object whose other texts are known.
    package func appending(
        _ part: Attribute,
        beside text: (AttributeName) -> String?,
        called name: String? = nil
    ) -> KindPlace {
        appending(.part(part.name, beside: part.variants.flatMap { text($0.sibling) }), called: name)
    }
}

extension ValueKind {
    /// The values of labels.
    package static let labelValue = ValueKind.string(.labelValue)

    /// The kind of what is nested in such a value; `nil` where nothing like it is.
    fileprivate func nested(_ step: KindPlace.Step) -> ValueKind? {
        switch (self, step) {
        case (.list(let kind, _, _), .element): kind
        case (.elements(let set), .element): .object(set.attributes)
        case (.labels, .label): .labelValue
        case (.object(let attributes), .part(let name, let text)):
            attributes.first { $0.name == name }?.kind { _ in text }
        case (_, .element): self
        case (_, .part), (_, .label): nil
        }
    }
}

extension Catalog {
    /// The kind of the values at a place; `nil` where the catalog has no such place.
    package func kind(at place: KindPlace) -> ValueKind? {
        place.steps.reduce(find(place.type)?.attribute(place.attribute).map(place.kind)) { $0?.nested($1) }
    }
}

extension ValueKind {
    /// The kind of a part of such an object or element.
    package func part(_ name: AttributeName) -> ValueKind? {
        switch self {
        case .elements(let set): set.attribute(name)?.kind
        case .object(let attributes): attributes.first { $0.name == name }?.kind
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels, .list: nil
        }
    }

    /// The kind of one entry of such a list.
    package var element: ValueKind? {
        switch self {
        case .elements(let set): .object(set.attributes)
        case .list(let kind, _, _): kind
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels, .object: nil
        }
    }
}

extension Catalog {
    /// Whether nothing may stand at a place: not in a list, and not where something is required.
    package func takesNull(at place: KindPlace) -> Bool {
        switch place.steps.last {
        case nil: return find(place.type)?.attribute(place.attribute)?.presence != .required
        case .element: return false
        case .label: return true
        case .part(let name, _):
            var whole = place
            whole.dropLastStep()
            let parts: [Attribute] =
                switch kind(at: whole) {
                case .object(let attributes): attributes
                case .elements(let set): set.attributes
                case _: []
                }
            return parts.first { $0.name == name }?.presence != .required
        }
    }
}

extension KindPlace {
    fileprivate mutating func dropLastStep() { steps.removeLast() }
}
