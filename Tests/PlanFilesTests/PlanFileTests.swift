import Diagnostics
import JSONDocuments
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import PlanFiles

@Suite("A plan file")
struct PlanFileTests {
    @Test("is refused with its reason where it is no plan of this version")
    func refused() throws {
        let text = PlanDocument.text(.fixture(.fixture(unchanged: 2)))
        let rows: [(String, code: Diagnostic.Code, says: String)] = [
            ("", "unreadable-plan", "ends too early"),
            (String(text.dropLast(20)), "unreadable-plan", "ends too early"),
            ("plan: 1", "unreadable-plan", "no JSON"),
            ("[]", "not-a-plan", "no 'format'"),
            (#"{"format": 1, "resources": {}}"#, "not-a-plan", "'changes'"),
            (text.replacing(#""format": 1,"#, with: #""format": 2,"#, maxReplacements: 1), "other-plan", "format 2"),
            (text.replacing(#""unchanged": 2"#, with: #""unchanged": "2""#), "malformed-plan", "'unchanged'"),
            (text.replacing(#""steps": []"#, with: #""steps": [{}]"#), "malformed-plan", "'steps[0].number'"),
        ]
        for (text, code, says) in rows {
            let error = try #require(throws: Diagnostic.self) {
                try PlanFile.plan(Array(text.utf8), path: "p.json", catalog: .toy)
            }
            #expect(error.code == code, "\(error)")
            #expect(error.message.contains(says), "\(error)")
        }
    }

    @Test("is refused where it mentions steps that it does not have")
    func numbers() throws {
        let change = Change.fixture("boxes.web", .create, .declared, steps: [0])
        let error = #expect(throws: Diagnostic.self) { try SavedPlan.fixture(.fixture([change])).readBack() }
        #expect(error?.code == "malformed-plan")
    }

    @Test("names files from the folder of the desired-state file, and nobody's home")
    func folder() {
        let rows = [
            ("hzform.yaml", "hzform.yaml", "hzform.yaml"),
            ("hzform.yaml", "./parts/web.yaml", "parts/web.yaml"),
            ("stacks/shop/hzform.yaml", "stacks/shop/web.yaml", "web.yaml"),
            ("stacks/shop/hzform.yaml", "stacks/common/net.yaml", "../common/net.yaml"),
            ("/home/anna/shop/hzform.yaml", "/home/anna/shop/web.yaml", "web.yaml"),
            ("/home/anna/shop/hzform.yaml", "/home/anna/common/x.yaml", "../common/x.yaml"),
            ("shop/hzform.yaml", "shop/../common/x.yaml", "../common/x.yaml"),
            ("hzform.yaml", "/home/anna/.ssh/id.pub", ".../id.pub"),
            ("../hzform.yaml", "web.yaml", ".../web.yaml"),
        ]
        for (file, path, name) in rows { #expect(ReadFolder(of: file).name(of: path) == name) }
    }
}

@Suite("What moved since a plan was saved")
struct PlanDifferenceTests {
    private static let labels = AttributePath("labels").appending(element: "team")

    private func plan(old: Value = "a", new: Value = "b", reason: Change.Reason = .differs, id: Int64 = 42) -> Plan {
        let step = Step.fixture(
            0,
            "boxes.web",
            "change",
            .init(.put, ["boxes", "42"], body: ["labels": ["team": new]])
        )
        let attribute = AttributeChange.changed(Self.labels, old, new, line: 3)
        return .fixture(
            [.fixture("boxes.web", .update, reason, [attribute], steps: [0], id: id, line: 2)],
            steps: [step]
        )
    }

    private func difference(_ old: SavedPlan, _ new: SavedPlan) -> PlanDifference { PlanDifference(from: old, to: new) }

    @Test("is nothing where only costs, places and the rest of the project differ")
    func nothing() {
        let step = Step.fixture(
            0,
            "boxes.web",
            "change",
            .init(.put, ["boxes", "42"], body: ["labels": ["team": "b"]])
        )
        let attribute = AttributeChange.changed(Self.labels, "a", "b", line: 30)
        var change = Change.fixture("boxes.web", .update, .differs, [attribute], steps: [0], id: 42, line: 20)
        change.cost = CostChange(before: nil, after: ResourceCost([.init("cx", .unknown("no price"))]))
        let moved = Plan.fixture([change], steps: [step], unchanged: 5, remarks: [Remark(.at("boxes.db"), "off")])
        let result = difference(.fixture(plan()), .fixture(moved))
        #expect(result.fits)
        #expect(result.inputs == [])
    }

    @Test("names the files, the variables and the state")
    func inputs() {
        let old = SavedPlan.fixture(
            plan(),
            configuration: ConfigurationDigest(files: ["a.yaml": "1", "b.yaml": "1", "c.yaml": "1"], variables: ["x"])
        )
        let new = SavedPlan.fixture(
            plan(),
            recorded: RecordedState(stack: "other"),
            configuration: ConfigurationDigest(files: ["a.yaml": "1", "b.yaml": "2", "d.yaml": "1"], variables: ["y"])
        )
        let result = difference(old, new)
        #expect(
            result.inputs == [
                "file 'b.yaml': was changed", "file 'c.yaml': is not read any more",
                "file 'd.yaml': was not read before",
                "variable 'y': is new", "variable 'x': is gone", "state: is another one",
            ]
        )
        #expect(!result.fits)
    }

    @Test("does not keep a plan from fitting where a file differs and nothing else happens")
    func comment() {
        let edited = ConfigurationDigest(files: ["hzform.yaml": Digest.of([2])], variables: [])
        let result = difference(.fixture(plan()), .fixture(plan(), configuration: edited))
        #expect(result.fits)
        #expect(result.inputs == ["file 'hzform.yaml': was changed"])
    }

    @Test("names the object, the attribute, and the values")
    func objects() {
        let old = SavedPlan.fixture(plan())
        #expect(
            difference(old, .fixture(plan(old: "c"))).effects == [
                "boxes.web: labels[\"team\"] is \"c\" in the project, was \"a\""
            ]
        )
        #expect(
            difference(old, .fixture(plan(new: "c"))).effects == [
                "boxes.web: labels[\"team\"] is to be \"c\", was to be \"b\""
            ]
        )
        #expect(difference(old, .fixture(plan(id: 43))).effects == ["boxes.web: is object 42 in one, 43 in the other"])
        #expect(
            difference(old, .fixture(plan(reason: .requested))).effects == [
                "boxes.web: the reason was 'differs', now it is 'requested'"
            ]
        )
        #expect(difference(old, .fixture(.fixture())).effects == ["boxes.web: update was planned, now it is no change"])
    }

    @Test("does not call secrets different that were made unreadable by different salts")
    func secrets() {
        let change = Change.fixture("boxes.web", .create, .declared, steps: [0])
        func plan(_ digest: String) -> SavedPlan {
            let seal = SealedValue(source: nil, digest: digest)
            let secret = Value.deferred(.sealed(seal, reads: [], isSensitive: true))
            let request = Step.Request(.post, ["boxes"], body: ["secret": secret])
            return .fixture(.fixture([change], steps: [.fixture(0, "boxes.web", "create", request)]))
        }
        let first = plan("scrypt:aaaaaaaa:0123:4567")
        let salted = difference(first, plan("scrypt:bbbbbbbb:0123:89ab"))
        let told = "secret is a secret that cannot be compared: the two plans tell secrets by different salts or keys"
        #expect(salted.effects == ["boxes.web: create: \(told)"])
        #expect(!salted.fits)
        let other = difference(first, plan("scrypt:aaaaaaaa:0123:89ab"))
        #expect(other.effects == ["boxes.web: create: secret is to be another value (a secret)"])
    }

    @Test("names the request where nothing else tells")
    func requests() {
        let change = Change.fixture("boxes.web", .create, .declared, steps: [0])
        func plan(_ model: Value) -> SavedPlan {
            let request = Step.Request(.post, ["boxes"], body: ["model": model])
            return .fixture(.fixture([change], steps: [.fixture(0, "boxes.web", "create", request)]))
        }
        let result = difference(plan("small"), plan("large"))
        #expect(
            result.effects == [
                #"boxes.web: create: model is to be "large", was to be "small""#
            ]
        )
        #expect(!result.fits)
    }
}
