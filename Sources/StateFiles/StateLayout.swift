import JSONDocuments

extension JSONLayout {
    /// As wide as a diff in a review tool shows without wrapping.
    private static let stateWidth = 100

    /// Lays JSON out so that a diff shows one attribute a line and git merges what is apart.
    ///
    /// Scalars, and short lists and maps of scalars, take one line; of a list of objects each object takes one. Keys
    /// are in the order of their UTF-8.
    static let state = JSONLayout { value, place in
        guard !place.isElement, !value.isEmpty else { return true }
        switch value {
        case .null, .boolean, .integer, .number, .string: return true
        case .array(let elements): return elements.allSatisfy(\.isScalar) && fits(value, place)
        case .object(let object): return place.depth > 3 && object.allSatisfy(\.value.isScalar) && fits(value, place)
        }
    }.sorted

    private static func fits(_ value: JSONValue, _ place: Place) -> Bool {
        place.column + value.text(.line).utf8.count <= stateWidth
    }
}
