import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads the resources of one section.
struct ResourceReader {
    private let type: ResourceType
    private let attributes: [AttributeName: Attribute]
    private let implied: [Attribute]
    private let required: [AttributeName]
    private let exclusive: Set<AttributeName>
    private let values: ValueReader
    private let settings: Settings
    private let unwritten: UnwrittenValues
    private let lifecycle: LifecycleReader

    init(_ type: ResourceType, values: ValueReader, settings: Settings, lifecycle: LifecycleReader) {
        self.type = type
        self.values = values
        self.settings = settings
        attributes = Dictionary(type.attributes.map { ($0.name, $0) }) { first, _ in first }
        implied = type.attributes.filter { $0.presence != .optional && $0.presence != .required }
        required = type.attributes.filter { $0.presence == .required }.map(\.name)
        exclusive = Set(type.constraints.flatMap(\.exclusiveAttributes))
        self.lifecycle = lifecycle
        unwritten = UnwrittenValues(type, settings)
    }

    func read(
        _ declaration: Declaration,
        _ expressions: inout ExpressionReader,
        _ problems: inout Problems
    ) -> Draft {
        let draft = Draft(declaration, type: type.name)
        expressions.bind(declaration.repetition)
        switch declaration.body.content {
        case .mapping(let entries):
            // What is written, what is implied where it is not, and the name: no more, because it is kept.
            let written = entries.count { attributes[AttributeName($0.name)] != nil }
            let unwritten = implied.count { attribute in !entries.contains { $0.name == attribute.name.text } }
            draft.takesOver = entries.contains { $0.name == "adopt" && $0.value.isMap }
            draft.attributes.reserveCapacity(written + unwritten + (entries.contains { $0.name == "name" } ? 0 : 1))
            for entry in entries where !dependsOnSibling(entry) {
                read(entry, into: draft, &expressions, &problems)
            }
            for entry in entries where dependsOnSibling(entry) {
                read(entry, into: draft, &expressions, &problems)
            }
        case .scalar where declaration.body.isNull:
            break
        case .invalid:
            draft.isBroken = true
            return draft
        case .scalar, .sequence, .pending, .link:
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
        addName(of: declaration, to: draft, &problems)
        addLabels(to: draft)
        implied.forEach { imply($0, in: draft) }
        return draft
    }

    private func read(
        _ written: Node.Entry,
        into draft: Draft,
        _ expressions: inout ExpressionReader,
        _ problems: inout Problems
    ) {
        let name = AttributeName(written.name)
        let before = problems.count
        var entry = written
        if written.value.hasExpressions, !written.name.hasPrefix("x-") {
            guard let attribute = attributes[name] else {
                let value = expressions.evaluatedNow(written.value, for: written.name, &problems)
                return readOther(Node.Entry(key: written.key, value: value), into: draft, &problems)
            }
            let result = expressions.part(written.value, of: attribute, at: draft.address, &problems)
            guard !result.isSensitive else {
                readSecret(result.node.hidingPending, of: attribute, into: draft, &problems)
                return
            }
            let node = attribute.isSensitive ? result.node.hidingPending : result.node
            entry = Node.Entry(key: written.key, value: isKnownEnough(node, attribute, &problems) ? node : node.invalid)
        }
        guard let described = attributes[name] else {
            readOther(entry, into: draft, &problems)
            return
        }
        let attribute = described.beside { draft.attributes[$0]?.value.string }
        let variant = described.variants.flatMap { draft.attributes[$0.sibling]?.value.string }
        // Null is as if nothing were written: the default, a setting or an earlier apply's reset counts.
        guard !entry.value.isNull else { return }
        if exclusive.contains(name) { draft.written[name] = entry.key.range }
        var values = values.at(KindPlace(type.name, name, beside: variant))
        values.takesOver = draft.takesOver
        let value = values.read(entry.value, as: attribute, for: entry.name, &problems)
        if let value {
            draft.attributes[name] = DesiredValue(value.value, places: value.places)
        }
        if value == nil || problems.count > before {
            draft.failed.insert(name)
        }
    }

    /// Whether what it takes is known only once another attribute is.
    private func dependsOnSibling(_ entry: Node.Entry) -> Bool {
        attributes[AttributeName(entry.name)]?.variants != nil
    }

    /// Whether enough of a value is known for the plan to say what happens; if not, that is reported.
    private func isKnownEnough(_ node: Node, _ attribute: Attribute, _ problems: inout Problems) -> Bool {
        guard node.isPending else { return true }
        if attribute.name == .name {
            problems.reportUnknown(attribute.name.text, node)
            return false
        }
        guard case .pending(let pending) = node.content, attribute.update.needsElements else { return true }
        if attribute.kind.hasReferences, pending.linked != nil { return true }
        problems.reportUnknown(attribute.name.text, node, hint: Self.unknownShape)
        return false
    }

    private static let unknownShape =
        "How many elements there are, and what each is called, has to be known; everything else may come later."

    /// Reads a value of which no message may show anything.
    private func readSecret(
        _ node: Node,
        of attribute: Attribute,
        into draft: Draft,
        _ problems: inout Problems
    ) {
        let name = attribute.name
        guard attribute.canBeSecret else {
            draft.failed.insert(name)
            problems.report(.sensitiveValue(name.text, at: node.range))
            return
        }
        guard isKnownEnough(node, attribute, &problems) else {
            draft.failed.insert(name)
            return
        }
        guard !node.isNull else { return }
        var hidden = Problems(hints: problems.hints)
        let value = values.at(KindPlace(type.name, name)).read(node, as: attribute.kind, for: name.text, &hidden)
        guard hidden.count == 0, let value else {
            draft.failed.insert(name)
            if !hidden.diagnostics.isEmpty { problems.report(.unfitSecret(name, attribute.kind, at: node.range)) }
            return
        }
        draft.attributes[name] = DesiredValue(value.value, places: Places(node.range), isSensitive: true)
    }

    private func readOther(_ entry: Node.Entry, into draft: Draft, _ problems: inout Problems) {
        switch entry.name {
        case "lifecycle":
            draft.lifecycle = lifecycle.lifecycle(entry.value, &problems)
        case "depends_on":
            draft.dependsOn = lifecycle.dependencies(entry.value, &problems)
        case "on_change":
            let changes = lifecycle.changePolicies(entry.value, &problems)
            (draft.onChange, draft.isAwaitedHealthy) = (changes.policies, changes.isAwaitedHealthy)
        case "extra":
            draft.extra = ExtraReader(type: type).extra(entry, &problems)
        case "timeout":
            draft.timeoutSeconds = TimeSpanReader().seconds(entry.value, for: entry.name, &problems)
        case "adopt":
            draft.adoption = AdoptionReader(type: type).adoption(entry.value, &problems)
            // Where it is meant and cannot be read, nobody knows what else is needed.
            if draft.adoption == nil, case .mapping = entry.value.content { draft.failed.formUnion(required) }
        case let name where name.hasPrefix("x-"):
            break
        case let name:
            let known =
                type.attributes.map(\.name.text)
                + ["count", "for_each", "lifecycle", "depends_on", "on_change", "extra", "timeout", "adopt"]
            problems.reportUnknownAttribute(entry, of: type.name.words, known: known)
            guard let meant = problems.hints.attribute(name, among: known).meant else { return }
            draft.failed.insert(AttributeName(meant))
        }
    }

    private func checkRequired(_ draft: Draft, _ problems: inout Problems) {
        let missing = draft.missing(required)
        guard !missing.isEmpty else { return }
        problems.report(.missingAttributes(missing, of: type.name.words, at: draft.keyRange))
    }

    /// The name in the cloud is the logical name where nothing else is written, and has to fit as such.
    private func addName(of declaration: Declaration, to draft: Draft, _ problems: inout Problems) {
        guard let kind = attributes[.name]?.kind, draft.isUnwritten(.name), !draft.failed.contains(.name) else {
            return
        }
        guard let attribute = attributes[.name],
            case .value(let usual) = unwritten.source(of: attribute, at: draft.address)
        else { return }
        draft.attributes[.name] = DesiredValue(usual.value, places: Places(draft.keyRange))
        let key = declaration.usualName
        guard declaration.isNamedWell, case .string(let format) = kind else { return }
        let hint = "Give it another name in the cloud with 'name: …'."
        let checker = FormatChecker(format: format, name: AttributeName.name.text, hints: problems.hints)
        guard let problem = checker.problem(with: key, at: draft.keyRange, hint: hint) else { return }
        if problem.severity == .error { draft.failed.insert(.name) }
        problems.report(problem)
    }

    /// Labels of `settings` go to every resource; its own win.
    private func addLabels(to draft: Draft) {
        guard let common = settings.labels, case .map(let defaults) = common.value, !defaults.isEmpty,
            type.hasLabels
        else { return }
        guard let own = draft.attributes[.labels], let ownLabels = own.value.map else {
            let range = draft.attributes[.labels]?.range ?? common.places.range
            draft.attributes[.labels] = DesiredValue(
                common.value,
                places: Places(range, parts: common.places.parts)
            )
            return
        }
        let parts = (own.places?.parts ?? []) + common.places.parts
        draft.attributes[.labels] = DesiredValue(
            .map(ownLabels.merging(settings.labels(besides: ownLabels)) { own, _ in own }),
            places: Places(own.range ?? common.places.range, parts: parts)
        )
    }

    /// What is inherited comes once all resources are read.
    private func imply(_ attribute: Attribute, in draft: Draft) {
        let name = attribute.name
        guard draft.attributes[name] == nil, !draft.failed.contains(name),
            attribute.yieldsTo.map({ draft.attributes[$0] == nil && !draft.failed.contains($0) }) ?? true
        else { return }
        switch unwritten.source(of: attribute, at: draft.address) {
        case .value(let value): draft.attributes[name] = value
        case .sibling(let other): draft.attributes[name] = draft.attributes[other]
        case .failed: draft.failed.insert(name)
        case .inherited, .open: break
        }
    }
}

extension Update {
    /// Whether the plan has to see the parts of a value, because each has requests of its own.
    fileprivate var needsElements: Bool {
        switch self {
        case .elements, .nested, .service: true
        case .offline(let inner): inner.needsElements
        case .conditional(_, let first, let second): first.needsElements || second.needsElements
        case .put, .action, .pair, .whole, .replace, .refuse, .choice, .input: false
        }
    }
}

extension Attribute {
    /// Whether a sensitive value can stand here: it is compared as a whole, and nothing is found by it.
    fileprivate var canBeSecret: Bool { isSensitive || (name != .name && kind.canBeSecret && !update.needsElements) }
}

extension ValueKind {
    fileprivate var canBeSecret: Bool {
        switch self {
        case .string, .integer, .boolean, .oneOf: true
        case .reference, .offering, .labels, .elements: false
        case .list(let kind, _, _): kind.canBeSecret
        case .object(let attributes): attributes.allSatisfy(\.kind.canBeSecret)
        }
    }
}

extension Draft {
    fileprivate func isUnwritten(_ name: AttributeName) -> Bool { attributes[name] == nil }
}

extension Diagnostic {
    /// Says what is expected and nothing of what is there.
    static func unfitSecret(_ name: AttributeName, _ kind: ValueKind, at range: SourceRange) -> Diagnostic {
        var hint: String?
        if case .string(.password) = kind {
            hint = "It has 12 to 128 characters, among them upper and lower case letters, digits and others."
        } else if case .string(.text(let length)) = kind {
            hint = "It has \(length.lowerBound) to \(length.upperBound) characters."
        }
        return .error("invalid-value", "the sensitive value is not what '\(name)' takes", at: range, hint: hint)
    }
}

extension Constraint {
    fileprivate var exclusiveAttributes: [AttributeName] {
        guard case .exclusive(let names) = self else { return [] }
        return names
    }
}

extension Node {
    fileprivate var isMap: Bool {
        guard case .mapping = content else { return false }
        return true
    }
}
