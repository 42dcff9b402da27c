import Diagnostics
import ResourceModel
import StackConfiguration
import TestSupport
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

    @Test(
        "what stands in a module goes where the module goes, with its instance where none is named",
        arguments: [
            ("modules.b", "modules.c", "modules.b[\"x\"].servers.web", "modules.c[\"x\"].servers.web"),
            ("modules.b", "modules.c", "modules.b[1].modules.in[0].servers.a", "modules.c[1].modules.in[0].servers.a"),
            ("modules.b", "modules.c", "modules.b.servers.web", "modules.c.servers.web"),
            ("modules.b", "modules.o.modules.b", "modules.b[1].servers.web", "modules.o.modules.b[1].servers.web"),
            ("modules.b", "modules.c[0]", "modules.b.servers.web", "modules.c[0].servers.web"),
            ("modules.b[0]", "modules.c", "modules.b[0].servers.web", "modules.c.servers.web"),
            ("modules.b.servers.a", "modules.b.servers.z", "modules.b[2].servers.a[1]", "modules.b[2].servers.z[1]"),
        ]
    )
    func modules(from: String, to: String, place: String, destination: String) throws {
        let move = try Move(from: #require(MoveTarget(from)), to: #require(MoveTarget(to)))
        #expect(move.destination(of: .at(place)) == .at(destination))
        #expect(MoveIndex([move]).destination(of: .at(place)) == .at(destination))
    }

    @Test(
        "instances of a module do not become one, nor go with another one",
        arguments: [
            ("modules.b", "modules.c[0]", "modules.b[1].servers.web"),
            ("modules.b", "servers.c", "modules.b[1].servers.web"),
            ("modules.b[0]", "modules.c", "modules.b[1].servers.web"),
            ("modules.b", "modules.c", "modules.a[1].servers.web"),
            ("modules.b.servers.web", "servers.web", "modules.b[1].servers.web"),
        ]
    )
    func apart(from: String, to: String, place: String) throws {
        let move = try Move(from: #require(MoveTarget(from)), to: #require(MoveTarget(to)))
        #expect(move.destination(of: .at(place)) == nil)
    }

    private func loadModules(_ rest: String) -> LoadedConfiguration {
        load(
            """
            stack: shop
            modules: { c: { source: app, for_each: [x, y] } }
            \(rest)
            """,
            files: ["app/hzform.yaml": "placement_groups: { web: { type: spread } }"]
        )
    }

    @Test("a module with several instances is removed and moved as a whole by its name")
    func wholeModules() throws {
        let loaded = loadModules("moved: [{ from: modules.b, to: modules.c }]\nremoved: [{ from: modules.a }]")
        #expect(loaded.diagnostics == [])
        let removals = RemovalIndex(try #require(loaded.desired).removals)
        #expect(removals[.at("modules.a[\"x\"].placement_groups.web")] != nil)
        #expect(removals[.at("modules.b[\"x\"].placement_groups.web")] == nil)
        let declared = loadModules("removed: [{ from: modules.c }]")
        #expect(declared.diagnostics.map(\.code) == ["still-declared"])
        let inside = loadModules("removed: [{ from: modules.c.placement_groups.web }]")
        #expect(inside.diagnostics.map(\.code) == ["still-declared"])
        let becomesOneOf = loadModules("moved: [{ from: modules.c, to: 'modules.c[\"x\"]' }]")
        #expect(becomesOneOf.diagnostics == [])
    }
}
