/// A kind of thing that the API sells or offers, addressed by name; a value of the catalog like a type.
///
/// Two are the same if they have the same section.
package struct Offering: Sendable {
    /// What it is called under `existing`, and where the API lists it unless `path` says another place.
    package let section: String
    /// Singular, for messages and tables: `server type`.
    package let noun: String
    /// Where the API lists it, which is also the key of the list in its answers.
    package let path: String
    /// Some of what is offered, to begin with; the API has the whole list.
    package let examples: [String]
    package let reading: Reading
    package let places: Places
    /// The keys of the numbers that others are held against: `disk`, in GB.
    package let figures: [String]
    /// Whether such a thing is where objects are.
    package var isPlace = false
    /// What the key is that tells the network zone of a place.
    package var zoneKey: String?
    /// Whether it takes room in a location, which can run out.
    package var takesRoom = false
    /// Whether one can be made by the apply that needs it: an image.
    package var canBeMade = false

    /// How what the API offers is read.
    package enum Reading: Hashable, Sendable {
        /// Each entry of the list is one.
        case list
        /// Each value that a key has in the list is one.
        case values(of: String)
        /// Asked for by name, with further parameters, or by ID where a number is written: the list is too long.
        case byName([String: String])
    }

    /// In which locations it can be ordered.
    package enum Places: Hashable, Sendable {
        /// It does not depend on one.
        case all
        /// In those that a list of it names and does not call unavailable; each has a deprecation of its own.
        case listed(under: String)
        /// In those for which it has a price.
        case priced
    }

    package init(
        _ section: String,
        _ noun: String,
        at path: String? = nil,
        examples: [String],
        reading: Reading = .list,
        places: Places = .all,
        figures: [String] = []
    ) {
        self.section = section
        self.noun = noun
        self.path = path ?? section
        self.examples = examples
        self.reading = reading
        self.places = places
        self.figures = figures
    }
}

extension Offering: Hashable {
    package static func == (left: Offering, right: Offering) -> Bool { left.section == right.section }
    package func hash(into hasher: inout Hasher) { hasher.combine(section) }
}

extension ResourceType {
    /// The attribute that says where an object is.
    package var place: Attribute? {
        attributes.first { attribute in
            guard case .offering(let offering) = attribute.kind else { return false }
            return offering.isPlace
        }
    }
}
