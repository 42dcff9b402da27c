import JSONDocuments
import Testing

@testable import CloudSimulator

struct ListTests {
    private func volumes(_ count: Int) async throws -> TestCloud {
        let test = TestCloud()
        for number in 1...count {
            let labels: JSONValue = number.isMultiple(of: 2) ? ["even": "yes", "n": .string("\(number)")] : [:]
            let name = "v\((number * 7) % count)"
            _ = try await test.create(
                "volumes",
                ["name": .string(name), "size": 10, "location": "fsn1", "labels": labels]
            )
        }
        return test
    }

    @Test("pages tell where they are, and the header links to the others")
    func pages() async throws {
        let test = try await volumes(53)
        let first = await test.get("volumes?per_page=50")
        #expect(first["volumes"].elements.count == 50)
        let meta: JSONValue = first["meta"]["pagination"]
        #expect(meta["page"].int == 1)
        #expect(meta["previous_page"].isNull)
        #expect(meta["next_page"].int == 2)
        #expect(meta["last_page"].int == 2)
        #expect(meta["total_entries"].int == 53)
        let next = "<http://simulator/v1/volumes?page=2&per_page=50>"
        #expect(first.header("Link") == "\(next); rel=\"next\", \(next); rel=\"last\"")
        let second = await test.get("volumes?page=2&per_page=50")
        #expect(second["volumes"].elements.count == 3)
        #expect(second["meta"]["pagination"]["next_page"].isNull)
        #expect(await test.get("volumes?page=9")["volumes"].elements.isEmpty)
        #expect(await test.get("volumes")["volumes"].elements.count == 25)
    }

    @Test("an impossible page is refused", arguments: ["per_page=51", "per_page=0", "page=0", "page=x", "page=-1"])
    func impossible(_ query: String) async {
        let name = query.split(separator: "=").first ?? ""
        await Refusal("GET", "volumes?\(query)", 422, "invalid_input", "invalid input in field '\(name)'").check(
            TestCloud()
        )
    }

    @Test("lists are ordered as asked, by ID otherwise")
    func order() async throws {
        let test = try await volumes(9)
        func names(_ query: String) async -> [String] {
            await test.get("volumes?\(query)")["volumes"].elements.compactMap { $0["name"].text }
        }
        #expect(await names("") == ["v7", "v5", "v3", "v1", "v8", "v6", "v4", "v2", "v0"])
        #expect(await names("sort=name") == (0...8).map { "v\($0)" })
        #expect(await names("sort=name:desc") == (0...8).reversed().map { "v\($0)" })
        #expect(await names("sort=created&sort=id:desc").first == "v0")
        #expect(await test.get("volumes?sort=size").fields == ["sort"])
        #expect(await test.get("volumes?sort=name:up").fields == ["sort"])
    }

    static let selectors: [(String, Int)] = [
        ("even", 4), ("!even", 5), ("even=yes", 4), ("even==yes", 4), ("even!=yes", 5), ("even%3Dno", 0),
        ("n in (2,4)", 2), ("n notin (2, 4)", 7), ("even, n!=2", 3), ("", 9), ("even,!n", 0),
    ]

    @Test("label selectors choose as in Kubernetes", arguments: selectors)
    func selector(_ text: String, _ count: Int) async throws {
        let test = try await volumes(9)
        let query = text.replacing(" ", with: "%20")
        #expect(await test.get("volumes?label_selector=\(query)").total == count)
    }

    @Test("a broken selector is refused", arguments: ["a=b=c", "a in (b", "(a)", "a in b", "-a", "!", "a=b,,c"])
    func brokenSelector(_ text: String) async {
        let query = text.replacing(" ", with: "+")
        #expect(await TestCloud().get("volumes?label_selector=\(query)").fields == ["label_selector"])
    }

    @Test("names and states filter")
    func filters() async throws {
        let test = try await volumes(3)
        #expect(await test.get("volumes?name=v1").total == 1)
        #expect(await test.get("volumes?name=v").total == 0)
        #expect(await test.get("volumes?status=creating&status=available").total == 3)
        #expect(await test.get("volumes?status=available").total == 0)
        #expect(await test.get("volumes?status=gone").fields == ["status"])
        await test.wait(seconds: 5)
        #expect(await test.get("volumes?status=available").total == 3)
    }

    @Test("a selection that served one page is not kept past a change")
    func freshness() async throws {
        let test = try await volumes(3)
        #expect(await test.get("volumes?label_selector=even").total == 1)
        let body: JSONValue = ["name": "more", "size": 10, "location": "fsn1", "labels": ["even": "yes"]]
        _ = try await test.create("volumes", body)
        #expect(await test.get("volumes?label_selector=even").total == 2)
    }

    @Test("the catalogue is there, and what was removed from the API says so")
    func catalogue() async {
        let test = TestCloud()
        #expect(await test.get("locations").total == 6)
        #expect(await test.get("locations?sort=name:desc")["locations"].elements.first?["name"].text == "sin")
        #expect(await test.get("server_types?sort=id:asc&per_page=1")["server_types"].elements.count == 1)
        #expect(await test.get("server_types?name=cx23").total == 1)
        #expect(await test.get("server_types/114")["server_type"]["name"].text == "cx23")
        #expect(await test.get("load_balancer_types").total == 3)
        #expect(await test.get("pricing")["pricing"]["currency"].text == "EUR")
        for path in ["datacenters", "datacenters/2", "actions"] {
            let answer = await test.get(path)
            #expect(answer.status == 410)
            #expect(answer.code == "deprecated_api_endpoint")
        }
    }

    @Test("what is sold out is shown as such and cannot be had there, until it can be again")
    func soldOut() async throws {
        let test = TestCloud()
        func server(_ name: String, in location: String) -> JSONValue {
            ["name": .string(name), "server_type": "cx23", "image": "debian-12", "location": .string(location)]
        }
        func places() async -> [String: Bool] {
            let locations = await test.get("server_types/114")["server_type"]["locations"].elements
            return Dictionary(uniqueKeysWithValues: locations.map { ($0["name"].text ?? "", $0["available"] == true) })
        }
        let before = await places()
        let soldOut: JSONValue = ["server_types": ["cx23"], "locations": ["fsn1"]]
        #expect(await test.put("/_simulator/sold-out", soldOut).status == 204)
        #expect(await places() == before.merging(["fsn1": false]) { $1 })
        #expect(await test.post("servers", server("a", in: "fsn1")).code == "resource_unavailable")
        #expect(await test.post("servers", server("b", in: "nbg1")).status == 201)
        #expect(await test.put("/_simulator/sold-out", ["server_types": ["cx24"]]).status == 422)
        #expect(await test.put("/_simulator/sold-out", ["server_types": []]).status == 204)
        #expect(await places() == before)
        #expect(await test.post("servers", server("a", in: "fsn1")).status == 201)
    }
}
