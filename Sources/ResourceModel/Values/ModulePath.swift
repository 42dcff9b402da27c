/// Which use of a module something stands in: `modules.eu`, `modules.eu.modules.cache[0]`; empty for the file itself.
package struct ModulePath: Hashable, Sendable {
    package struct Step: Hashable, Sendable {
        package let name: String
        package let instance: ResourceAddress.Instance?

        package init(_ name: String, _ instance: ResourceAddress.Instance? = nil) {
            self.name = name
            self.instance = instance
        }
    }

    /// From the outside in.
    package let steps: [Step]

    /// The file itself.
    package static let root = ModulePath([])

    package init(_ steps: [Step]) { self.steps = steps }

    package var isRoot: Bool { steps.isEmpty }

    /// A module that is used in this one.
    package func appending(_ name: String, _ instance: ResourceAddress.Instance? = nil) -> ModulePath {
        ModulePath(steps + [Step(name, instance)])
    }

    /// Whether something at the other path stands in this module, or in one inside of it.
    package func contains(_ other: ModulePath) -> Bool { other.steps.starts(with: steps) }

    /// The same, where a step without an instance stands for all instances of a module.
    package func covers(_ other: ModulePath) -> Bool {
        steps.count <= other.steps.count
            && zip(steps, other.steps).allSatisfy { own, other in
                own.name == other.name && (own.instance == nil || own.instance == other.instance)
            }
    }

    /// Whether the other path is this one, with instances where this one names none.
    package func coversAll(of other: ModulePath) -> Bool { steps.count == other.steps.count && covers(other) }

    /// The other path, which this one covers, with a new beginning.
    ///
    /// Instances that neither beginning names stay the same; `nil` where the new one has no place for them, so that
    /// several would become one.
    package func rebasing(_ other: ModulePath, onto new: ModulePath) -> ModulePath? {
        var start = new.steps
        for (distance, (own, step)) in zip(steps, other.steps).reversed().enumerated()
        where own.instance == nil && step.instance != nil {
            let place = start.count - 1 - distance
            guard place >= 0, start[place].instance == nil else { return nil }
            start[place] = Step(start[place].name, step.instance)
        }
        return ModulePath(start + other.steps.dropFirst(steps.count))
    }
}

extension ModulePath {
    /// What stands before the section in an address; empty, or with a dot at its end.
    var prefix: String { isRoot ? "" : "\(description)." }

    /// Reads the modules at the beginning of a text, and what is left after the dot behind them.
    ///
    /// `nil` where the text begins like a module and is none. The rest is empty where the text names a module alone.
    static func parse(_ text: Substring) -> (path: ModulePath, rest: Substring)? {
        var steps: [Step] = []
        var rest = text
        while rest.hasPrefix("modules.") {
            rest = rest.dropFirst("modules.".count)
            let name = rest.prefix { $0 != "." && $0 != "[" }
            guard !name.isEmpty else { return nil }
            rest = rest[name.endIndex...]
            var instance: ResourceAddress.Instance?
            if rest.first == "[" {
                guard let end = rest.bracketEnd, let read = ResourceAddress.Instance(rest[..<end]) else { return nil }
                instance = read
                rest = rest[end...]
            }
            steps.append(Step(String(name), instance))
            guard rest.first == "." else { return rest.isEmpty ? (ModulePath(steps), rest) : nil }
            rest = rest.dropFirst()
            guard !rest.isEmpty else { return nil }
        }
        return (ModulePath(steps), rest)
    }

    /// Reads what ``description`` wrote of a path that is not empty; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        guard let (path, rest) = Self.parse(Substring(text)), rest.isEmpty, !path.isRoot else { return nil }
        self = path
    }
}

extension Substring {
    /// The place behind the bracket that closes the one at the beginning; brackets in quotes do not count.
    fileprivate var bracketEnd: Index? {
        var isQuoted = false
        for index in indices {
            if self[index] == "\"" { isQuoted.toggle() }
            if self[index] == "]", !isQuoted { return self.index(after: index) }
        }
        return nil
    }
}

extension ModulePath: CustomStringConvertible {
    package var description: String { steps.map { "modules.\($0)" }.joined(separator: ".") }
}

extension ModulePath.Step: CustomStringConvertible {
    package var description: String { name + (instance?.description ?? "") }
}

extension ModulePath: Comparable {
    /// What contains something comes before it.
    package static func < (left: ModulePath, right: ModulePath) -> Bool {
        left.steps.lexicographicallyPrecedes(right.steps)
    }
}

extension ModulePath.Step: Comparable {
    package static func < (left: ModulePath.Step, right: ModulePath.Step) -> Bool {
        if left.name != right.name { return left.name.precedes(right.name) }
        return ResourceAddress.Instance.precedes(left.instance, right.instance)
    }
}
