import HetznerCloud
import ResourceModel

extension ObservationPath {
    /// What an answer has at the path, with lists walked where the path says so.
    ///
    /// `nil` where the answer has no such key; null where something on the way is null.
    func value(in object: JSONValue) -> JSONValue? {
        Self.walk(components[...], from: object)
    }

    /// What an answer has at the path as a list: nothing for null, one entry for a single object.
    func values(in object: JSONValue) -> [JSONValue] {
        switch value(in: object) {
        case nil, .null: []
        case .array(let values): values
        case .some(let single): [single]
        }
    }

    private static func walk(_ rest: ArraySlice<Component>, from value: JSONValue) -> JSONValue? {
        guard let component = rest.first, !value.isNull else { return value }
        switch component {
        case .key(let key):
            return value[key].flatMap { walk(rest.dropFirst(), from: $0) }
        case .each:
            return each(of: value.array ?? [], rest.dropFirst())
        case .eachWhere(let key, let text):
            return each(of: (value.array ?? []).filter { $0[key]?.string == text }, rest.dropFirst())
        }
    }

    private static func each(of values: [JSONValue], _ rest: ArraySlice<Component>) -> JSONValue {
        .array(values.compactMap { walk(rest, from: $0) }.filter { !$0.isNull })
    }
}
