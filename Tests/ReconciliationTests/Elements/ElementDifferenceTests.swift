import ResourceModel
import TestSupport
import Testing

@testable import Reconciliation

@Suite("Differences between elements")
struct ElementDifferenceTests {
    private let kind = Catalog.wholeToy[.book].attribute("pages")?.kind ?? .boolean

    private func page(_ title: String, _ parts: [String: Value] = [:]) -> Value {
        .map(parts.merging(["title": .string(title), "form": "plain"]) { own, _ in own })
    }

    private func difference(
        desired: [Value]?,
        recorded: [Value]? = nil,
        observed: [Value],
        undeclared: Undeclared = .kept,
        standing: Value = [],
        secrets: Set<AttributeName> = []
    ) -> ElementDifference {
        let sides = Sides(
            desired: desired.map { .list($0) },
            recorded: recorded.map { .list($0) },
            observed: .list(observed)
        )
        return ElementDifference(
            ElementIndex(sides, key: kind.elementKey),
            kind,
            undeclared: undeclared,
            in: .fixture(1, outputs: ["standing": standing]),
            secrets: secrets
        )
    }

    @Test("what is wanted and not there is added, and was changed behind the file's back where it was there")
    func added() {
        let difference = difference(desired: [page("a"), page("b")], recorded: [page("b")], observed: [])
        #expect(difference.added.map(\.key) == ["a/plain", "b/plain"])
        #expect(difference.added.map(\.cause) == [.edited, .drifted])
    }

    @Test("what an earlier apply set and nobody wants is removed")
    func removed() {
        let difference = difference(desired: [], recorded: [page("a")], observed: [page("a"), page("b")])
        #expect(difference.removed.map(\.key) == ["a/plain"])
    }

    @Test("what somebody else added is removed where that is said")
    func undeclared() {
        #expect(difference(desired: [], observed: [page("b")], undeclared: .kept).isEmpty)
        let removing = difference(desired: [], observed: [page("b")], undeclared: .removed)
        #expect(removing.removed.map(\.cause) == [.drifted])
        #expect(difference(desired: nil, observed: [page("b")], undeclared: .removed).isEmpty)
    }

    @Test("only the parts that the wish has are compared, and the others stay")
    func parts() {
        let difference = difference(
            desired: [page("a", ["size": 2])],
            recorded: [page("a", ["size": 1])],
            observed: [page("a", ["size": 1, "labels": ["team": "shop"]])]
        )
        #expect(difference.changed.map(\.parts) == [["size"]])
        #expect(difference.changed.first?.new["labels"] == ["team": "shop"])
    }

    @Test("a part that an earlier apply set and the wish lacks goes back to its default")
    func resets() {
        let difference = difference(
            desired: [page("a")],
            recorded: [page("a", ["size": 2])],
            observed: [page("a", ["size": 2])]
        )
        #expect(difference.changed.map(\.parts) == [["size"]])
        #expect(difference.changed.first?.new["size"] == .null)
    }

    @Test("labels of an element that somebody else set stay")
    func labels() {
        let difference = difference(
            desired: [page("a", ["labels": ["team": "blog"]])],
            recorded: [page("a", ["labels": ["team": "shop"]])],
            observed: [page("a", ["labels": ["team": "shop", "theirs": "yes"]])]
        )
        #expect(difference.changed.first?.new["labels"] == ["team": "blog", "theirs": "yes"])
    }

    @Test("an element that every object has is left as it is, and neither added to nor taken from what stays in it")
    func provided() {
        let index = page("index", ["lines": [["text": "mine"], ["text": "own"]]])
        let leaving = difference(desired: [], recorded: [index], observed: [index], standing: ["own"])
        #expect(leaving.removed.isEmpty)
        #expect(leaving.changed.map(\.parts) == [["lines"]])
        #expect(leaving.changed.first?.new["lines"] == [["text": "own"]])
        let keeping = difference(
            desired: [page("index", ["lines": [["text": "mine"]]])],
            recorded: nil,
            observed: [index],
            standing: ["own"]
        )
        #expect(keeping.isEmpty)
    }

    @Test("a sensitive part counts where it is said to have changed")
    func secrets() {
        let wish = page("a", ["pin": "Correct-Horse-9"])
        #expect(difference(desired: [wish], recorded: [page("a")], observed: [page("a")]).isEmpty)
        let changed = difference(desired: [wish], recorded: [page("a")], observed: [page("a")], secrets: ["pin"])
        #expect(changed.changed.map(\.parts) == [["pin"]])
    }

    @Test("an element that loses its footing goes and comes back, with whatever else of it differs")
    func strands() {
        var difference = difference(
            desired: [page("a", ["size": 2]), page("b")],
            observed: [page("a", ["size": 1]), page("b")]
        )
        let sides = Sides(desired: page("a", ["size": 2]), recorded: nil, observed: page("a", ["size": 1]))
        difference.strand([(key: "a/plain", sides: sides, part: "lines", cause: .edited)])
        #expect(difference.changed.map(\.key) == ["a/plain"])
        #expect(difference.changed.first?.parts == ["lines", "size"])
    }

    @Test("an element that is to go and has entries of others stays with these")
    func keepsEntries() {
        let present = page("a", ["lines": [["text": "mine"], ["text": "theirs"]]])
        var difference = difference(desired: [], recorded: [page("a")], observed: [present, page("b")])
        difference.keepEntries { element, key in
            key == "a/plain" ? element.setting("lines", to: [["text": "theirs"]]) : nil
        }
        #expect(difference.removed.isEmpty)
        #expect(difference.changed.map(\.parts) == [["lines"]])
    }
}
