import StackConfiguration

/// What the console says of itself.
struct ConsoleHelp {
    private let names: ExpressionNames?

    init(_ names: ExpressionNames?) { self.names = names }

    var text: String {
        let start = (names?.after("") ?? []).filter { names?.functions.contains($0) == false }
        let words = start.isEmpty ? "" : "An expression begins with: \(start.joined(separator: ", ")).\n"
        return """
            \(words)Examples:

                servers.web.ipv4                        what a server has, or will have
                locals.name + "-db"
                size(servers)
                [1, 2, 3].filter(n, n > 1)

            'functions' lists what can be called, the tab key completes, 'exit' or Ctrl-D ends. The language is described
            in docs/language.md; 'hzform explain servers.image' tells what an attribute is.

            """
    }

    /// What is called by itself, and then what is called behind a value.
    func functions(width: Int) -> String {
        let methods = (names?.methods ?? []).map { "." + $0 }
        return Self.columns((names?.functions ?? []).sorted(), width) + "\n" + Self.columns(methods, width)
    }

    private static func columns(_ all: [String], _ width: Int) -> String {
        let column = (all.map(\.count).max() ?? 0) + 2
        let perLine = max(1, width / max(1, column))
        var text = ""
        for start in stride(from: 0, to: all.count, by: perLine) {
            let line = all[start..<min(start + perLine, all.count)]
                .map { $0 + String(repeating: " ", count: column - $0.count) }.joined()
            text += line.trimmingSuffix { $0 == " " } + "\n"
        }
        return text
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
