import Foundation
import Testing

@Suite("fmt", .inTurn, .timeLimit(.minutes(60)))
struct FmtTests {
    private static let untidy =
        "stack:   shop\nservers:   # machines\n    web: &web {count: 2,image: debian-12}\n\n\n\n"
    private static let tidy = "stack: shop\n\nservers:   # machines\n  web: &web { count: 2, image: debian-12 }\n"

    private func sandbox(_ files: [String: String]) throws -> Sandbox {
        let sandbox = try Sandbox()
        for (name, text) in files { try sandbox.write(text, to: name) }
        return sandbox
    }

    @Test("gives the file its layout and names it on standard output, comments and anchors stay")
    func changed() async throws {
        let sandbox = try sandbox(["hzform.yaml": Self.untidy])
        let run = try await sandbox.hzform("fmt")
        #expect((run.status, run.output, run.errors) == (0, "hzform.yaml\n", ""))
        #expect(try sandbox.read("hzform.yaml") == Self.tidy)
        let again = try await sandbox.hzform("fmt")
        #expect((again.status, again.output, again.errors) == (0, "", ""))
    }

    @Test("with --check writes nothing, and exits with 2 where something would change")
    func check() async throws {
        let sandbox = try sandbox(["hzform.yaml": Self.untidy])
        let run = try await sandbox.hzform("fmt", "--check")
        #expect((run.status, run.output, run.errors) == (2, "hzform.yaml\n", ""))
        #expect(try sandbox.read("hzform.yaml") == Self.untidy)
        try sandbox.write(Self.tidy, to: "hzform.yaml")
        let tidy = try await sandbox.hzform("fmt", "--check")
        #expect((tidy.status, tidy.output, tidy.errors) == (0, "", ""))
    }

    @Test("lays out hzform.yaml, else hzform.yml, all that -f names, or those that are given")
    func choice() async throws {
        let sandbox = try sandbox([
            "hzform.yml": "a:  1\n", "b.yaml": "b:  1\n", "c.yaml": "c:  1\n", "d.yaml": "d: 1\n",
        ])
        #expect(try await sandbox.hzform("fmt").output == "hzform.yml\n")
        #expect(try await sandbox.hzform("fmt", "-f", "b.yaml", "-f", "c.yaml").output == "b.yaml\nc.yaml\n")
        try sandbox.write("b:  1\n", to: "b.yaml")
        #expect(try await sandbox.hzform("fmt", "d.yaml", "b.yaml").output == "b.yaml\n")
    }

    @Test("names the files as JSON with --format json")
    func json() async throws {
        let sandbox = try sandbox(["hzform.yaml": Self.untidy])
        let run = try await sandbox.hzform("fmt", "--check", "--format", "json")
        #expect(run.status == 2)
        #expect(try JSONDecoder().decode([String].self, from: Data(run.output.utf8)) == ["hzform.yaml"])
    }

    @Test("leaves every file as it is where one has an error, and tells the errors of all at their places")
    func errors() async throws {
        let sandbox = try sandbox(["a.yaml": "a:  1\n", "b.yaml": "b: [1\n", "c.yaml": "c: \"\n"])
        let run = try await sandbox.hzform("fmt", "a.yaml", "b.yaml", "c.yaml", "none.yaml")
        #expect((run.status, run.output) == (1, ""))
        #expect(run.errors.contains("b.yaml:1:4: error: this list is never closed with ']' [unclosed-bracket]"))
        #expect(run.errors.contains("c.yaml:1:4: error: this quote is never closed [unclosed-quote]"))
        #expect(run.errors.contains("'none.yaml' cannot be read: No such file or directory"))
        #expect(try sandbox.read("a.yaml") == "a:  1\n")
    }

    @Test("needs no valid file, only YAML: what hzform does not know is laid out too")
    func unknownKeys() async throws {
        let sandbox = try sandbox(["hzform.yaml": "servres:   {a: 1}\n"])
        #expect(try await sandbox.hzform("fmt").status == 0)
        #expect(try sandbox.read("hzform.yaml") == "servres: { a: 1 }\n")
    }

    @Test("keeps the file's mode, and a symbolic link to it")
    func mode() async throws {
        let sandbox = try sandbox(["real.yaml": "a:  1\n"])
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: sandbox.path("real.yaml"))
        try files.createSymbolicLink(atPath: sandbox.path("hzform.yaml"), withDestinationPath: "real.yaml")
        #expect(try await sandbox.hzform("fmt").status == 0)
        #expect(try sandbox.read("real.yaml") == "a: 1\n")
        let attributes = try files.attributesOfItem(atPath: sandbox.path("real.yaml"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
        #expect(try files.destinationOfSymbolicLink(atPath: sandbox.path("hzform.yaml")) == "real.yaml")
    }
}
