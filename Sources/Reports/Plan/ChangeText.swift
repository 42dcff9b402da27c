import Diagnostics
import Reconciliation
import ResourceModel

/// One change of a plan, or several that are alike: a line with glyph, address, impacts and reason, then its attributes
/// and notes.
struct ChangeText {
    private let group: ChangeGroup
    private let change: Change
    /// Who waits for whom, and how long that takes.
    private let pace: String?
    /// Notes that are told elsewhere.
    private let told: Set<String>
    let type: ResourceType
    let style: TextStyle
    let texts: ValueText
    /// `nil` where the prices were not asked for.
    let currency: String?

    init(
        _ group: ChangeGroup,
        of plan: Plan,
        _ catalog: Catalog,
        style: TextStyle = TextStyle(),
        pace: String? = nil,
        told: Set<String> = []
    ) {
        self.group = group
        self.pace = pace
        self.told = told
        change = group.first
        type = catalog[change.type]
        self.style = style
        texts = ValueText(plan.objectNames, isShort: style.shortensValues)
        currency = plan.cost?.currency
    }

    func lines() -> [String] {
        [heading] + AttributeTable(rows, style: style).lines() + noteLines
    }

    private var heading: String {
        let parts = [
            style.paint(group.title, .bold),
            change.impacts.text(style),
            style.paint(change.impacts.asides, .yellow),
            currency.flatMap { group.cost?.text($0) } ?? "",
            pace ?? "",
            style.paint(change.origin.map { "moved from \($0)" } ?? "", .dim),
            style.paint(reason, .dim),
        ]
        let glyph = style.paint(change.kind.description.leftPadded(to: 3), change.kind.tone)
        return "\(glyph) \(parts.filter { !$0.isEmpty }.joined(separator: "  "))"
    }

    /// Of several, what is alike with the first and the last of what is not.
    var rows: [AttributeRow] {
        let first = rows(of: change)
        guard group.changes.count > 1, let last = group.changes.last else { return first }
        return zip(first, rows(of: last)).map { $0.spanning(to: $1) }
    }

    private func rows(of change: Change) -> [AttributeRow] {
        switch change.kind {
        case .create:
            change.attributes.filter { $0.isSet && !$0.isUsualName(at: change.address) }
                .map { AttributeRow(set: $0, of: type, texts) }
        case .update, .replace, .adopt, .move:
            change.attributes.map { AttributeRow(change: $0, of: type, texts, following: followed) }
        case .delete, .forget:
            []
        }
    }

    private var noteLines: [String] {
        let indent = String(repeating: " ", count: 6)
        return change.notes.filter { !told.contains($0) }.flatMap { note in
            let lines = "note: \(note.withoutControls)".wrapped(to: max(30, style.width - indent.count))
            return lines.enumerated().map { index, line in
                guard index == 0 else { return "\(indent)      \(line)" }
                return "\(indent)\(style.paint("note:", .cyan))\(line.dropFirst("note:".count))"
            }
        }
    }

    private var reason: String {
        let current = group.changes.count > 1 ? "" : change.currentID.map { " (id \($0))" } ?? ""
        return switch change.reason {
        case .declared: change.range?.lineText ?? "new"
        case .undeclared: "not in the file any more\(current)"
        case .destroyed: "will be deleted\(current)"
        case .vanished: "it is not in the cloud any more"
        case .differs: replacementReason ?? ""
        case .unusable: "of no use as it is\(current)"
        case .requested: "--replace asks for a new one\(current)"
        case .follows(let address): "follows \(address)"
        case .found: "found by its labels, the state did not know it\(current)"
        case .named: "found by its name, the state did not know it\(current)"
        case .interrupted: "an apply was interrupted\(current)"
        case .adopted: "takes over what is there" + current
        case .leftover: "left behind by a replacement\(current)"
        case .abandoned: abandonment + current
        case .listed: "forgotten, the file has it in a list now\(current)"
        case .kept: "forgotten, stays in the cloud as its on_removal says\(current)"
        case .removed: "taken out with 'removed', stays in the cloud\(current)"
        }
    }

    private var followed: ResourceAddress? {
        guard case .follows(let address) = change.reason else { return nil }
        return address
    }

    private var replacementReason: String? {
        func names(_ effect: AttributeChange.Effect) -> String? {
            let names = change.attributes.filter { $0.effect == effect }.map(\.path.description)
            return names.isEmpty ? nil : names.joined(separator: ", ")
        }
        let forced = names(.replacement).map { "\($0) cannot change in place" }
        let wished = names(.wishedReplacement).map { "replace_on asks for a new one with other \($0)" }
        return [forced, wished].compactMap(\.self).first
    }

    private var abandonment: String {
        switch change.kind {
        case .adopt: "made by a replacement that was interrupted; the next apply deletes it"
        case .create, .update, .replace, .delete, .forget, .move: "made by a replacement that did not come to its end"
        }
    }
}

extension AttributeChange {
    /// A name in the cloud that is the logical name says nothing new.
    fileprivate func isUsualName(at address: ResourceAddress) -> Bool {
        path == AttributePath(.name) && new == .string(address.usualName)
    }

    fileprivate var isSet: Bool { isSensitive || !(new ?? .null).isNull }
}

extension Change.Kind {
    var tone: TextStyle.Tone {
        switch self {
        case .create: .green
        case .update: .yellow
        case .replace, .delete: .red
        case .adopt, .forget, .move: .cyan
        }
    }
}

extension Set<Impact> {
    /// What must be allowed, worst first: `DATA-LOSS, DOWNTIME`; costs are said in money, the rest in ``asides``.
    func text(_ style: TextStyle) -> String {
        intersection(Impact.dangerous).sorted(by: >).map { $0.text(style) }.joined(separator: ", ")
    }

    /// What one should know and need not allow: `cannot shrink again`.
    var asides: String { contains(.irreversible) ? "cannot shrink again" : "" }
}

extension Impact {
    /// The name of an impact; in capitals where it must be allowed, and nowhere else.
    package func text(_ style: TextStyle) -> String {
        Impact.dangerous.contains(self) ? style.paint(rawValue.uppercased(), .loud) : rawValue
    }
}
