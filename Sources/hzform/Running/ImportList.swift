import Diagnostics
import Workflow

/// A file with an address and an ID or a name on each line.
struct ImportList {
    let orders: [ImportOrder]

    /// - Parameter path: `-` for standard input.
    init(_ path: String) throws(WorkflowFailure) {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path == "-" ? "/dev/stdin" : path)
        } catch {
            throw WorkflowFailure(.error("file", "the list '\(path)' cannot be read: \(error)"))
        }
        var orders: [ImportOrder] = []
        var problems: [Diagnostic] = []
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        )
        for (number, line) in lines.enumerated() {
            // A name may have blanks, an address has none.
            let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(Self.trimmed)
            guard let address = words.first, !address.hasPrefix("#") else { continue }
            if words.count == 2, !words[1].isEmpty {
                orders.append(ImportOrder(address, .object(words[1])))
            } else {
                problems.append(.incompleteLine(number + 1, of: path))
            }
        }
        guard problems.isEmpty else { throw WorkflowFailure(problems) }
        self.orders = orders
    }

    private static func trimmed(_ text: Substring) -> String {
        let begun = text.drop(while: \.isWhitespace)
        return String(begun.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension Diagnostic {
    fileprivate static func incompleteLine(_ number: Int, of path: String) -> Diagnostic {
        .error(
            "import-list",
            "line \(number) of '\(path)' has no object",
            hint: "Each line has an address, and an ID or a name."
        )
    }
}
