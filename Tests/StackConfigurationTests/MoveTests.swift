import Diagnostics
import ResourceModel
import StackConfiguration
import Testing

@Suite("Moves in files")
struct MoveTests {
    @Test("what is moved and removed is read with what it speaks of")
    func reads() throws {
        let desired = try #require(
            load(
                """
                stack: shop
                placement_groups:
                  front: { type: spread }
                  many: { type: spread, count: 2 }
                moved:
                  - { from: placement_groups.web, to: placement_groups.mid }
                  - { from: placement_groups.mid, to: placement_groups.front }
                  - { from: placement_groups.many, to: "placement_groups.many[0]" }
                removed: [{ from: servers.old }, { from: modules.eu }]
                """
            ).desired
        )
        #expect(
            desired.moves.map { "\($0.from) \($0.to)" } == [
                "placement_groups.web placement_groups.mid", "placement_groups.mid placement_groups.front",
                "placement_groups.many placement_groups.many[0]",
            ]
        )
        #expect(desired.removals.map(\.from.description) == ["servers.old", "modules.eu"])
        let moves = MoveIndex(desired.moves)
        let destination = moves.destination(of: .init("placement_groups", "web"))
        #expect(destination == .init("placement_groups", "front"))
        #expect(moves.reversed.path(from: destination).map(\.place.key) == ["mid", "web"])
    }
}
