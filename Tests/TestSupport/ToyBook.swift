import DomainText
import ResourceModel

extension ResourceType {
    /// Pages in a list of its own, some of them there from the start, with entries that others may add to.
    package static let book = ResourceType(
        .book,
        section: "books",
        "A book.",
        at: APICollection(
            path: "books",
            objectKey: "book",
            query: ["kind": "open"],
            sublists: [.init("pages", for: "pages", where: ["kind": "open"])]
        ),
        attributes: [.name(.zoneName), .labels, pages, remarks],
        outputs: [Output("standing", "Lines that stay.", "standing", whenEmpty: ["preface"])],
        example: "books: { a: { pages: [{ title: one, form: plain }] } }"
    )

    private static let pages = Attribute(
        "pages",
        "Its pages.",
        .elements(pageSet),
        creation: .bodyForElements(.known, .each(.value)),
        update: .elements(
            add: page(.post, [], .value),
            remove: page(.delete, [.part("title")], .constant(.null)),
            change: .parts([
                "size": page(.post, [.part("title"), .literal("resize")], .object([("size", .orNull(.part("size")))])),
                "lines": lineCall,
                "pin": page(.post, [.part("title"), .literal("pin")], .object([("pin", .part("pin"))])),
                "labels": page(.put, [.part("title")], .object([("labels", .part("labels"))])),
                "guard": page(.post, [.part("title"), .literal("guard")], .part("guard")),
            ]),
            undeclared: .kept
        ),
        observedAt: .elements([.init("pages[]")]),
        reset: .list([])
    )

    private static func page(_ method: Call.Method, _ rest: [Call.PathPart], _ body: BodyTemplate) -> Call {
        Call(method, [.id, .literal("pages")] + rest, body)
    }

    private static let lineCall: Call = {
        let lines = BodyTemplate.object([("lines", .part("lines"))])
        var call = page(.post, [.part("title"), .literal("set_lines")], lines)
        call.ofEntries = [EntryUpdate("note", page(.post, [.part("title"), .literal("annotate")], lines))]
        return call
    }()

    private static let pageSet: ElementSet = {
        var set = ElementSet(
            "page",
            key: ["title", "form"],
            separator: "/",
            limit: 100,
            [
                .part("title", "Its title.", .string(.recordName), .required),
                .part("form", "Its form.", .oneOf(["plain", "numbers", "cover"]), .required),
                .part("size", "Its size.", .integer(1...9), reset: .null),
                lines,
                .part(
                    "marks",
                    "Its marks.",
                    .list(.string(.text(1...99)), order: .irrelevant, limit: 9),
                    reset: .list([]),
                    takesForeignEntries: true
                ),
                .part("pin", "What opens it.", .string(.password), isSensitive: true),
                .part("labels", "Its labels.", .labels, reset: .map([:])),
                Attribute(
                    "guard",
                    "What keeps it as it is.",
                    .object([.part("change", "Refuses changes.", .boolean, .defaulted(false))]),
                    creation: .afterwards,
                    update: .whole,
                    reset: ["change": false]
                ),
            ]
        )
        set.provided = [ProvidedElement("index/plain", keeps: .init("lines", by: "text", listedIn: "standing"))]
        set.guardedBy = "guard"
        set.identifier = "id"
        set.automaticSuffixes = ["title": ".blank"]
        return set
    }()

    private static let lines: Attribute = {
        var lines = Attribute.part("lines", "Its lines.", list(of: .text(1...99)))
        lines.variants = KindVariants(by: "form", ["numbers": list(of: .record(RecordForm([.texts], example: "one")))])
        lines.sharedBy = "text"
        return lines
    }()

    private static func list(of format: StringFormat) -> ValueKind {
        var text = Attribute.part("text", "What it says.", .string(format), .required)
        text.isShorthand = true
        return .list(.object([text, .part("note", "A note.", .string(.text(1...99)))]), order: .irrelevant, limit: 9)
    }

    private static let remarks = Attribute(
        "remarks",
        "Its remarks, in their order.",
        .list(.string(.text(1...9)), order: .significant, limit: 9),
        update: .action("remark", .object([("remarks", .value)])),
        reset: .list([]),
        repairsDrift: false
    )
}
