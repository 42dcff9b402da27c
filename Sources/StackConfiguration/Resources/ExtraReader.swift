import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads `extra`: one policy for all lists of a resource, or one for each by its name.
struct ExtraReader {
    let type: ResourceType
    private let scalars = ScalarReader()

    init(type: ResourceType) { self.type = type }

    func extra(_ entry: Node.Entry, _ problems: inout Problems) -> Extra {
        let lists = type.listsWithExtra
        let names = lists.map(\.name.text)
        guard case .mapping(let entries) = entry.value.content else {
            guard !entry.value.isNull else { return Extra() }
            guard lists.contains(where: { !$0.isLabels }) else {
                problems.report(.noLists(entry, of: type))
                return Extra()
            }
            return Extra(ofLists: policy(entry.value, for: "extra", &problems))
        }
        var extra = Extra()
        for entry in entries {
            guard names.contains(entry.name) else {
                problems.report(.unknownList(entry, of: type, known: names))
                continue
            }
            extra.byName[AttributeName(entry.name)] = policy(entry.value, for: entry.name, &problems)
        }
        return extra
    }

    private func policy(_ node: Node, for name: String, _ problems: inout Problems) -> ExtraPolicy? {
        guard let text = scalars.text(of: node, for: name, &problems) else { return nil }
        if let policy = ExtraPolicy(rawValue: text) { return policy }
        let words = ExtraPolicy.allCases.map(\.rawValue)
        problems.report(
            .invalidValue(
                expected: words.quoted(joinedBy: "or"),
                for: name,
                not: quoted(text),
                at: node.range,
                hint: Suggestion.question(for: text, among: words)
            )
        )
        return nil
    }
}

/// Reads how long something may take: `90s`, `10m`, `1h30m`.
struct TimeSpanReader {
    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600]
    private static let longest = 24 * 3_600

    func seconds(_ node: Node, for name: String, _ problems: inout Problems) -> Int? {
        guard !node.isNull, let text = ScalarReader().text(of: node, for: name, &problems) else { return nil }
        if let seconds = Self.seconds(text), (1...Self.longest).contains(seconds) { return seconds }
        problems.report(
            .invalidValue(
                expected: "a time such as '90s', '10m' or '1h30m', at most 24h",
                for: name,
                not: quoted(text),
                at: node.range
            )
        )
        return nil
    }

    private static func seconds(_ text: String) -> Int? {
        var total = 0
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber, digits.count < 6 {
                digits.append(character)
            } else if let unit = units[character], let number = Int(digits) {
                total += number * unit
                digits = ""
            } else {
                return nil
            }
        }
        return digits.isEmpty ? total : nil
    }
}

extension Attribute {
    fileprivate var isLabels: Bool {
        guard case .labels = kind else { return false }
        return true
    }
}

extension Diagnostic {
    fileprivate static func noLists(_ entry: Node.Entry, of type: ResourceType) -> Diagnostic {
        .error(
            "unknown-attribute",
            "a \(type.name.words) has no list to which others add, so 'extra' says nothing",
            at: entry.key.range
        )
    }

    fileprivate static func unknownList(_ entry: Node.Entry, of type: ResourceType, known: [String]) -> Diagnostic {
        let lists = known.isEmpty ? "nothing" : known.quoted(joinedBy: "and") + " alone"
        return .error(
            "unknown-attribute",
            "'extra' of a \(type.name.words) takes \(lists), not \(quoted(entry.name))",
            at: entry.key.range,
            hint: Suggestion.question(for: entry.name, among: known)
        )
    }
}
