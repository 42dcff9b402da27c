import JSONDocuments
import TestSupport

/// One change of a state file that leaves it JSON: what a merge by hand, a script or a slip does.
struct StateEdit {
    /// What was done where, for the reader of a failure.
    let words: String
    let document: JSONValue

    init(of document: JSONValue, _ random: inout SeededGenerator) {
        let places = Place.all(in: document)
        let place = random.pick(places)
        let other = random.pick(places)
        let value = document.value(at: place)
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            words = "\(place) is taken out"
            self.document = document.setting(nil, at: place)
        case 1:
            words = "\(place) is null"
            self.document = document.setting(.null, at: place)
        case 2:
            words = "\(place) is also at \(other)"
            self.document = document.setting(value, at: other)
        case 3:
            words = "\(place) and \(other) change places"
            self.document = document.setting(value, at: other).setting(document.value(at: other), at: place)
        case 4:
            words = "\(place) has the key of \(other)"
            self.document = document.renaming(place, to: other.last)
        case 5:
            words = "\(place) is there twice"
            self.document = document.doubling(place)
        default:
            let changed = value.slip(&random)
            words = "\(place) is \(changed)"
            self.document = document.setting(changed, at: place)
        }
    }

    /// Where something stands in a document.
    struct Place: CustomStringConvertible {
        enum Step: Hashable {
            case key(String)
            case index(Int)
        }

        let steps: [Step]

        /// The key of the last member on the way; empty for the document itself.
        var last: String {
            for case .key(let key) in steps.reversed() { return key }
            return ""
        }

        var description: String {
            steps.map { step in
                switch step {
                case .key(let key): key
                case .index(let index): "\(index)"
                }
            }.joined(separator: "/")
        }

        /// All but the document itself.
        static func all(in document: JSONValue) -> [Place] {
            var found: [Place] = []
            func visit(_ value: JSONValue, _ steps: [Step]) {
                if !steps.isEmpty { found.append(Place(steps: steps)) }
                switch value {
                case .object(let members): for (key, part) in members { visit(part, steps + [.key(key)]) }
                case .array(let parts): for (index, part) in parts.enumerated() { visit(part, steps + [.index(index)]) }
                case .null, .boolean, .integer, .number, .string: break
                }
            }
            visit(document, [])
            return found
        }
    }
}

extension JSONValue {
    fileprivate func value(at place: StateEdit.Place) -> JSONValue {
        place.steps.reduce(self) { value, step in
            switch step {
            case .key(let key): value[key] ?? .null
            case .index(let index): value[index] ?? .null
            }
        }
    }

    /// Places that an earlier change took away stay away.
    fileprivate func setting(_ value: JSONValue?, at place: StateEdit.Place) -> JSONValue {
        changing(place.steps[...]) { _ in value }
    }

    private func changing(
        _ steps: ArraySlice<StateEdit.Place.Step>,
        _ change: (JSONValue) -> JSONValue?
    ) -> JSONValue {
        guard let step = steps.first else { return change(self) ?? .null }
        let rest = steps.dropFirst()
        switch (step, self) {
        case (.key(let key), .object(var members)):
            guard let part = members[key] else { return self }
            members[key] = rest.isEmpty ? change(part) : part.changing(rest, change)
            return .object(members)
        case (.index(let index), .array(var parts)) where parts.indices.contains(index):
            let changed = rest.isEmpty ? change(parts[index]) : parts[index].changing(rest, change)
            parts.replaceSubrange(index...index, with: changed.map { [$0] } ?? [])
            return .array(parts)
        default:
            return self
        }
    }

    fileprivate func renaming(_ place: StateEdit.Place, to name: String) -> JSONValue {
        guard case .key(let key)? = place.steps.last else { return self }
        let parent = StateEdit.Place(steps: place.steps.dropLast())
        guard case .object(let members) = value(at: parent) else { return self }
        let renamed = JSONValue.object(JSONObject(members.map { ($0.key == key ? name : $0.key, $0.value) }))
        return parent.steps.isEmpty ? renamed : setting(renamed, at: parent)
    }

    /// An element is there once more, a member under another key.
    fileprivate func doubling(_ place: StateEdit.Place) -> JSONValue {
        let parent = StateEdit.Place(steps: place.steps.dropLast())
        let doubled: JSONValue
        switch (place.steps.last, value(at: parent)) {
        case (.index(let index)?, .array(var parts)):
            parts.insert(parts[index], at: index)
            doubled = .array(parts)
        case (.key(let key)?, .object(var members)):
            members[key + "2"] = members[key]
            doubled = .object(members)
        default:
            return self
        }
        return parent.steps.isEmpty ? doubled : setting(doubled, at: parent)
    }

    /// Something like it, as a slip of the hand makes it.
    fileprivate func slip(_ random: inout SeededGenerator) -> JSONValue {
        switch self {
        case .null: return .boolean(true)
        case .boolean(let flag): return .boolean(!flag)
        case .integer(let number): return .integer(number &+ random.pick([-1, 1, 10, -number]))
        case .number(let number): return .number(-number)
        case .string(let text):
            return .string(random.pick(["", String(text.dropLast()), text + "x", text.uppercased()]))
        case .array(let parts): return random.chance(50) ? .array([]) : .array(parts.reversed())
        case .object: return random.pick([.object([:]), .string("{}"), .integer(0)])
        }
    }
}
