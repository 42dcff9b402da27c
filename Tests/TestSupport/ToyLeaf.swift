import ResourceModel

extension ResourceType {
    /// A page of a book by itself, without an ID of its own.
    package static let leaf = ResourceType(
        .leaf,
        section: "leaves",
        "A page of a book.",
        at: APICollection(
            path: "books",
            objectKey: "page",
            parent: .init(.book, by: "book", list: "pages", key: ["title", "form"])
        ),
        attributes: [
            .labels,
            Attribute("book", "The book.", .reference(.book), .required, creation: .unsent, update: .replace),
            Attribute(
                "title",
                "Its title.",
                .string(.recordName),
                .required,
                update: .replace,
                claim: .among(["book", "form"])
            ),
            Attribute("form", "Its form.", .oneOf(["plain", "numbers", "cover"]), .required, update: .replace),
            seal,
        ],
        create: Call(.post, [.literal("books"), .attribute("book"), .literal("pages")], .object([])),
        constraints: [
            .unlisted("book", list: "pages", key: ["title", "form"]),
            .aloneBelow("book", list: "pages", when: "form", isOneOf: ["cover"], of: "title"),
        ],
        example: """
            books: { b: {} }
            leaves: { a: { book: b, title: one, form: plain } }
            """
    )

    private static let seal: Attribute = {
        var attribute = Attribute(
            "seal",
            "What keeps it as it is.",
            .object([.part("change", "Refuses changes.", .boolean, .defaulted(false))]),
            creation: .afterwards,
            update: .action("seal", .value),
            reset: ["change": false],
            guardsDeletion: true
        )
        attribute.guardsChanges = true
        return attribute
    }()
}
