/// What must hold among the attributes of a resource, and between it and those it refers to.
package enum Constraint: Sendable {
    /// At most one of these may be written.
    case exclusive([AttributeName])
    /// At least one of these must have a value.
    case anyOf([AttributeName])
    /// Every range of the element set lies inside the range of the attribute.
    case elementsInside(AttributeName, key: AttributeName, of: AttributeName)
    /// No two ranges of the element set overlap.
    case elementsDisjoint(AttributeName, key: AttributeName)
    /// An address of an element lies inside one of the ranges of what the element refers to.
    case addressInside(AddressRule)
    /// Attributes are required, or forbidden, depending on the value of another.
    case rule(Rule)
    /// In an element of a list of objects: attributes are required, or forbidden, depending on the value of another.
    ///
    /// An empty list counts as nothing, for both.
    case elementRule(AttributeName, Rule)
    /// The parts of an object that are written have the same value, because the API changes them together.
    case equalParts(AttributeName, [AttributeName])
    /// The attribute has the value that it has at the resource that the reference leads to: a volume is where its
    /// server is.
    case agreement(AttributeName, through: AttributePath)
    /// At most so many resources refer to one through this attribute, counted with those of other types that have the
    /// same limit.
    case references(AttributeName, atMost: Int)
    /// What cannot be together, in the resource or in one element of the list: the words say what instead.
    case combination(in: AttributeName?, [Term], because: String)
    /// Addresses that elements cannot have because they are used already for something else.
    case reserved(ReservedAddresses)
    /// The elements of the list have the same value in the part.
    case elementsAlike(AttributeName, part: AttributeName)
    /// No range of the one element set overlaps one of the other set.
    case elementsApart(RangesApart)
    /// An element with one of the texts in the part is the only one with its value in the other part.
    case aloneAmong(LoneElement)
    /// An element in which the flag is true also takes the number, which no other element then has in the part: a port
    /// that leads to another one.
    case alsoTakes(TakenNumber)
    /// In an element of the list, the first number is at most the second.
    case atMost(in: AttributeName, [AttributeName], [AttributeName])
    /// What the reference leads to has this value in the attribute.
    case referencedValue(AttributePath, AttributeName, String)
    /// What the elements refer to does not have this flag off, unless the elements are exempt.
    case referencedFlag(FlagRule)
    /// What the elements refer to has ranges that do not overlap.
    case referencedApart(AttributeName, of: AttributeName, range: AttributeName)
    /// What elements refer to is itself attached to what the resource is attached to.
    case sharedReference(SharedReference)
    /// What the reference leads to has no element of its own that is the same in its key.
    case unlisted(AttributeName, list: AttributeName, key: [AttributeName])
    /// An object with one of the texts is the only one with its value in the part, of those that are kept below the same
    /// one and of that one's own elements.
    case aloneBelow(LoneObject)
    /// What an element says is not said otherwise by the element with the same key of the same list of what one of the
    /// references leads to: two names for one address, at the server and at the address.
    case elementsShared(AttributeName, with: [AttributePath])
    /// The networks that it refers to have a range in the zone of its location; known when the plan is made.
    case reachesZone(ZoneRule)
}

extension Constraint {
    /// One thing that a ``combination`` takes, besides the others.
    package struct Term: Sendable {
        package enum Test: Sendable {
            /// Has this value.
            case equals(Value)
            /// Is not written, or has another value.
            case differs(Value)
            /// Is written.
            case isPresent
            /// Is not written.
            case isAbsent
        }

        /// Whether the path begins in the element and not in the resource.
        package let isInElement: Bool
        package let path: [AttributeName]
        package let test: Test

        /// Of the element that is looked at.
        package static func part(_ path: AttributeName..., is test: Test) -> Term {
            Term(isInElement: true, path: path, test: test)
        }

        /// Of the resource.
        package static func attribute(_ path: AttributeName..., is test: Test) -> Term {
            Term(isInElement: false, path: path, test: test)
        }
    }

    /// Addresses that the owner of the ranges keeps for itself.
    package struct ReservedAddresses: Sendable {
        package let list: AttributeName
        package let address: AttributeName
        /// The part that refers to the owner of the ranges; `nil` where that is the resource itself, in whose range the
        /// address has to be.
        package let target: AttributeName?
        /// The attribute whose range keeps its first host.
        package let range: AttributeName
        /// What the first host is of the owner: 'the gateway'.
        package let firstHost: String
        /// The elements whose ranges keep their first and last addresses, and the part with the range.
        package let parts: AttributeName
        package let key: AttributeName
        /// Addresses that are never to be had, with what each is.
        package let others: [String: String]

        package init(
            _ list: AttributeName,
            _ address: AttributeName,
            of target: AttributeName?,
            range: AttributeName,
            firstHost: String,
            parts: AttributeName,
            key: AttributeName,
            others: [String: String]
        ) {
            self.list = list
            self.address = address
            self.target = target
            self.range = range
            self.firstHost = firstHost
            self.parts = parts
            self.key = key
            self.others = others
        }
    }

    /// An address of an element and where it has to be.
    package struct AddressRule: Sendable {
        package let list: AttributeName
        package let address: AttributeName
        /// The part that refers to what has the ranges.
        package let target: AttributeName
        /// The target's elements, and the part with their range.
        package let ranges: AttributeName
        package let key: AttributeName
    }

    /// What is required, and what is forbidden, where the condition has one of the values.
    package struct Rule: Sendable {
        package let condition: AttributeName
        package let values: [String]
        package let required: [AttributeName]
        package let forbidden: [AttributeName]
    }

    /// Two lists, and the parts of their elements with a range.
    package struct RangesApart: Sendable {
        package let list: AttributeName
        package let key: AttributeName
        package let other: AttributeName
        package let otherKey: AttributeName
    }

    /// An element that nothing else in its list has the part of, where the condition has one of the texts.
    package struct LoneElement: Sendable {
        package let list: AttributeName
        package let condition: AttributeName
        package let texts: [String]
        package let part: AttributeName
    }

    /// The same of objects of their own, which are kept below what the reference leads to, as the elements of its list are.
    package struct LoneObject: Sendable {
        package let reference: AttributeName
        package let list: AttributeName
        package let condition: AttributeName
        package let texts: [String]
        package let part: AttributeName
    }

    /// A number that an element takes beside its own in the part, where what the path leads to is true.
    package struct TakenNumber: Sendable {
        package let list: AttributeName
        package let part: AttributeName
        package let number: Int64
        package let flag: [AttributeName]
    }

    /// A flag of what the part refers to, and the part that makes it not matter.
    package struct FlagRule: Sendable {
        package let list: AttributeName
        package let target: AttributeName
        package let flag: AttributePath
        package let exempt: AttributeName
    }

    /// A target that is reached over a network has to be in it.
    package struct SharedReference: Sendable {
        package let list: AttributeName
        /// The part that says that the element needs it.
        package let condition: AttributeName
        /// The part that refers to the other resource.
        package let through: AttributeName
        /// The other resource's elements, and the part in which they refer to what is shared.
        package let theirs: (list: AttributeName, part: AttributeName)
        /// Where the resource itself refers to it.
        package let own: AttributePath

        package init(
            _ list: AttributeName,
            when condition: AttributeName,
            through: AttributeName,
            theirs: (list: AttributeName, part: AttributeName),
            own: AttributePath
        ) {
            self.list = list
            self.condition = condition
            self.through = through
            self.theirs = theirs
            self.own = own
        }
    }

    /// A network is for the locations of its zone.
    package struct ZoneRule: Sendable {
        /// The elements, or the object, that refer to networks, and the part that does.
        package let list: AttributeName
        package let target: AttributeName
        /// The target's elements and the part with their zone.
        package let ranges: AttributeName
        package let zone: AttributeName
        package let location: AttributeName

        package init(
            _ list: AttributeName,
            _ target: AttributeName,
            ranges: AttributeName,
            zone: AttributeName,
            location: AttributeName
        ) {
            self.list = list
            self.target = target
            self.ranges = ranges
            self.zone = zone
            self.location = location
        }
    }
}

extension ResourceType {
    /// The part of an element that names a range to take an address of, instead of the address that the rule is about.
    package func range(for rule: Constraint.AddressRule) -> AttributeName? {
        let parts: [Attribute]
        switch attribute(rule.list)?.kind {
        case .elements(let set)?: parts = set.attributes
        case .object(let attributes)?: parts = attributes
        case _: return nil
        }
        return parts.first { $0.rangeOf == rule.address }?.name
    }
}

// As catalogs write them.
extension Constraint {
    package static func addressInside(
        _ list: AttributeName,
        address: AttributeName,
        of target: AttributeName,
        ranges: AttributeName,
        key: AttributeName
    ) -> Constraint {
        .addressInside(AddressRule(list: list, address: address, target: target, ranges: ranges, key: key))
    }

    package static func rule(
        when condition: AttributeName,
        isOneOf values: [String],
        requires required: [AttributeName],
        forbids forbidden: [AttributeName]
    ) -> Constraint {
        .rule(Rule(condition: condition, values: values, required: required, forbidden: forbidden))
    }

    package static func elementRule(
        _ list: AttributeName,
        when condition: AttributeName,
        isOneOf values: [String],
        requires required: [AttributeName],
        forbids forbidden: [AttributeName]
    ) -> Constraint {
        .elementRule(list, Rule(condition: condition, values: values, required: required, forbidden: forbidden))
    }

    package static func elementsApart(
        _ list: AttributeName,
        key: AttributeName,
        from other: AttributeName,
        otherKey: AttributeName
    ) -> Constraint {
        .elementsApart(RangesApart(list: list, key: key, other: other, otherKey: otherKey))
    }

    package static func aloneAmong(
        _ list: AttributeName,
        when condition: AttributeName,
        isOneOf texts: [String],
        of part: AttributeName
    ) -> Constraint {
        .aloneAmong(LoneElement(list: list, condition: condition, texts: texts, part: part))
    }

    package static func aloneBelow(
        _ reference: AttributeName,
        list: AttributeName,
        when condition: AttributeName,
        isOneOf texts: [String],
        of part: AttributeName
    ) -> Constraint {
        .aloneBelow(LoneObject(reference: reference, list: list, condition: condition, texts: texts, part: part))
    }

    package static func alsoTakes(
        _ list: AttributeName,
        part: AttributeName,
        _ number: Int64,
        where flag: [AttributeName]
    ) -> Constraint {
        .alsoTakes(TakenNumber(list: list, part: part, number: number, flag: flag))
    }

    package static func referencedFlag(
        in list: AttributeName,
        by target: AttributeName,
        _ flag: AttributePath,
        unless exempt: AttributeName
    ) -> Constraint {
        .referencedFlag(FlagRule(list: list, target: target, flag: flag, exempt: exempt))
    }
}
