/// The members of a JSON object in the order in which they were written.
///
/// Objects of the API have a few dozen members at most, so a member is found by walking the pairs.
/// Two objects are equal if they have the same members, in whatever order.
public struct JSONObject: Sendable {
    public typealias Member = (key: String, value: JSONValue)

    private var members: [Member]

    /// Creates an object without members.
    public init() {
        members = []
    }

    /// Keeps the order of the pairs; of several with one key, the last one's value wins.
    public init(_ pairs: some Sequence<(String, JSONValue)>) {
        self.init()
        for (key, value) in pairs {
            self[key] = value
        }
    }

    /// Trusts the caller that no key occurs twice.
    init(distinct members: [Member]) {
        self.members = members
    }

    /// Found at once, without walking.
    public var count: Int { members.count }

    /// Whether it is `{}`.
    public var isEmpty: Bool { members.isEmpty }

    /// In the order of the members.
    public var keys: [String] { members.map(\.key) }

    /// The value of a member.
    ///
    /// Setting appends a new key at the end; setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get {
            let length = key.utf8.count
            return members.withUnsafeBufferPointer { members in
                // Most keys differ in length already. Texts that are equal only as characters are no one key in JSON.
                for index in members.indices
                where members[index].key.utf8.count == length && members[index].key == key {
                    return members[index].value
                }
                return nil
            }
        }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: RandomAccessCollection {
    /// Always 0.
    public var startIndex: Int { members.startIndex }

    /// The number of members.
    public var endIndex: Int { members.endIndex }

    /// The member at a place, which is its place in the text.
    public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        // Nearly always the order is the same too; only then is comparing linear.
        if zip(left, right).allSatisfy({ $0.key == $1.key && $0.value == $1.value }) { return true }
        return left.allSatisfy { right[$0.key] == $0.value }
    }

    /// Adds up the members' own hashes, because their order must not matter.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var own = Hasher()
            own.combine(member.key)
            own.combine(member.value)
            sum &+= own.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}
