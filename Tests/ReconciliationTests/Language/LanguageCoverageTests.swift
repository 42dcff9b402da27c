import ResourceModel
import TestSupport
import Testing

@Suite("Toy catalog")
struct LanguageCoverageTests {
    private let walk = LanguageWalk(.wholeToy)

    @Test("is one that the engine can interpret")
    func sound() {
        #expect(Catalog.wholeToy.validate() == [])
    }

    @Test("has every case of the language of descriptions")
    func cases() {
        #expect(walk.unusedCases == [])
        #expect(walk.unlisted.sorted() == [], "enumerations that LanguageCases does not know")
    }

    @Test("says something with every property of the language of descriptions")
    func properties() {
        #expect(walk.idleProperties == [])
    }

    @Test("lacks what a smaller catalog lacks")
    func findsGaps() {
        let small = LanguageWalk(Catalog([.disk]))
        #expect(small.unusedCases.contains("ResourceModel.Update.service"))
        #expect(small.idleProperties.contains("ResourceModel.ResourceType.Fields.window"))
        #expect(small.idleProperties.contains("ResourceModel.Attribute.Fields.addsFirst = true"))
    }
}
