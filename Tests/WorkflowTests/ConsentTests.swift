import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

@Suite("Consent")
struct ConsentTests {
    private func plan(_ changes: Change...) -> Plan {
        Plan(stack: "toy", changes: changes, steps: [], recorded: .fixture([:]), unchanged: 0, remarks: [])
    }

    private func change(
        _ key: String,
        _ kind: Change.Kind,
        _ reason: Change.Reason = .differs,
        _ impacts: Set<Impact> = []
    ) -> Change {
        Change(address: ResourceAddress("boxes", key), type: .box, kind: kind, reason: reason, impacts: impacts)
    }

    @Test("dangerous impacts have to be allowed by name, others not")
    func dangers() {
        let plan = plan(change("a", .update, .differs, [.live, .cost, .irreversible, .downtime, .dataLoss]))
        #expect(Consent(isPlanSeen: true).gap(to: plan).dangers == [.downtime, .dataLoss])
        #expect(Consent(allowed: [.downtime], isPlanSeen: true).gap(to: plan).dangers == [.dataLoss])
        #expect(Consent(allowed: [.downtime, .dataLoss]).gap(to: plan).isEmpty)
    }

    @Test("where nobody looks at the plan, nothing goes by the way")
    func surprises() {
        let plan = plan(change("a", .delete, .undeclared), change("b", .update))
        #expect(Consent().gap(to: plan).surprises == [ResourceAddress("boxes", "a")])
        #expect(Consent(isPlanSeen: true).gap(to: plan).isEmpty)
        #expect(Consent(mostDeletions: 1).gap(to: plan).isEmpty)
        #expect(Consent(allowed: [.dataLoss]).gap(to: plan).isEmpty)
    }

    @Test(
        "what a failed action or a replacement left behind may always go",
        arguments: [Change.Reason.unusable, .leftover]
    )
    func leftovers(reason: Change.Reason) {
        #expect(Consent().gap(to: plan(change("a", .delete, reason))).isEmpty)
    }

    @Test("more than may go is too much, whoever looks and whatever is allowed")
    func excess() {
        let plan = plan(change("a", .delete), change("b", .replace(createsFirst: false)), change("c", .forget))
        let consent = Consent(allowed: Impact.dangerous, mostDeletions: 1, isPlanSeen: true)
        #expect(consent.gap(to: plan).excess == [ResourceAddress("boxes", "a"), ResourceAddress("boxes", "b")])
        #expect(Consent(mostDeletions: 2, isPlanSeen: true).gap(to: plan).isEmpty)
    }
}
