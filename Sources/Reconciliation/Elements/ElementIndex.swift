import ResourceModel

/// The elements of one attribute by their keys, on its three sides.
///
/// Of elements with the same key the first one of a side counts.
struct ElementIndex {
    private var elements: [String: Sides] = [:]
    /// Whether the file says the list at all.
    let isWanted: Bool

    init(_ sides: Sides, key: (Value) -> String) {
        isWanted = sides.desired != nil
        for element in sides.desired?.list ?? [] {
            elements[key(element), default: Sides()].desired.setIfNil(element)
        }
        for element in sides.recorded?.list ?? [] {
            elements[key(element), default: Sides()].recorded.setIfNil(element)
        }
        for element in sides.observed?.list ?? [] {
            elements[key(element), default: Sides()].observed.setIfNil(element)
        }
    }

    /// By their keys, in the order of these.
    var sorted: [(key: String, sides: Sides)] {
        elements.sorted { $0.key.precedes($1.key) }.map { ($0.key, $0.value) }
    }

    subscript(key: String) -> Sides { elements[key] ?? Sides() }
}

extension Value? {
    fileprivate mutating func setIfNil(_ value: Value) {
        if self == nil { self = value }
    }
}
