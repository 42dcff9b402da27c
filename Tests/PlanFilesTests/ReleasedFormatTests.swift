import Diagnostics
import FoundationEssentials
import JSONDocuments
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import PlanFiles

extension SavedPlan {
    /// What format 1 can tell, all of it.
    fileprivate static let first: SavedPlan = {
        let rate = Rate(
            hourly: Amount(net: 1, gross: 2),
            monthly: Amount(net: 3, gross: 4),
            setup: Amount(net: 5, gross: 6)
        )
        let cost = ResourceCost([.init("small in here", .known(rate)), .init("50 GB", .unknown("known later"))])
        var moved = Change(
            address: .at("boxes.named"),
            type: .box,
            kind: .update,
            reason: .follows(.at("nets.back")),
            attributes: [.changed(AttributePath("nets"), .object("net", 48), .at("nets.back"))],
            currentID: ResourceID(48, place: "parts/a"),
            origin: .at("boxes.before"),
            range: .line(80)
        )
        moved.cost = CostChange(before: cost, after: cost)
        var step = Step(
            id: Step.ID(Plan.varied.steps.count),
            address: .at("boxes.named"),
            type: .box,
            title: "create",
            request: .init(.post, ["boxes"], body: ["name": "named"]),
            waitsFor: [],
            occupies: [.resource(.at("nets.back")), .object(.box, ResourceID(42))],
            completion: .observed(
                "power",
                "off",
                seconds: 30,
                otherwise: .init(.post, ["boxes", .reference(.object(.box, ResourceID(42)))], body: ["power": "off"])
            ),
            outcome: .nothing,
            restores: nil
        )
        step.barriers = [Barrier.ID(0)]
        step.timeoutSeconds = 600
        step.awaitsHealthOf = .at("boxes.named")
        step.alternatives = [
            Step.Alternative(
                title: "model large",
                request: .init(.post, ["boxes"], body: ["name": "named", "model": "large"]),
                record: NewRecord(type: .box, attributes: ["model": "large"])
            )
        ]
        var plan = Plan(
            stack: "shop",
            changes: Plan.varied.changes + [moved],
            steps: Plan.varied.steps + [step],
            barriers: [Barrier(id: Barrier.ID(0), waitsFor: [Step.ID(0), Step.ID(1)])],
            recorded: RecordedState(stack: "shop"),
            unchanged: 12,
            remarks: Plan.varied.remarks,
            outputs: [
                OutputChange("address", before: "10.0.0.1", after: .afterApply("boxes.db.address"), isSensitive: false)
            ]
        )
        plan.succeeding = [.at("boxes.db")]
        plan.cost = ProjectCost(currency: "EUR", resources: [.at("boxes.db"): cost], before: rate, after: rate)
        plan.objectNames = [.object(.net, ResourceID(48)): .named("front")]
        return .fixture(
            plan,
            terms: PlanTerms(
                selection: Selection(targets: ["boxes.db"], excluded: ["disks.old"], replaced: ["boxes.moved"]),
                isForDestruction: false,
                allowed: [.downtime, .dataLoss],
                mostDeletions: 3
            )
        )
    }()
}

/// Plans as versions have written them, in `Formats/N/plan.json`; `docs/stability.md` says how one is added.
@Suite("Plans of released formats")
struct ReleasedFormatTests {
    private static let files = ReleasedFiles(#filePath)

    @Test("today's format is read as what it meant when it was recorded")
    func today() throws {
        let text = try Self.files.text("plan.json", of: PlanDocument.format, today: PlanDocument.text(.first))
        #expect(try PlanFile.plan(Array(text.utf8), path: "plan.json", catalog: .toy) == .first)
    }

    @Test("every format is read, or refused for being another one; never misread", arguments: 1...PlanDocument.format)
    func read(format: Int64) throws {
        for (name, text) in try Self.files.texts(of: format) {
            if format == PlanDocument.format {
                let plan = try PlanFile.plan(Array(text.utf8), path: name, catalog: .toy)
                let again = Array(PlanDocument.text(plan).utf8)
                #expect(try PlanFile.plan(again, path: name, catalog: .toy) == plan)
            } else {
                let error = #expect(throws: Diagnostic.self) {
                    try PlanFile.plan(Array(text.utf8), path: name, catalog: .toy)
                }
                #expect(error?.code == "other-plan")
            }
        }
    }

    @Test("the plans of today's format have every member that the format has")
    func complete() throws {
        let plans = try Self.files.texts(of: PlanDocument.format).map { try JSONParser.parse($0.text.utf8) }
        let missing = SchemaCoverage(PlanSchema.schema).missing(in: plans)
        // Only what is printed has it, where it was asked for.
        let added = ["format_version"]
        #expect(missing.filter { !$0.hasPrefix("unmanaged") && !added.contains($0) } == [])
    }
}
