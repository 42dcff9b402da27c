import FoundationEssentials
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Reports

@Suite("What things cost, in a report")
struct CostReportTests {
    private static let box = ResourceCost([
        .init("large in here", .known(.fixture("3.49", hourly: "0.0056"))),
        .init("backups, 20 %", .known(.fixture("0.698", hourly: "0.00112"))),
    ])
    private static let disk = ResourceCost([.init("its size in GB", .unknown("known once it exists"))])

    private let cost = ProjectCost(
        currency: "EUR",
        resources: [.at("boxes.web"): box, .at("disks.a"): disk],
        before: .fixture("3.49", hourly: "0.0056"),
        after: box.rate
    )

    private var plan: Plan {
        var change = Change.fixture("boxes.web", .update, .differs, impacts: [.cost], id: 3)
        change.cost = CostChange(before: ResourceCost([Self.box.items[0]]), after: Self.box)
        var created = Change.fixture("disks.a", .create, .declared, impacts: [.cost], line: 4)
        created.cost = CostChange(before: nil, after: Self.disk)
        var plan = Plan(
            stack: "toys",
            changes: [change, created],
            steps: [],
            recorded: .fixture([:]),
            unchanged: 0,
            remarks: []
        )
        plan.cost = cost
        return plan
    }

    @Test(
        "amounts are rounded half away from zero, once, at the end",
        arguments: [
            ("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("-0.004", "0.00"), ("1234.5", "1234.50"),
            ("0.698", "0.70"), ("4.995", "5.00"), ("99.999", "100.00"),
        ]
    )
    func rounding(exact: String, shown: String) {
        #expect(Decimal.exactly(exact).monthly == shown)
    }

    @Test(
        "programs get every digit, and none that is idle",
        arguments: [
            ("0.69800", "0.698"), ("2.0", "2"), ("100", "100"), ("-0.50", "-0.5"), ("0.0056000000", "0.0056"),
        ]
    )
    func exact(text: String, shown: String) {
        #expect(Decimal.exactly(text).exact == shown)
    }

    @Test("a plan says of each change and of all together what a month costs")
    func planText() {
        let text = PlanText(plan, catalog: .toy, refreshRequests: 7).text()
        #expect(
            text == """
                  ~ boxes.web  +0.70 EUR/month
                  + disks.a  +? EUR/month  hzform.yaml:4

                + create   ~ update

                Plan: 1 to create, 1 to update.
                Cost: 3.49 → 4.19 EUR/month (+0.70); 4.15 → 4.98 with VAT; not counted, because it is not known: disks.a.
                Requests: 7 now, 0 to apply.

                """
        )
    }

    @Test("the bill lists each resource with its items, and the sum")
    func bill() {
        #expect(
            CostText(cost, declared: 3).text() == """
                                  net/hour  net/month  gross/month
                boxes.web           0.0067       4.19         4.98
                  large in here     0.0056       3.49         4.15
                  backups, 20 %     0.0011       0.70         0.83
                disks.a                             ?            ?
                  its size in GB                    ?            ?
                sum                 0.0067       4.19         4.98
                Prices in EUR; 1 resource costs nothing. Traffic beyond what is included comes on top.
                Not known: disks.a, its size in GB: known once it exists.

                """
        )
    }

    @Test("what is too expensive is said with the sum, the excess and what costs most")
    func excess() {
        let excess = CostExcess(cost, over: 4)
        #expect(
            excess.message == "a month would cost 4.19 EUR, which is 0.19 more than --max-monthly 4 allows"
        )
        #expect(
            excess.dearest == [
                "boxes.web: 4.19 EUR/month", "not counted: disks.a, its size in GB: known once it exists",
            ]
        )
    }
}
