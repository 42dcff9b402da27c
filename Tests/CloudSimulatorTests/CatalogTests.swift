import JSONDocuments
import Testing

@testable import CloudSimulator

struct CatalogTests {
    @Test(
        "every shelf is listed, found by name and shown by its ID",
        arguments: ["locations", "server_types", "load_balancer_types", "storage_box_types", "isos", "images"]
    )
    func shelves(_ kind: String) async throws {
        let test = TestCloud()
        let first = try #require(await test.get("\(kind)?per_page=1")[kind].elements.first)
        let id = try #require(first["id"].int)
        let shown: JSONValue = await test.get("\(kind)/\(id)")[String(kind.dropLast())]
        #expect(shown["id"].int == id)
        let name = try #require(first["name"].text)
        #expect(await test.get("\(kind)?name=\(name)")[kind].elements.contains { $0["id"].int == id })
        #expect(await test.get("\(kind)/7777777").status == 404)
    }

    @Test("datacenters are gone, and come back with the setting")
    func datacenters() async throws {
        let test = TestCloud()
        let message = "datacenters are no longer available, use locations"
        await Refusal("GET", "datacenters", 410, "deprecated_api_endpoint", message).check(test)
        await Refusal("GET", "datacenters/4", 410, "deprecated_api_endpoint", message).check(test)
        var settings = SimulatorSettings.test()
        settings.servesDatacenters = true
        let cloud = SimulatedCloud(settings: settings, clock: .virtual())
        func get(_ path: String) async -> Answer {
            let headers = ["authorization": "Bearer project"]
            let request = SimulatorRequest(method: "GET", target: "/v1/\(path)", headers: headers)
            // The description knows only their end.
            return Answer(await cloud.respond(to: request))
        }
        let list = await get("datacenters?sort=name")
        #expect(list["datacenters"].elements.count == 6)
        #expect(list["recommendation"].int == 4)
        #expect(list.total == 6)
        #expect(await get("datacenters/4")["datacenter"]["location"]["name"].text == "fsn1")
        #expect(await get("datacenters/9").status == 404)
    }
}
