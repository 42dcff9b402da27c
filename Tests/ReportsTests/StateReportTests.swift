import Reports
import ResourceModel
import TestSupport
import Testing

@Suite("The recorded state in reports")
struct StateReportTests {
    let golden = GoldenFiles(#filePath)

    let state = RecordedState(
        stack: "shop",
        resources: [
            .at("boxes.web[10]"): RecordedResource(
                type: .box,
                id: ResourceID(1010),
                attributes: [
                    "name": "web-10", "model": "small",
                    "nets": [["net": .at("nets.back"), "ip": "10.0.1.7"], ["net": .at("nets.front")]],
                ],
                fingerprints: ["secret": Fingerprint(.plain, digest: "0123")],
                dependencies: [.at("nets.back"), .at("nets.front")],
                deposed: [ResourceID(7)],
                isOutOfService: true
            ),
            .at("boxes.web[2]"): RecordedResource(type: .box, id: ResourceID(9), attributes: ["model": "small"]),
            .at("nets.back"): RecordedResource(type: .net, id: ResourceID(3), attributes: ["labels": ["team": "shop"]]),
        ]
    )

    @Test("list one line a resource, instances by number")
    func list() {
        #expect(
            StateText(state, catalog: .toy).list() == """
                boxes.web[2]   9
                boxes.web[10]  1010  (out of service)  (left behind: 7)
                nets.back      3

                """
        )
    }

    @Test("show all that is recorded, but no fingerprint")
    func show() throws {
        let text = StateText(state, catalog: .toy).show()
        #expect(!text.contains("sha256"))
        try golden.expect(text, is: "state.txt")
    }

    @Test("show one resource, or nothing where there is none")
    func showOne() {
        let text = StateText(state, catalog: .toy)
        #expect(text.show(.at("boxes.web[2]")) == "boxes.web[2]\n      id     9\n      model  small\n")
        #expect(text.show(.at("boxes.none")) == nil)
        #expect(StateJSON(state).show(.at("boxes.none")) == nil)
    }

    @Test("are JSON for programs")
    func json() throws {
        let json = StateJSON(state)
        #expect(!json.show().contains("sha256"))
        try golden.expect(json.show() + json.list(), is: "state.json")
    }

    @Test("say so when nothing is recorded")
    func empty() {
        let text = StateText(RecordedState(stack: "shop"), catalog: .toy)
        #expect(text.list().isEmpty)
        #expect(text.show() == "The state of 'shop' is empty.\n")
    }
}
