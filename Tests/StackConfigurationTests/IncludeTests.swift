import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

@Suite("Includes")
struct IncludeTests {
    /// Loads `hzform.yaml` with files around it; folders follow from their paths.
    private func load(_ files: [String: String], _ paths: [String] = ["hzform.yaml"]) -> LoadedConfiguration {
        let list: FolderLister = { folder in
            let prefix = folder == "." ? "" : folder + "/"
            let names = files.keys.filter { $0.hasPrefix(prefix) }.compactMap { path in
                path.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
            }
            guard !names.isEmpty else { throw NoFile() }
            return Array(Set(names))
        }
        return Loader(catalog: .hetzner, listFolder: list) { path in
            guard let file = files[path.replacing("./", with: "")] else { throw NoFile() }
            return Array(file.utf8)
        }
        .load(paths)
    }

    private func report(_ files: [String: String]) -> String {
        DiagnosticRenderer(load(files).diagnostics).text(color: false)
    }

    @Test("the sections of included files are put together, included ones in included ones too")
    func sections() throws {
        let loaded = load([
            "hzform.yaml": """
            stack: shop
            include: [parts/network.yaml]
            locals: { a: 1 }
            placement_groups: { one: { type: spread } }
            """,
            "parts/network.yaml": """
            include: [more/groups.yaml]
            locals: { b: "${a + 1}" }
            networks: { back: { ip_range: 10.0.0.0/16 } }
            """,
            "parts/more/groups.yaml": "placement_groups: { two: { type: spread, labels: { n: \"${b}\" } } }",
        ])
        #expect(loaded.diagnostics.map(\.description) == [])
        let resources = try #require(loaded.desired).resources
        let addresses = resources.keys.sorted().map(\.description)
        #expect(addresses == ["networks.back", "placement_groups.one", "placement_groups.two"])
        #expect(resources[.init("placement_groups", "two")]?.value(.labels) == ["n": "2"])
    }

    @Test("a pattern includes what matches, in the order of names, and never the file that it is in")
    func patterns() throws {
        let group = { (name: String) in "placement_groups: { \(name): { type: spread } }" }
        let files = [
            "hzform.yaml": "stack: shop\ninclude: [\"*.yaml\", \"dns/?.yaml\"]",
            "b.yaml": group("b"), "a.yaml": group("a"), "notes.txt": "no: yes", ".hidden.yaml": "no: yes",
            "dns/1.yaml": group("d1"), "dns/22.yaml": "no: yes",
        ]
        let loaded = load(files)
        #expect(loaded.diagnostics.map(\.description) == [])
        let names = try #require(loaded.desired).resources.keys.map(\.key).sorted()
        #expect(names == ["a", "b", "d1"])
    }

    @Test("a file that several include counts once")
    func diamond() throws {
        let loaded = load([
            "hzform.yaml": "stack: shop\ninclude: [a.yaml, ./b.yaml]",
            "a.yaml": "include: [common.yaml]",
            "b.yaml": "include: [x/../common.yaml, common.yaml]",
            "common.yaml": "placement_groups: { one: { type: spread } }",
        ])
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(try #require(loaded.desired).resources.count == 1)
    }

    @Test("a key that two files define is told with both places")
    func twice() {
        let text = report([
            "hzform.yaml": "stack: shop\ninclude: [a.yaml]\nservers:\n  web: { server_type: cx23, image: debian-12 }\n",
            "a.yaml": "stack: other\nservers:\n  web: { server_type: cx33, image: debian-12 }\n",
        ])
        #expect(
            text == """
                a.yaml:1:1: error: 'stack' is defined in two files [duplicate-key]
                    1 | stack: other
                      | ^^^^^
                hzform.yaml:1:1: note: it is defined here first
                    1 | stack: shop
                      | ^^^^^
                hint: A file that changes what another one says is laid over it: hzform plan -f hzform.yaml -f …

                a.yaml:3:3: error: 'servers.web' is defined in two files [duplicate-key]
                    3 |   web: { server_type: cx33, image: debian-12 }
                      |   ^^^
                hzform.yaml:4:3: note: it is defined here first
                    4 |   web: { server_type: cx23, image: debian-12 }
                      |   ^^^
                hint: A file that changes what another one says is laid over it: hzform plan -f hzform.yaml -f …

                """
        )
    }

    @Test("files that include each other are told with the way around")
    func circle() {
        let text = report([
            "hzform.yaml": "stack: shop\ninclude: [a.yaml]",
            "a.yaml": "include: [b.yaml]",
            "b.yaml": "include: [a.yaml]",
        ])
        #expect(
            text == """
                b.yaml:1:11: error: 'a.yaml' is included by what it includes [include-cycle]
                    1 | include: [a.yaml]
                      |           ^^^^^^
                a.yaml:1:11: note: 'b.yaml' is included here
                    1 | include: [b.yaml]
                      |           ^^^^^^

                """
        )
    }

    @Test(
        "what cannot be included is told at its place, and nothing that may be in it is missed",
        arguments: [
            ("[none.yaml]", "'none.yaml' cannot be read: No such file or directory [unreadable-file]"),
            ("[none/*.yaml]", "'none/*.yaml' cannot be read: No such file or directory [unreadable-file]"),
            ("a.yaml", "expected a list of files for 'include', not a string [wrong-type]"),
            ("[hzform.yaml]", "'hzform.yaml' includes itself [include-cycle]"),
            ("[\"${stack}.yaml\"]", "'include' takes no expressions"),
            ("[list.yaml]", "expected a map with resources for 'list.yaml', not a list [wrong-type]"),
            ("[broken.yaml]", "broken.yaml:1:"),
        ]
    )
    func unreadable(include: String, message: String) {
        let found = load([
            "hzform.yaml": "stack: shop\ninclude: \(include)\nservers: { web: { image: \"${unknown}\" } }",
            "list.yaml": "- a", "broken.yaml": "a: [",
        ]).diagnostics
        #expect(found.count == 1)
        #expect(found.first?.description.contains(message) == true, "\(found)")
    }

    @Test("paths in expressions are relative to the file that they are written in")
    func relativePaths() throws {
        let loaded = load([
            "hzform.yaml": "stack: shop\ninclude: [parts/a.yaml]",
            "parts/a.yaml": "placement_groups: { one: { type: spread, name: \"${file('name.txt')}\" } }",
            "parts/name.txt": "inner", "name.txt": "outer",
        ])
        #expect(try #require(loaded.desired).resources.values.first?.value(.name) == "inner")
    }

    @Test("each of several files brings what it includes, and is laid over the ones before it with it")
    func overlays() throws {
        let loaded = load(
            [
                "hzform.yaml": "stack: shop\ninclude: [group.yaml]",
                "group.yaml": "placement_groups: { one: { type: spread, labels: { a: b } } }",
                "prod.yaml": "include: [prod/group.yaml]",
                "prod/group.yaml": "placement_groups: { one: { labels: { a: c } } }",
            ],
            ["hzform.yaml", "prod.yaml"]
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(try #require(loaded.desired).resources.values.first?.value(.labels) == ["a": "c"])
    }
}
