import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads the resources of one section.
struct ResourceReader {
    private let type: ResourceType
    private let attributes: [String: Attribute]
    private let implied: [Attribute]
    private let required: [AttributeName]
    private let values: ValueReader
    private let settings: Settings
    private let lifecycle: LifecycleReader

    init(_ type: ResourceType, values: ValueReader, settings: Settings, declarations: Declarations) {
        self.type = type
        self.values = values
        self.settings = settings
        attributes = Dictionary(type.attributes.map { ($0.name.text, $0) }) { first, _ in first }
        implied = type.attributes.filter { $0.presence != .optional && $0.presence != .required }
        required = type.attributes.filter { $0.presence == .required }.map(\.name)
        lifecycle = LifecycleReader(type: type, declarations: declarations)
    }

    func read(_ declaration: Declaration, _ problems: inout Problems) -> Draft {
        var draft = Draft(declaration, type: type.name)
        switch declaration.body.content {
        case .mapping(let entries):
            for entry in entries {
                read(entry, into: &draft, &problems)
            }
        case .scalar where declaration.body.isNull:
            break
        case .invalid:
            draft.isBroken = true
            return draft
        case .scalar, .sequence:
            draft.isBroken = true
            problems.report(
                .wrongType(
                    expected: "a map with the attributes of a \(type.name.words)",
                    for: declaration.address.key,
                    declaration.body
                )
            )
            return draft
        }
        checkRequired(draft, &problems)
        addName(of: declaration, to: &draft, &problems)
        addLabels(to: &draft)
        implied.forEach { imply($0, in: &draft) }
        return draft
    }

    private func read(_ entry: YAMLEntry, into draft: inout Draft, _ problems: inout Problems) {
        guard let attribute = attributes[entry.name] else {
            readOther(entry, into: &draft, &problems)
            return
        }
        let name = attribute.name
        guard !entry.value.isNull else {
            draft.attributes[name] = DesiredValue(.null, places: Places(entry.value.range))
            return
        }
        draft.written[name] = entry.key.range
        let before = problems.count
        let value = values.read(entry.value, as: attribute.kind, for: entry.name, &problems)
        if let value {
            draft.attributes[name] = DesiredValue(value.value, places: value.places)
        }
        if value == nil || problems.count > before {
            draft.failed.insert(name)
        }
    }

    private func readOther(_ entry: YAMLEntry, into draft: inout Draft, _ problems: inout Problems) {
        switch entry.name {
        case "lifecycle":
            draft.lifecycle = lifecycle.lifecycle(entry.value, &problems)
        case "depends_on":
            draft.dependsOn = lifecycle.dependencies(entry.value, &problems)
        case "on_change":
            draft.onChange = lifecycle.changePolicies(entry.value, &problems)
        case let name where UnsupportedKeys.inResources.contains(name):
            problems.report(.unsupported(entry.key, name))
        case let name where name.hasPrefix("x-"):
            break
        case let name:
            let known = type.attributes.map(\.name.text) + ["lifecycle", "depends_on", "on_change"]
            problems.report(.unknownAttribute(entry, of: type.name.words, known: known))
            guard let meant = Suggestion.nearest(to: name, among: known) else { return }
            draft.failed.insert(AttributeName(meant))
        }
    }

    private func checkRequired(_ draft: Draft, _ problems: inout Problems) {
        let missing = required.filter { draft.written[$0] == nil && !draft.failed.contains($0) }
        guard !missing.isEmpty else { return }
        problems.report(.missingAttributes(missing, of: type.name.words, at: draft.keyRange))
    }

    /// The name in the cloud is the logical name where nothing else is written, and has to fit as such.
    private func addName(of declaration: Declaration, to draft: inout Draft, _ problems: inout Problems) {
        guard let attribute = attributes[AttributeName.name.text], draft.written[.name] == nil,
            !draft.failed.contains(.name)
        else { return }
        let key = draft.address.key
        draft.attributes[.name] = DesiredValue(.string(key), places: Places(draft.keyRange))
        guard declaration.isNamedWell, case .string(let format) = attribute.kind else { return }
        let hint = "Give it another name in the cloud with 'name: …'."
        let checker = FormatChecker(format: format, name: AttributeName.name.text)
        guard let problem = checker.problem(with: key, at: draft.keyRange, hint: hint) else { return }
        draft.failed.insert(.name)
        problems.report(problem)
    }

    /// Labels of `settings` go to every resource; its own win.
    private func addLabels(to draft: inout Draft) {
        guard let common = settings.labels, case .map(let defaults) = common.value, !defaults.isEmpty,
            type.hasLabels
        else { return }
        let own = draft.attributes[.labels]
        let labels = defaults.merging(own?.value.map ?? [:]) { _, own in own }
        let places = common.places.children.merging(own?.places?.children ?? [:]) { _, own in own }
        draft.attributes[.labels] = DesiredValue(
            .map(labels),
            places: Places(own?.range ?? common.places.range, children: places)
        )
    }

    private func imply(_ attribute: Attribute, in draft: inout Draft) {
        let name = attribute.name
        guard draft.attributes[name] == nil, !draft.failed.contains(name) else { return }
        switch attribute.presence {
        case .setting(let setting):
            if let value = settings.defaults[setting] ?? nil {
                draft.attributes[name] = DesiredValue(value.value, places: value.places)
            } else if settings.isBroken(setting) {
                draft.failed.insert(name)
            }
        case .sibling(let other):
            draft.attributes[name] = draft.attributes[other]
        case .defaulted(let value):
            draft.attributes[name] = DesiredValue(attribute.kind.normalized(value))
        case .required, .optional, .inherited:
            break
        }
    }
}
