import FoundationEssentials
import HetznerCloud

/// Objects of the API: a table for people, the objects themselves for programs.
package struct ObjectTable {
    struct Column {
        let title: String
        var isNumber = false

        static func text(_ title: String) -> Column { Column(title: title) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    }

    private let columns: [Column]
    private let rows: [[String]]
    private let items: JSONValue
    /// What the objects are, for programs.
    private let key: String

    init(_ columns: [Column], rows: [[String]], items: JSONValue, key: String = "offerings") {
        self.columns = columns
        self.rows = rows
        self.items = items
        self.key = key
    }

    /// One row for each element.
    init<Element: JSONEncodable>(
        _ columns: [Column],
        _ elements: [Element],
        key: String = "offerings",
        _ row: (Element) -> [String]
    ) {
        self.init(columns, rows: elements.map(row), items: .array(elements.map(\.json)), key: key)
    }

    /// The table; it ends with a line break.
    package func text(_ style: TextStyle = TextStyle()) -> String {
        guard !rows.isEmpty else { return "There is none.\n" }
        let all = [columns.map(\.title)] + rows
        let widths = columns.indices.map { column in all.map { $0[column].displayWidth }.max() ?? 0 }
        let lines = all.enumerated().map { index, cells in
            let padded = columns.indices.map { column in
                columns[column].isNumber
                    ? cells[column].leftPadded(to: widths[column]) : cells[column].padded(to: widths[column])
            }
            let line = padded.joined(separator: "  ").withoutTrailingBlanks
            return style.paint(line, index == 0 ? .dim : nil)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The document; it ends with a line break.
    package func json() -> String {
        let document: JSONValue = .object(["format_version": 1, key: items])
        return document.pretty() + "\n"
    }
}

extension String {
    fileprivate var withoutTrailingBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension Deprecation? {
    /// `until 2025-12-31`: the last day on which it can be ordered.
    var words: String {
        guard let self else { return "" }
        return "until \(self.unavailableAfter.formatted(Date.ISO8601FormatStyle().year().month().day()))"
    }
}
