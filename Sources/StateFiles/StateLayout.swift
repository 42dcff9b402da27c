import HetznerCloud
import ResourceModel

/// Lays JSON out so that a diff shows one attribute a line and git merges what is apart.
///
/// Scalars, and short lists and maps of scalars, take one line; of a list of objects each object takes one. Keys are in
/// the order of their UTF-8.
struct StateLayout {
    /// As wide as a diff in a review tool shows without wrapping.
    private static let width = 100

    private(set) var text = ""

    mutating func write(_ value: JSONValue, depth: Int = 0, prefix: Int = 0) {
        let line = Self.oneLine(value)
        let fits = 2 * depth + prefix + line.utf8.count <= Self.width
        switch value {
        case .null, .boolean, .integer, .number, .string:
            text += line
        case .array(let values) where values.isEmpty || values.allSatisfy(\.isScalar) && fits:
            text += line
        case .array(let values):
            enclose(values, in: "[", "]", depth) { layout, element in
                layout.text += Self.oneLine(element)
            }
        case .object(let object) where object.isEmpty || object.allSatisfy(\.value.isScalar) && fits && depth > 3:
            text += line
        case .object(let object):
            enclose(object.sortedByKey, in: "{", "}", depth) { layout, member in
                let key = Self.oneLine(.string(member.key))
                layout.text += "\(key): "
                layout.write(member.value, depth: depth + 1, prefix: key.utf8.count + 2)
            }
        }
    }

    private mutating func enclose<Element>(
        _ elements: [Element],
        in opening: String,
        _ closing: String,
        _ depth: Int,
        write: (inout StateLayout, Element) -> Void
    ) {
        text += opening
        for (index, element) in elements.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += String(repeating: " ", count: 2 * (depth + 1))
            write(&self, element)
        }
        text += "\n" + String(repeating: " ", count: 2 * depth) + closing
    }

    static func oneLine(_ value: JSONValue) -> String {
        switch value {
        case .null, .boolean, .integer, .number, .string: value.description
        case .array(let values): "[\(values.map(oneLine).joined(separator: ", "))]"
        case .object(let object):
            "{\(object.sortedByKey.map { "\(oneLine(.string($0.key))): \(oneLine($0.value))" }.joined(separator: ", "))}"
        }
    }
}

extension JSONObject {
    fileprivate var sortedByKey: [Member] { sorted { $0.key.precedes($1.key) } }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .null, .boolean, .integer, .number, .string: true
        case .array, .object: false
        }
    }
}
