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
    case addressInside(
        AttributeName,
        address: AttributeName,
        of: AttributeName,
        ranges: AttributeName,
        key: AttributeName
    )
    /// Attributes are required, or forbidden, depending on the value of another.
    case rule(when: AttributeName, isOneOf: [String], requires: [AttributeName], forbids: [AttributeName])
    /// In an element of a list of objects: attributes are required, or forbidden, depending on the value of another.
    ///
    /// An empty list counts as nothing, for both.
    case elementRule(
        AttributeName,
        when: AttributeName,
        isOneOf: [String],
        requires: [AttributeName],
        forbids: [AttributeName]
    )
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
    case elementsApart(AttributeName, key: AttributeName, from: AttributeName, otherKey: AttributeName)
    /// An element with one of the texts in the part is the only one with its value in the other part.
    case aloneAmong(AttributeName, when: AttributeName, isOneOf: [String], of: AttributeName)
    /// An element in which the flag is true also takes the number, which no other element then has in the part: a port
    /// that leads to another one.
    case alsoTakes(AttributeName, part: AttributeName, Int64, where: [AttributeName])
    /// In an element of the list, the first number is at most the second.
    case atMost(in: AttributeName, [AttributeName], [AttributeName])
    /// What the reference leads to has this value in the attribute.
    case referencedValue(AttributePath, AttributeName, String)
    /// What the elements refer to does not have this flag off, unless the elements are exempt.
    case referencedFlag(in: AttributeName, by: AttributeName, AttributePath, unless: AttributeName)
    /// What the elements refer to has ranges that do not overlap.
    case referencedApart(AttributeName, of: AttributeName, range: AttributeName)
    /// What elements refer to is itself attached to what the resource is attached to.
    case sharedReference(SharedReference)
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
        /// The elements whose ranges keep their first and last addresses, and the part with the range.
        package let parts: AttributeName
        package let key: AttributeName
        /// Addresses that are never to be had.
        package let others: [String]

        package init(
            _ list: AttributeName,
            _ address: AttributeName,
            of target: AttributeName?,
            range: AttributeName,
            parts: AttributeName,
            key: AttributeName,
            others: [String]
        ) {
            self.list = list
            self.address = address
            self.target = target
            self.range = range
            self.parts = parts
            self.key = key
            self.others = others
        }
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
