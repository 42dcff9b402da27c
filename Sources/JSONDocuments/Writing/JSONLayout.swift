/// How a value is laid out as text: what takes one line, what comes between the parts, in what order members stand.
public struct JSONLayout: Sendable {
    /// Where a value stands while it is being written.
    public struct Place: Sendable {
        /// How many arrays and objects are around it.
        public let depth: Int
        /// Bytes on its line before it: its indent, and its key.
        public let column: Int
        /// Whether it stands in an array.
        public let isElement: Bool
    }

    /// Between two elements on one line.
    public var comma = ", "
    /// Between a key and its value.
    public var colon = ": "
    /// Whether members are put in the order of their keys' UTF-8; otherwise they keep their own.
    public var sortsKeys = false
    /// Whether texts also escape what is invisible and what YAML takes for the end of a line.
    public var escapesInvisible = false
    /// Whether the array or object takes one line, with all that is in it.
    public var isOnOneLine: @Sendable (JSONValue, Place) -> Bool

    /// Creates a layout from its rule of what takes one line.
    public init(isOnOneLine: @escaping @Sendable (JSONValue, Place) -> Bool) {
        self.isOnOneLine = isOnOneLine
    }
}

extension JSONLayout {
    /// Without any white space, members in their own order.
    public static let compact: JSONLayout = {
        var layout = line
        layout.comma = ","
        layout.colon = ":"
        return layout
    }()

    /// Everything on one line, as people write it.
    public static let line = JSONLayout { _, _ in true }

    /// Two spaces a level, and a line for every part.
    public static let indented = JSONLayout { value, _ in value.isEmpty }
}

extension JSONLayout {
    /// The same with members in the order of their keys' UTF-8, so that the same value is the same text.
    public var sorted: JSONLayout {
        var layout = self
        layout.sortsKeys = true
        return layout
    }
}

extension JSONValue {
    /// Whether it is `[]` or `{}`.
    public var isEmpty: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .null, .boolean, .integer, .number, .string: false
        }
    }

    /// Whether it has no parts.
    public var isScalar: Bool {
        switch self {
        case .null, .boolean, .integer, .number, .string: true
        case .array, .object: false
        }
    }
}
