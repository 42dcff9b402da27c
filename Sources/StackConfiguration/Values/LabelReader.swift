import Diagnostics
import LabelText
import ResourceModel
import YAMLDocuments

/// Reads labels: https://docs.hetzner.cloud/reference/cloud#labels.
struct LabelReader {
    let scalars: ScalarReader
    let place: KindPlace?

    func read(_ entries: [Node.Entry], in node: Node, _ problems: inout Problems) -> ReadValue {
        var labels: [String: Value] = [:]
        var places: [(key: String, places: Places)] = []
        places.reserveCapacity(entries.count)
        for entry in entries {
            if let diagnostic = problem(withKey: entry, owners: problems.hints.misnomers.labelOwners) {
                problems.report(diagnostic)
            }
            guard !entry.value.isNull else {
                problems.report(.nullLabel(entry))
                continue
            }
            if case .pending(let pending) = entry.value.content {
                let place = place?.appending(.label, called: entry.name)
                let reader = DeferredReader(kind: .labelValue, place: place, name: entry.name)
                guard let value = reader.read(pending, at: entry.value, &problems) else { continue }
                labels[entry.name] = value
                places.append((entry.name, Places(entry.value.range)))
                continue
            }
            guard let text = scalars.text(of: entry.value, for: entry.name, &problems) else { continue }
            guard LabelSyntax.isValue(text) else {
                problems.report(.invalidLabelValue(entry))
                continue
            }
            labels[entry.name] = .string(text)
            places.append((entry.name, Places(entry.value.range)))
        }
        return ReadValue(value: .map(labels), places: Places(node.range, parts: places))
    }

    private func problem(withKey entry: Node.Entry, owners: [String: String]) -> Diagnostic? {
        if Ownership.isReserved(entry.name) { return .reservedLabel(entry, by: "hzform") }
        if let owner = owners.first(where: { entry.name.hasPrefix($0.key) }) {
            return .reservedLabel(entry, by: owner.value)
        }
        return LabelSyntax.isKey(entry.name) ? nil : .invalidLabelKey(entry)
    }
}

extension Diagnostic {
    private static let alphabet = "at most 63 letters, digits and between them '-', '_' or '.'"

    fileprivate static func invalidLabelKey(_ entry: Node.Entry) -> Diagnostic {
        .error(
            "invalid-label",
            "\(quoted(entry.name)) is no label key: expected \(alphabet), after a prefix like 'shop.example/' or without",
            at: entry.key.range
        )
    }

    fileprivate static func invalidLabelValue(_ entry: Node.Entry) -> Diagnostic {
        .error(
            "invalid-label",
            "\(entry.value.found) is no label value: expected \(alphabet)",
            at: entry.value.range
        )
    }

    fileprivate static func nullLabel(_ entry: Node.Entry) -> Diagnostic {
        .error(
            "invalid-label",
            "the label \(quoted(entry.name)) has no value",
            at: entry.key.range,
            hint: "Write \"\" for an empty value."
        )
    }

    fileprivate static func reservedLabel(_ entry: Node.Entry, by owner: String) -> Diagnostic {
        .error("reserved-label", "the label '\(entry.name)' is reserved by \(owner)", at: entry.key.range)
    }
}
