import JSONDocuments
import Testing

@testable import CloudSimulator

extension Correction {
    static let ofTheCatalogue = [
        Correction("B5", "a server type that was taken off the lists has its ID and its name", [.terraform, .ansible]) {
            test in
            let byID: JSONValue = await test.get("server_types/1")["server_type"]
            #expect(byID["name"].text == "cx11")
            #expect(byID["deprecation"]["announced"].text?.hasPrefix("2024-06-06") == true)
            #expect(byID["deprecation"]["unavailable_after"].text?.hasPrefix("2024-09-06") == true)
            let ends = byID["locations"].elements.map { $0["deprecation"]["unavailable_after"].text?.prefix(10) }
            #expect(!ends.isEmpty && ends.allSatisfy { $0 == "2024-09-06" })
            #expect(await test.get("server_types?name=cx11")["server_types"].elements.first?["id"].int == 1)
            let listed = await test.get("server_types?per_page=50")["server_types"].elements
            #expect(!listed.contains { $0["name"].text == "cx11" })
            let server: JSONValue = ["name": "old", "server_type": "cx11", "image": "ubuntu-24.04"]
            #expect(await test.post("servers", server).status == 422)
        },
        Correction("B6", "ISOs that suites ask for, each for one architecture", [.terraform, .ansible, .commandLine]) {
            test in
            #expect(await test.get("isos/8637")["iso"]["description"].text == "Windows Server 2022 English")
            #expect(await test.get("isos/122898")["iso"]["name"].text == "systemrescue-12.02-amd64.iso")
            let isos = await test.get("isos?per_page=50")["isos"].elements
            #expect(isos.allSatisfy { ["arm", "x86"].contains($0["architecture"].text) })
            #expect(isos.count { $0["architecture"].text == "arm" } > 2)
        },
        Correction("B7", "cpx22 is sold in four locations; CPX 11 and CPX 21 have a blank", [.terraform]) { test in
            let type: JSONValue = await test.get("server_types/109")["server_type"]
            #expect(type["locations"].elements.compactMap { $0["name"].text } == ["fsn1", "nbg1", "hel1", "sin"])
            #expect(type["prices"].elements.count == 4)
            let first = await test.get("server_types?per_page=2")["server_types"].elements
            #expect(first.compactMap { $0["description"].text } == ["CPX 11", "CPX 21"])
        },
    ]
}
