import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Reports

@Suite("Plans of any size")
struct PlanSizeTests {
    private func text(_ plan: Plan, _ style: TextStyle = TextStyle(), isFull: Bool = false) -> String {
        PlanText(plan, catalog: .toy, refreshRequests: 7, style: style, isFull: isFull).text()
    }

    @Test(
        "are told at any width, in colour and in ASCII",
        arguments: [(3, "plan-of-3.txt"), (50, "plan-of-50.txt"), (500, "plan-of-500.txt")]
    )
    func sizes(count: Int, name: String) throws {
        let plan = Plan.large(count)
        let parts = [60, 100, 200].flatMap { width in
            [false, true].map { isColored in
                let style = TextStyle(isColored: isColored, width: width)
                return "== \(width) columns\(isColored ? ", in colour" : "")\n\n\(text(plan, style))"
            }
        }
        let ascii = "== 60 columns, in ASCII\n\n" + text(plan, TextStyle(width: 60)).withASCIISigns
        #expect(ascii.utf8.allSatisfy { $0 < 128 })
        try GoldenFiles(#filePath).expect((parts + [ascii]).joined(separator: "\n"), is: name)
    }

    @Test("of fifty changes fit a screen, what must be allowed first")
    func fits() {
        let lines = text(.large(50)).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 80)
        let places = lines.indices.filter { lines[$0].contains("DOWNTIME") || lines[$0].contains("DATA-LOSS") }
        #expect(places.filter { $0 < 10 }.count == 2)
    }

    @Test("unfold where all of it is asked for")
    func full() {
        let plan = Plan.large(50)
        let text = text(plan, isFull: true)
        #expect(plan.changes.allSatisfy { text.contains(" \($0.address)  ") })
    }

    @Test("fold only instances that differ in numbers or their keys alone")
    func folding() {
        func box(_ address: String, _ model: Value, _ secret: Value = "a") -> Change {
            .fixture(address, .create, .declared, [.set("model", model), .set("place", secret)], line: 5)
        }
        let plan = Plan.fixture([
            box("boxes.a[\"eu\"]", "small", "in-eu-1"), box("boxes.a[\"us\"]", "small", "in-us-2"),
            box("boxes.b[0]", "small"), box("boxes.b[1]", "large"), box("boxes.b[2]", "small"),
            box("boxes.b[3]", "small"),
        ])
        #expect(
            text(plan) == """
                  + boxes.a["eu", "us"]  hzform.yaml:5
                      model  small
                      place  in-eu-1 … in-us-2

                  + boxes.b[0, 2…3]  hzform.yaml:5
                      model  small
                      place  a

                  + boxes.b[1]  hzform.yaml:5
                      model  large
                      place  a

                Plan: 6 to create.
                Requests: 7 now, 0 to apply.

                """
        )
    }

    @Test("say once what is to be known of several, with the places")
    func notes() {
        let note = "shut down gracefully first"
        let plan = Plan.fixture([
            .fixture("boxes.a", .update, .differs, impacts: [.downtime], notes: [note]),
            .fixture("boxes.b", .update, .differs, impacts: [.downtime], notes: [note, "its own"]),
        ])
        let text = text(plan)
        #expect(text.contains("\nnote: boxes.a, boxes.b: shut down gracefully first\n"))
        #expect(text.contains("      note: its own\n"))
        #expect(text.split(separator: "\n").filter { $0.contains(note) }.count == 1)
    }

    @Test("tell who goes one after the other, and how long that takes")
    func turns() {
        let changes = (0..<3).map { index in
            Change.fixture(
                "boxes.web[\(index)]",
                .update,
                .differs,
                [.changed(AttributePath("model"), "small", "large", .edited, .offline)],
                impacts: [.downtime],
                steps: [index],
                id: Int64(index)
            )
        }
        let steps = (0..<3).map { index in
            Step.fixture(
                index,
                "boxes.web[\(index)]",
                "change",
                .init(.post, ["boxes", "change"]),
                after: index == 0 ? [] : [index - 1]
            )
        }
        let durations = RequestDurations(["POST boxes/change": 60])
        let plan = Plan.fixture(changes, steps: steps)
        let text = PlanText(plan, catalog: .toy, refreshRequests: 7, durations: durations).text()
        #expect(text.contains("  ~ boxes.web[0…2]  DOWNTIME  one after the other, about 3 min\n"))
        #expect(text.contains("\nTime: about 3 min.\n"))
        let full = PlanText(plan, catalog: .toy, refreshRequests: 7, isFull: true, durations: durations).text()
        #expect(full.contains("\nTime: about 3 min; boxes.web[0…2] one after the other.\n"))
    }

    @Test("keep what differs of long values on both sides, and all of it where nobody looks at a terminal")
    func longValues() {
        let start = String(repeating: "a", count: 90)
        let end = String(repeating: "z", count: 90)
        let change = AttributeChange.changed(
            AttributePath("model"),
            .string(start + "1" + end),
            .string(start + "2" + end)
        )
        let plan = Plan.fixture([.fixture("boxes.a", .update, .differs, [change])])
        let short = text(plan)
        #expect(short.contains("…aaaaaaaaaaaa1zzzzzzzzzzzz… → …aaaaaaaaaaaa2zzzzzzzzzzzz…"))
        let whole = text(plan, TextStyle(shortensValues: false))
        #expect(whole.contains(start + "1" + end))
        #expect(whole.contains(start + "2" + end))
    }

    @Test("show of texts of several lines those that differ")
    func lines() {
        let change = AttributeChange.changed(AttributePath("model"), "one\ntwo\nthree\n", "one\n2\nthree\n")
        let text = text(.fixture([.fixture("boxes.a", .update, .differs, [change])]))
        #expect(text.hasPrefix("  ~ boxes.a\n      model  - two\n             + 2\n"))
    }

    @Test("give the lines to paste where something looks renamed")
    func rename() {
        let changes: [Change] = [
            .fixture("boxes.new", .create, .declared, [.set(.name, "new"), .set("model", "small")]),
            .fixture("boxes.old[0]", .delete, .undeclared, impacts: [.dataLoss], id: 4),
        ]
        func plan(_ model: Value) -> Plan {
            let record = RecordedResource(type: .box, id: ResourceID(4), attributes: [.name: "old", "model": model])
            return Plan(
                stack: "shop",
                changes: changes,
                steps: [],
                recorded: RecordedState(stack: "shop", resources: [.at("boxes.old[0]"): record]),
                unchanged: 0,
                remarks: []
            )
        }
        let hint = """

            note: this looks like a resource with another name; to keep it, add to the file:

                moved:
                  - { from: "boxes.old[0]", to: boxes.new }

            """
        #expect(text(plan("small")).contains(hint))
        #expect(!text(plan("large")).contains("moved:"))
    }

    @Test("give one line for all instances of what looks renamed as a whole")
    func renameOfMany() {
        func text(_ models: [Value], also more: [ResourceAddress: RecordedResource] = [:]) -> String {
            let created = models.enumerated().map { index, model in
                Change.fixture("boxes.new[\(index)]", .create, .declared, [.set(.name, "new"), .set("model", model)])
            }
            let deleted = models.indices.map { index in
                Change.fixture("boxes.old[\(index)]", .delete, .undeclared, impacts: [.dataLoss], id: Int64(index + 4))
            }
            let records = models.indices.map { index -> (ResourceAddress, RecordedResource) in
                let attributes: [AttributeName: Value] = [.name: "old", "model": "small"]
                let record = RecordedResource(type: .box, id: ResourceID(Int64(index + 4)), attributes: attributes)
                return (.at("boxes.old[\(index)]"), record)
            }
            let resources = Dictionary(records) { first, _ in first }.merging(more) { first, _ in first }
            let plan = Plan(
                stack: "shop",
                changes: created + deleted,
                steps: [],
                recorded: RecordedState(stack: "shop", resources: resources),
                unchanged: 0,
                remarks: []
            )
            return self.text(plan)
        }
        #expect(
            text(["small", "small", "small"]).contains(
                """
                    moved:
                      - { from: boxes.old, to: boxes.new }

                """
            )
        )
        #expect(!text(["small", "large"]).contains("- { from: boxes.old, to:"))
        // One of them stays, so the name is not another one.
        let staying = RecordedResource(type: .box, id: ResourceID(9), attributes: ["model": "small"])
        #expect(!text(["small", "small"], also: [.at("boxes.old[7]"): staying]).contains("moved:"))
    }
}
