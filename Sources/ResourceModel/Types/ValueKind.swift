import DomainText

/// What values an attribute takes, and with it how they are read, checked and brought into normal form.
package indirect enum ValueKind: Sendable {
    /// A text of a form.
    case string(StringFormat)
    /// An integer within bounds; so is a whole number that is written as a text.
    case integer(ClosedRange<Int64>)
    /// `true` or `false`.
    case boolean
    /// One of these words.
    case oneOf([String])
    /// Another resource, by its logical name.
    case reference(ReferenceKind)
    /// A name of the API's catalogue.
    case offering(Offering)
    /// A map from label keys to values; owned key by key.
    case labels
    /// At most so many values of one kind.
    case list(ValueKind, order: Order, limit: Int)
    /// A list of objects that have an identity of their own.
    case elements(ElementSet)
    /// Parts with names, each described like an attribute.
    case object([Attribute])

    package enum Order: Hashable, Sendable, CaseIterable {
        /// Compared in its order.
        case significant
        /// Compared as a set.
        case irrelevant
    }
}

/// The form of a text.
package enum StringFormat: Hashable, Sendable {
    /// So many characters, that is Unicode scalars.
    case text(ClosedRange<Int>)
    /// So many bytes of UTF-8.
    case data(ClosedRange<Int>)
    /// RFC 1123: letters, digits, `-` and `.`.
    case hostname
    /// A host name as DNS has it: in any spelling, perhaps with a final dot.
    case domainName
    /// What a certificate can be for: such a host name, or all of those right below one, `*.shop.example`.
    case certifiedName
    /// A text of such a length that is a host's name if it is anything, in any spelling.
    case host(ClosedRange<Int>)
    /// What a label can have.
    case labelValue
    /// A range whose host bits are zero.
    case cidr(IPFamily)
    /// An IPv4 range of RFC 1918 whose prefix is at most so long; with `orEverything` also `0.0.0.0/0`.
    case privateRange(longest: Int, orEverything: Bool)
    /// An address of one family or of both.
    case ip(IPFamily)
    /// `ipv4`, `ipv6` (its first address) or an address: one of the object's own public addresses.
    case ownAddress
    /// An OpenSSH public key on one line.
    case sshPublicKey
    /// `80`, `8000-8999`, or `any` for all of them.
    case portRange
    /// Characters of a rule.
    case ruled(TextRule)
    /// 12 to 128 characters, among them upper and lower case letters, digits and others.
    case password
    /// Bytes in Base64.
    case base64
    /// Conditions on the labels of objects of a type: `env=prod,!old`.
    case labelSelector(LabelSelection)
    /// A certificate or key between `-----BEGIN` and `-----END`.
    case pem
    /// A domain that is a zone of its own: `shop.example`.
    case zoneName
    /// A name in a zone, relative to it: `www`, `@` for the zone itself.
    case recordName
    /// The value of a DNS record.
    case record(RecordForm)

    /// How many characters or bytes it may have; nil where its form decides.
    package var lengths: ClosedRange<Int>? {
        switch self {
        case .text(let lengths), .data(let lengths), .host(let lengths): lengths
        case .ruled(let rule): rule.lengths
        case .password: 12...128
        case .labelValue: 0...63
        case .hostname, .domainName, .certifiedName, .cidr, .privateRange, .ip, .ownAddress, .sshPublicKey, .portRange,
            .base64, .labelSelector, .pem, .zoneName, .recordName, .record:
            nil
        }
    }
}

/// What a label selector is for.
package struct LabelSelection: Hashable, Sendable {
    package let type: ResourceType.Name
    /// Whether the objects that it finds go out of service one after the other.
    package let staggersWindows: Bool
    /// The attribute of those objects in which the one with the selector then is, as if they referred to it.
    package let joins: AttributeName?

    package init(of type: ResourceType.Name, staggersWindows: Bool = false, joins: AttributeName? = nil) {
        self.type = type
        self.staggersWindows = staggersWindows
        self.joins = joins
    }
}

/// The families of addresses that a text may be of.
package enum IPFamily: Hashable, Sendable, CaseIterable {
    /// IPv4 alone.
    case ipv4
    /// IPv6 alone.
    case ipv6
    /// Both.
    case any
}

/// How an attribute refers to another resource.
package struct ReferenceKind: Sendable {
    package let type: ResourceType.Name
    /// Attributes of the target that have to be in place before this one is set, and stay until it is cleared.
    package var needs: [AttributeName]
    /// Which requests occupy the target too.
    package var locksTarget: TargetLock
    /// Whether the target may go while the reference stands: an SSH key that was injected at creation.
    package var isLoose: Bool
    /// Whether the objects that it links go out of service one after the other: the servers of a placement group, the
    /// targets of a load balancer.
    package var staggersWindows: Bool

    package init(
        _ type: ResourceType.Name,
        needs: [AttributeName] = [],
        locksTarget: TargetLock = .never,
        isLoose: Bool = false,
        staggersWindows: Bool = false
    ) {
        self.type = type
        self.needs = needs
        self.locksTarget = locksTarget
        self.isLoose = isLoose
        self.staggersWindows = staggersWindows
    }
}

/// Which requests that set or clear a reference occupy its target.
package enum TargetLock: Hashable, Sendable, CaseIterable {
    /// Requests that name it leave it free.
    case never
    /// Not a creation that carries the reference.
    case changes
    /// A creation that carries the reference too: the server that a volume is made at.
    case changesAndCreation
}

extension ValueKind {
    package var elementSet: ElementSet? {
        guard case .elements(let set) = self else { return nil }
        return set
    }

    package static func reference(_ type: ResourceType.Name) -> ValueKind { .reference(ReferenceKind(type)) }
}

/// A list of objects, each told apart by its key.
package struct ElementSet: Sendable {
    /// Singular, for messages: `subnet`.
    package let noun: String
    /// The attributes whose values identify an element.
    package let key: [AttributeName]
    package let attributes: [Attribute]
    package let limit: Int
    /// What stands between the parts of a key.
    package let separator: String
    /// Elements that every object has from the start.
    package var provided: [ProvidedElement] = []
    /// The key in the API's answer with an ID of the element's own, which calls name it by and no file writes: of
    /// the snapshots of a storage box.
    package var identifier: AttributeName?
    /// The part that, while it says so, makes the API refuse every other change of the element and its removal; lifted
    /// around a change and put back: the protection of a set of records.
    package var guardedBy: AttributeName?
    /// What the API gives by itself: what a part then ends in.
    package var automaticSuffixes: [AttributeName: String] = [:]

    package init(
        _ noun: String,
        key: [AttributeName],
        separator: String = " via ",
        limit: Int,
        _ attributes: [Attribute]
    ) {
        self.noun = noun
        self.key = key
        self.attributes = attributes
        self.limit = limit
        self.separator = separator
    }

    package func attribute(_ name: AttributeName) -> Attribute? {
        attributes.first { $0.name == name }
    }

    /// What a part of a new element is where it is not written, as far as that is known.
    package func initialValue(at path: [AttributeName]) -> Value? {
        guard let first = path.first else { return nil }
        let part = path.dropFirst().reduce(attribute(first)) { part, name in
            guard case .object(let parts)? = part?.kind else { return nil }
            return parts.first { $0.name == name }
        }
        guard case .defaulted(let value)? = part?.presence else { return part?.reset }
        return value
    }

    /// The key of an element as paths show it: `10.0.1.0/24`, `0.0.0.0/0 via 10.0.0.2`.
    package func key(of element: Value) -> String {
        key.map { name in (element[name] ?? .null).keyText }.filter { !$0.isEmpty }.joined(separator: separator)
    }
}

/// An element that every object has from the start and keeps: the SOA record of a zone.
///
/// It is never added or removed: its parts change, and taking it out of the file leaves them as they are.
package struct ProvidedElement: Sendable {
    /// Entries of a part that are there whatever the file says.
    package struct KeptEntries: Sendable {
        package let part: AttributeName
        /// What tells an entry.
        package let entry: AttributeName
        /// The object's output that lists them.
        package let output: AttributeName

        package init(_ part: AttributeName, by entry: AttributeName, listedIn output: AttributeName) {
            self.part = part
            self.entry = entry
            self.output = output
        }
    }

    package let key: String
    package let keeps: KeptEntries?

    package init(_ key: String, keeps: KeptEntries? = nil) {
        self.key = key
        self.keeps = keeps
    }
}

extension ElementSet {
    package func provided(_ key: String) -> ProvidedElement? { provided.first { $0.key == key } }
}

extension Value {
    /// How a value reads as part of a key.
    package var keyText: String {
        switch self {
        case .null: ""
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): text
        case .reference(.resource(let address)): address.keyText
        case .reference(.object(_, let id)): "#\(id)"
        case .deferred(let deferred): deferred.source
        case .list(let values): values.map(\.keyText).joined(separator: ",")
        case .map(let values): values.sortedByKey().map { "\($0.key)=\($0.value.keyText)" }.joined(separator: ",")
        }
    }
}

extension ResourceAddress {
    /// The address without its section, which the attribute implies.
    package var keyText: String {
        let text = description
        return String(text[text.index(text.startIndex, offsetBy: section.count + 1)...])
    }
}
