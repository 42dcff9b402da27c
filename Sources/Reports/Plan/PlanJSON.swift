import Diagnostics
import Reconciliation
import ResourceModel

/// A plan for programs.
///
/// `format_version` grows when a reader of the old shape could misread the new one; keys may be added without it.
/// No secret is in it: what is sensitive has neither old nor new value.
package struct PlanJSON {
    package static let formatVersion = 1

    let plan: Plan
    let catalog: Catalog
    let refreshRequests: Int
    let unmanaged: [UnmanagedObject]?

    package init(_ plan: Plan, catalog: Catalog, refreshRequests: Int, unmanaged: [UnmanagedObject]? = nil) {
        self.plan = plan
        self.catalog = catalog
        self.refreshRequests = refreshRequests
        self.unmanaged = unmanaged
    }

    /// The document; it ends with a line break.
    package func text() -> String {
        let document = PlanDocument(
            format_version: Self.formatVersion,
            stack: plan.stack,
            summary: SummaryObject(PlanSummary(plan, refreshRequests: refreshRequests)),
            changes: plan.changes.map(ChangeObject.init),
            steps: plan.steps.map { step in
                StepObject(
                    step,
                    of: catalog[step.type],
                    after: plan.predecessors(of: step),
                    hiding: plan.secrets(of: step)
                )
            },
            remarks: plan.remarks.map { RemarkObject(address: $0.address.description, message: $0.message) },
            outputs: plan.outputs.map(OutputObject.init),
            unmanaged: unmanaged?.map(UnmanagedEntry.init)
        )
        return JSONText.document(document)
    }
}

private struct PlanDocument: Encodable {
    let format_version: Int
    let stack: String
    let summary: SummaryObject
    let changes: [ChangeObject]
    let steps: [StepObject]
    let remarks: [RemarkObject]
    let outputs: [OutputObject]
    let unmanaged: [UnmanagedEntry]?
}

/// Every count is there, zeros included.
private struct SummaryObject: Encodable {
    let changes: [String: Int]
    let unchanged: Int
    let impacts: [String: Int]
    let requests: [String: Int]
    /// What all declared resources cost.
    let cost: CostObject?

    init(_ summary: PlanSummary) {
        changes = Dictionary(
            PlanSummary.Verb.allCases.map { ($0.rawValue, summary.counts[$0] ?? 0) },
            uniquingKeysWith: +
        )
        unchanged = summary.unchanged
        impacts = Dictionary(summary.addresses.map { ($0.rawValue, $1.count) }, uniquingKeysWith: +)
        requests = ["refresh": summary.requests.refresh, "apply": summary.requests.apply]
        cost = summary.cost.map(CostObject.init)
    }
}

private struct OutputObject: Encodable {
    let name: String
    let before: EncodableValue?
    let after: EncodableValue?
    let sensitive: Bool

    init(_ output: OutputChange) {
        name = output.name
        before = output.isSensitive ? nil : output.before?.encodable
        after = output.isSensitive ? nil : output.after.encodable
        sensitive = output.isSensitive
    }
}

private struct RemarkObject: Encodable {
    let address: String
    let message: String
}

private struct UnmanagedEntry: Encodable {
    let type: String
    let id: Int64
    let name: String?
    /// The stack that made it, by its labels.
    let stack: String?
    /// Whether this stack made it, though it is neither declared nor recorded.
    let orphan: Bool
    /// What it costs; nothing where prices were not read.
    let cost: RateObject?

    init(_ unmanaged: UnmanagedObject) {
        type = unmanaged.type.text
        id = unmanaged.object.id.number
        name = unmanaged.object.name
        stack = unmanaged.object.ownership?.stack
        orphan = unmanaged.isOrphan
        cost = (unmanaged.cost?.rate).map(RateObject.init)
    }
}

private struct ChangeObject: Encodable {
    let address: String
    let type: String
    let kind: String
    /// For a replacement: whether the new object is there before the old one goes.
    let creates_first: Bool?
    let reason: ReasonObject
    let impacts: [String]
    let attributes: [AttributeObject]
    let notes: [String]
    /// The numbers of its steps.
    let steps: [Int]
    /// The object that is there now.
    let id: Int64?
    /// What the resource costs; nothing for what is free.
    let cost: CostObject?
    /// The address that it had before the file moved it.
    let moved_from: String?
    let place: PlaceObject?

    init(_ change: Change) {
        address = change.address.description
        type = change.type.text
        kind = change.kind.verb.rawValue
        creates_first = change.kind.createsFirst
        reason = ReasonObject(change.reason)
        impacts = change.impacts.sorted().map(\.rawValue)
        attributes = change.attributes.map(AttributeObject.init)
        notes = change.notes
        steps = change.steps.map(\.number)
        id = change.currentID?.number
        cost = change.cost.map(CostObject.init)
        moved_from = change.origin?.description
        place = change.range.map(PlaceObject.init)
    }
}

private struct ReasonObject: Encodable {
    let kind: String
    /// For `follows`: the resource that is replaced.
    var address: String?

    init(_ reason: Change.Reason) {
        switch reason {
        case .declared: kind = "declared"
        case .undeclared: kind = "undeclared"
        case .destroyed: kind = "destroyed"
        case .vanished: kind = "vanished"
        case .differs: kind = "differs"
        case .unusable: kind = "unusable"
        case .requested: kind = "requested"
        case .follows(let followed):
            kind = "follows"
            address = followed.description
        case .interrupted: kind = "interrupted"
        case .leftover: kind = "leftover"
        case .kept: kind = "kept"
        case .removed: kind = "removed"
        }
    }
}

private struct AttributeObject: Encodable {
    let path: String
    let old: EncodableValue?
    let new: EncodableValue?
    let sensitive: Bool
    let cause: String
    /// For `follows`: the resource that is replaced.
    let follows: String?
    let effect: String
    let place: PlaceObject?

    init(_ change: AttributeChange) {
        path = change.path.description
        old = change.old?.encodable
        new = change.new?.encodable
        sensitive = change.isSensitive
        cause = change.cause.word
        follows = change.cause.followed?.description
        effect = change.effect.word
        place = change.range.map(PlaceObject.init)
    }
}

private struct PlaceObject: Encodable {
    let file: String
    let line: Int
    let column: Int

    init(_ range: SourceRange) {
        file = range.file.path
        line = range.start.line
        column = range.start.column
    }
}

private struct StepObject: Encodable {
    let number: Int
    let address: String
    let title: String
    let method: String
    /// Below the endpoint; `{servers.web}` stands for an ID that is not known yet, in bodies too.
    let path: String
    let body: EncodableValue?
    let waits_for: [Int]
    /// The step after whose success this one happens whatever fails in between.
    let restores: Int?
    /// What is sent instead, one after the other, where there is no room for the request.
    let alternatives: [AlternativeObject]?

    init(_ step: Step, of type: ResourceType, after predecessors: [Step.ID], hiding secrets: Set<String>) {
        let request = RequestView(step.request, of: type, hiding: secrets)
        number = step.id.number
        address = step.address.description
        title = step.title
        method = request.method
        path = request.path
        body = request.body?.encodable
        waits_for = predecessors.map(\.number)
        restores = step.restores?.number
        let others = step.alternatives.map { AlternativeObject($0, of: type) }
        alternatives = others.isEmpty ? nil : others
    }
}

private struct AlternativeObject: Encodable {
    let title: String
    let body: EncodableValue?

    init(_ alternative: Step.Alternative, of type: ResourceType) {
        title = alternative.title
        body = RequestView(alternative.request, of: type).body?.encodable
    }
}

extension Step.ID {
    /// Counted from one, as people see it.
    var number: Int { index + 1 }
}

extension Change.Kind {
    fileprivate var createsFirst: Bool? {
        guard case .replace(let createsFirst) = self else { return nil }
        return createsFirst
    }
}

extension AttributeChange.Cause {
    fileprivate var word: String {
        switch self {
        case .edited: "edited"
        case .drifted: "drifted"
        case .failed: "failed"
        case .unset: "unset"
        case .follows: "follows"
        }
    }

    fileprivate var followed: ResourceAddress? {
        guard case .follows(let address) = self else { return nil }
        return address
    }
}

extension AttributeChange.Effect {
    fileprivate var word: String {
        switch self {
        case .inPlace: "in-place"
        case .offline: "offline"
        case .rebuild: "rebuild"
        case .replacement, .wishedReplacement: "replacement"
        case .ignored: "ignored"
        }
    }
}
