import JSONDocuments

/// The number that Hetzner assigns to an object of a kind; of what has none, that of the object it is kept below and its place
/// there: `42/rrsets/www/A`.
package struct ResourceID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let number: Int64
    /// The rest of the way to it: `rrsets/www/A`.
    package let place: String?

    package init(_ number: Int64) {
        self.number = number
        place = nil
    }

    package init(_ number: Int64, place: String) {
        self.number = number
        self.place = place
    }

    /// Reads what ``description`` is of something that is kept below another object.
    package init?(below text: String) {
        guard let slash = text.firstIndex(of: "/"), let number = Int64(text[..<slash]), number > 0 else { return nil }
        let place = text[text.index(after: slash)...]
        // No segment may lead out of the object.
        guard !place.split(separator: "/", omittingEmptySubsequences: false).contains(where: \.leadsElsewhere) else {
            return nil
        }
        self.init(number, place: String(place))
    }

    package var description: String { place.map { "\(number)/\($0)" } ?? String(number) }

    package static func < (left: ResourceID, right: ResourceID) -> Bool {
        (left.number, left.place ?? "") < (right.number, right.place ?? "")
    }
}

extension ResourceID: Encodable {
    /// As requests, expressions and documents have it: a number where that is all.
    package var value: Value { place == nil ? .integer(number) : .string(description) }
    package var json: JSONValue { place == nil ? .integer(number) : .string(description) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if place == nil { try container.encode(number) } else { try container.encode(description) }
    }
}

extension Substring {
    fileprivate var leadsElsewhere: Bool { isEmpty || self == "." || self == ".." }
}
