import Diagnostics
import HetznerCatalog
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite("Warnings of deprecations")
struct DeprecationTests {
    /// A type of resource that names an offering of one kind, and a location.
    private static func catalog(_ offering: Offering) -> Catalog {
        Catalog([
            ResourceType(
                "thing",
                section: "things",
                "A thing.",
                attributes: [
                    .name(.text(1...9)),
                    Attribute("kind", "Its kind.", .offering(offering), update: .put),
                    Attribute("location", "Where it is.", .offering(.location), update: .replace),
                ],
                example: "things: {}"
            )
        ])
    }

    private func messages(_ offering: Offering, _ deprecation: Offerings.Deprecation, in location: Value) -> [String] {
        let catalog = Self.catalog(offering)
        var project = ObservedState.fixture([:])
        project.offerings = Offerings(items: [
            offering: [.init(id: ResourceID(1), name: "old", deprecation: deprecation)]
        ])
        let thing = DesiredResource.fixture("things.a", ["kind": "old", "location": location], catalog: catalog)
        let desired = DesiredState(stack: "shop", resources: [thing], usesOwnershipLabels: false)
        let outcome = Planner(catalog: catalog, evaluator: .none, fingerprinter: .fixture)
            .plan(for: desired, recorded: .fixture([:]), observed: project)
        #expect(outcome.plan != nil)
        #expect(outcome.diagnostics.allSatisfy { $0.severity == .warning })
        return outcome.diagnostics.map(\.message)
    }

    @Test(
        "every kind of offering is told with the date after which it cannot be ordered",
        arguments: [Offering.serverType, .image, .iso, .loadBalancerType, .storageBoxType]
    )
    func everywhere(offering: Offering) {
        #expect(
            messages(offering, .init(everywhere: "2027-01-31T23:59:59Z"), in: "fsn1") == [
                "kind 'old' is deprecated and cannot be ordered after 2027-01-31"
            ]
        )
        #expect(messages(offering, .init(), in: "fsn1") == [])
    }

    @Test("a type that goes in one location is told there alone")
    func byLocation() {
        let dates = Offerings.Deprecation(
            byLocation: ["fsn1": "2027-01-31T23:59:59Z", "nbg1": "2027-03-31T23:59:59Z"]
        )
        #expect(
            messages(.serverType, dates, in: "nbg1") == [
                "kind 'old' is deprecated and cannot be ordered after 2027-03-31"
            ]
        )
        #expect(messages(.serverType, dates, in: "hel1") == [])
    }
}
