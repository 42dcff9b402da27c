import ResourceModel
import TestSupport
import Testing

@Suite("Validation of a catalog")
struct CatalogValidationTests {
    @Test("a catalog that the engine can interpret has no problems")
    func sound() {
        #expect(Catalog.toy.validate() == [])
    }

    @Test("every kind of mistake in a description is found")
    func unsound() {
        let broken = ResourceType(
            "broken",
            section: "brokens",
            "",
            attributes: [
                .name(.text(1...9)),
                .name(.text(1...9)),
                Attribute("whole", "Text.", .boolean, update: .whole),
                Attribute("secret", "Text.", .boolean, update: .put, isSensitive: true),
                Attribute("other", "", .reference("nothing"), update: .put, after: ["missing"]),
                Attribute("kind", "Text.", .oneOf([]), update: .put),
                Attribute(
                    "size",
                    "Text.",
                    .offering(.machines),
                    update: .put,
                    capacities: [CapacityRule(figure: "wings", of: "parts")],
                    takesAlternatives: true
                ),
                Attribute("place", "Text.", .offering(.machines), .setting("place"), update: .put),
                Attribute(
                    "area",
                    "Text.",
                    .oneOf(["a"]),
                    .setting("place"),
                    update: .put,
                    charge: .named(.variants("areas", by: "name"), at: "nowhere"),
                    takesAlternatives: true
                ),
                Attribute("parts", "Text.", .elements(ElementSet("part", key: ["id"], limit: 1, [])), update: .put),
            ],
            clearedBeforeDelete: ["gone"],
            constraints: [.exclusive(["left", "whole"])],
            example: "brokens: {}"
        )
        #expect(
            Catalog([broken]).validate().sorted() == [
                "broken: 'area' takes alternatives, but it is no offering",
                "broken: 'kind' allows nothing",
                "broken: 'other' is not documented",
                "broken: 'other' refers to 'nothing', which is no type",
                "broken: 'parts' has no key part 'id'",
                "broken: 'place' is sold, but has no charge",
                "broken: 'secret' is sensitive, but it is read",
                "broken: 'size' is sold, but has no charge",
                "broken: 'size' rests on the figure 'wings', which its offering has not",
                "broken: 'whole' cannot change by itself",
                "broken: it clears 'gone', which it has not",
                "broken: it constrains 'left', which it has not",
                "broken: it has no summary or no example",
                "broken: it is charged by 'nowhere', which it has not",
                "broken: it puts something after 'missing', which it has not",
                "broken: two attributes are named 'name'",
                "some attributes with the setting 'place' take alternatives, and some do not",
            ]
        )
    }
}

extension Offering {
    fileprivate static let machines: Offering = {
        var offering = Offering("machines", "machine", examples: [], figures: ["legs"])
        offering.takesRoom = true
        return offering
    }()
}
