/// A page that explains something to somebody who was not there; nothing is loaded from elsewhere.
struct HTMLPage {
    let title: String
    /// Lines of text below the title.
    let summary: [String]
    /// What ``section(_:_:)`` made, and forms.
    let parts: [String]

    /// The whole document; it ends with a line break.
    func text() -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        \(PageStyle.css)
        </style>
        </head>
        <body>
        <header>
        <h1>\(HTMLText.escaped(title))</h1>
        \(summary.map { "<p>\(HTMLText.escaped($0))</p>" }.joined(separator: "\n"))
        </header>
        \(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
        <script>
        \(PageStyle.script)
        </script>
        </body>
        </html>

        """
    }

    /// Nothing where there is nothing in it.
    static func section(_ title: String, _ body: String) -> String {
        body.isEmpty ? "" : "<section>\n<h2>\(title)</h2>\n\(body)\n</section>"
    }

    /// Rows of texts, as wide as they are; nothing where there are none.
    static func table(_ columns: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let head = columns.map { "<th>\($0)</th>" }.joined()
        let body = rows.map { "<tr>\($0.map { "<td>\(HTMLText.escaped($0))</td>" }.joined())</tr>" }
        return "<div class=\"wide\"><table>\n<tr>\(head)</tr>\n\(body.joined(separator: "\n"))\n</table></div>"
    }
}
