/// What an object has under names.
///
/// Thousands of objects of a type share one index of its names: a dictionary each would take three times the memory.
package struct ObservedValues: Hashable, Sendable {
    /// The names that objects of a type may have values for.
    package final class Names: Sendable {
        fileprivate let all: [AttributeName]
        fileprivate let places: [AttributeName: Int]

        /// Of equal names the first one counts.
        package init(_ names: some Sequence<AttributeName>) {
            all = Array(names)
            places = Dictionary(all.enumerated().map { ($1, $0) }) { first, _ in first }
        }

        /// Which of the names it is.
        package func place(of name: AttributeName) -> Int? { places[name] }
    }

    private let names: Names
    /// In the order of the names; `nil` for what the object has not.
    private let values: [Value?]

    /// - Parameter values: as many as there are names.
    package init(_ names: Names, _ values: [Value?]) {
        precondition(names.all.count == values.count, "each name has a value, or none")
        self.names = names
        self.values = values
    }

    package init(_ names: Names, _ value: (AttributeName) -> Value?) {
        self.init(names, names.all.map(value))
    }

    package init(_ values: [AttributeName: Value]) {
        self.init(Names(values.keys)) { values[$0] }
    }

    package subscript(name: AttributeName) -> Value? { names.places[name].flatMap { values[$0] } }

    package var isEmpty: Bool { values.allSatisfy { $0 == nil } }

    /// The same as a dictionary.
    package var all: [AttributeName: Value] {
        names.places.reduce(into: [:]) { all, place in all[place.key] = values[place.value] }
    }

    package static func == (left: ObservedValues, right: ObservedValues) -> Bool {
        left.names === right.names ? left.values == right.values : left.all == right.all
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(all) }
}

extension ObservedValues: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral entries: (AttributeName, Value)...) {
        self.init(Dictionary(entries) { _, last in last })
    }
}
