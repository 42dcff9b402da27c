import Testing

@Suite("The catalogue", .inTurn, .timeLimit(.minutes(60)))
struct CatalogTests {
    @Test(
        "lists each kind of offering with what there is to know about it",
        arguments: [
            ("server-types", "cx23 2 shared x86 4 GB 40 GB 0.0056 3.49 fsn1 nbg1 hel1"),
            ("server-types", "cpx11 2 shared x86 2 GB 40 GB 0.0078 4.85 ash hil sin"),
            ("server-types --location ash", "cpx11 2 shared x86 2 GB 40 GB 0.0078 4.85 yes"),
            ("locations", "nbg1 Nuremberg DE eu-central"),
            ("load-balancer-types", "lb11 10000 5 25 10 0.0120 7.49"),
            ("storage-box-types", "bx11 1024 GB 10 100 0.0051 3.20"),
            ("isos", "virtio-win-0.1.248.iso x86 virtio 0.1.248"),
            ("images", "debian-12 arm system Debian 12"),
            ("prices", "volume, 1 GB 0.0440 0.0440"),
            ("prices --location fsn1", "server type cx23 fsn1 0.0056 3.49 3.49"),
        ]
    )
    func lists(subject: String, row: String) async throws {
        let run = try await Sandbox().shell("hzform catalog \(subject) --simulate")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.replacing(/\ +/, with: " ").contains("\n\(row)\n"), "\(run.output)")
        #expect(!run.output.contains(" \n"))
    }

    @Test("has the dates on which things go")
    func deprecations() async throws {
        let types = try await Sandbox().hzform("catalog", "server-types", "--simulate")
        let line = types.output.split(separator: "\n").first { $0.hasPrefix("cx22 ") }
        #expect(line?.hasSuffix("until 2025-12-31") == true)
        let isos = try await Sandbox().hzform("catalog", "isos", "--simulate")
        #expect(isos.output.contains("until 2018-02-28"))
    }

    @Test("leaves out what cannot be in a location")
    func location() async throws {
        let run = try await Sandbox().hzform("catalog", "server-types", "--location", "ash", "--simulate")
        #expect(run.output.contains("\ncpx11 "))
        #expect(!run.output.contains("\ncx23 "))
    }

    @Test("gives programs the API's own objects")
    func json() async throws {
        let sandbox = try Sandbox()
        let types = try await sandbox.hzform("catalog", "server-types", "--format", "json", "--simulate")
        #expect(types.output.hasPrefix("{\n  \"format_version\": 1,\n  \"offerings\": [\n"))
        #expect(types.output.contains(#""name": "cx23""#))
        let prices = try await sandbox.hzform("catalog", "prices", "--format", "json", "--simulate")
        #expect(prices.output.contains(#""currency": "EUR""#))
        #expect(prices.output.contains(#""setup_fee""#))
    }

    @Test("asks what was meant by a location that there is none of")
    func unknownLocation() async throws {
        let run = try await Sandbox().hzform("catalog", "server-types", "--location", "fsn", "--simulate")
        #expect(run.status == 1)
        #expect(run.errors.contains("there is no location 'fsn' [unknown-offering]\nhint: Did you mean 'fsn1'?"))
    }
}
