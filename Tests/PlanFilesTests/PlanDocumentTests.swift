import FoundationEssentials
import JSONDocuments
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import PlanFiles

extension SavedPlan {
    /// A plan of the toy catalog whose secrets are known by their lengths.
    static func fixture(
        _ plan: Plan,
        recorded: RecordedState = RecordedState(stack: "shop"),
        configuration: ConfigurationDigest = ConfigurationDigest(files: ["hzform.yaml": Digest.of([1])], variables: []),
        terms: PlanTerms = PlanTerms()
    ) -> SavedPlan {
        SavedPlan(
            plan,
            recorded: recorded,
            salts: [],
            version: "1.2.3",
            configuration: configuration,
            terms: terms,
            requests: 7,
            catalog: .toy,
            folder: ReadFolder(of: "hzform.yaml")
        ) { value, address, name in
            "\(address) \(name) of \(value.keyText.utf8.count)"
        }
    }

    func readBack() throws -> SavedPlan {
        try PlanFile.plan(Array(PlanDocument.text(self).utf8), path: "plan.json", catalog: .toy)
    }
}

@Suite("A plan in JSON")
struct PlanDocumentTests {
    @Test("has a stable shape")
    func shape() throws {
        try GoldenFiles(#filePath).expect(PlanDocument.text(.fixture(.varied)), is: "plan.json")
    }

    @Test("holds a secret only as its fingerprint")
    func secrets() throws {
        let text = PlanDocument.text(.fixture(.varied))
        #expect(!text.contains("hunter2"))
        let steps = try #require(try JSONParser.parse(Array(text.utf8))["steps"]?.array)
        // The attribute's name is that of a mark, so the body is told apart from one.
        let body = steps.compactMap { $0["body"]?["map"] }.first { $0["name"] == "web-1" }
        #expect(body?["secret"] == ["secret": "boxes.web[1] secret of 7"])
    }

    @Test("hides a sensitive output, also where it is known later")
    func outputs() throws {
        let read = AttributeReference(.at("boxes.db"), "address")
        let later = DeferredValue(DeferredExpression("boxes.db.address + pin"), reads: [read], isSensitive: true)
        let outputs = [
            OutputChange("pin", before: "hunter1", after: "hunter2", isSensitive: true),
            OutputChange("where", before: nil, after: .deferred(later), isSensitive: true),
        ]
        let plan = Plan(
            stack: "shop",
            changes: [],
            steps: [],
            recorded: RecordedState(stack: "shop"),
            unchanged: 0,
            remarks: [],
            outputs: outputs
        )
        let saved = SavedPlan.fixture(plan)
        #expect(!PlanDocument.text(saved).contains("hunter"))
        #expect(try saved.readBack() == saved)
    }

    @Test(
        "gives back the value that it was made of",
        arguments: [
            .null, true, 7, .number(7), .number(0.1), "text", [], [1, ["a": .null]],
            ["reference": "no reference"], ["secret": "no secret", "other": 1], ["map": ["map": [:]]],
            ["known_after_apply": ["as": "text"]],
            .reference(.resource(.at("modules.eu.boxes.web[\"a.b\"]"))),
            .reference(.object(.box, ResourceID(42))),
            .deferred(.output(AttributeReference(.at("boxes.db"), "address"))),
            .deferred(.text(of: AttributeReference(.at("boxes.db"), "id"))),
        ] as [Value]
    )
    func values(value: Value) throws {
        #expect(try Value(PlanReader(value.json)) == value)
    }

    @Test(
        "gives back the path that it was made of",
        arguments: [
            AttributePath("name"), AttributePath("a", "b"), AttributePath("a").appending(element: "10.0.0.0/24"),
            AttributePath("a").appending(element: "x\"].y").appending("b").appending(element: "[\""),
            AttributePath("a").appending(element: "").appending(element: "c.d"),
        ]
    )
    func paths(path: AttributePath) throws {
        let read = try AttributePath(PlanReader(path.json))
        #expect(read.description == path.description)
    }

    @Test("says what it costs with all digits, and gives that back")
    func costs() throws {
        func cost(_ net: Decimal) -> ResourceCost {
            let amount = Amount(net: net, gross: net * 2)
            return ResourceCost([.init("small in here", .known(Rate(hourly: nil, monthly: amount, setup: amount)))])
        }
        let small = try #require(Decimal(string: "3.490"))
        let unknown = ResourceCost([.init("50 GB", .unknown("known once it exists"))])
        var change = Change.fixture("boxes.web", .create, .declared)
        change.cost = CostChange(before: cost(small), after: unknown)
        var plan = Plan.fixture([change])
        plan.cost = ProjectCost(
            currency: "EUR",
            resources: [.at("boxes.web"): unknown],
            before: cost(small).rate,
            after: .zero
        )
        let saved = SavedPlan.fixture(plan)
        let json = try JSONParser.parse(Array(PlanDocument.text(saved).utf8))
        #expect(json["cost"]?["before"]?["monthly"] == ["net": "3.49", "gross": "6.98"])
        #expect(json["changes"]?[0]?["cost"]?["before"]?["rate"]?["setup"]?["net"] == "3.49")
        #expect(json["changes"]?[0]?["cost"]?["after"]?["items"]?[0]?["unknown"] == "known once it exists")
        #expect(try saved.readBack() == saved)
    }

    @Test("tells two expressions apart that were told different things")
    func digests() {
        func saved(_ size: String, isSensitive: Bool) -> SavedPlan {
            let captured = CapturedValue(.text(size), isSensitive: isSensitive)
            let expression = DeferredExpression("boxes.db.address + size", names: ["size": captured])
            let value = Value.deferred(DeferredValue(expression, reads: []))
            let change = Change.fixture("boxes.web", .create, .declared, [.set("model", value)])
            return .fixture(.fixture([change]))
        }
        #expect(saved("12", isSensitive: false) == saved("12", isSensitive: false))
        #expect(saved("12", isSensitive: false) != saved("13", isSensitive: false))
        // The fingerprints of this test tell lengths apart, so this one was asked for.
        #expect(saved("12", isSensitive: true) == saved("13", isSensitive: true))
        #expect(saved("12", isSensitive: true) != saved("123", isSensitive: true))
        #expect(!PlanDocument.text(saved("hunter2", isSensitive: true)).contains("hunter2"))
    }
}

@Suite("Golden files of plans")
struct GoldenFilesTests {
    @Test("are all read by a test")
    func unread() throws {
        #expect(try GoldenFiles(#filePath).unread() == [])
    }
}
