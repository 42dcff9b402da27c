/// The parser's help, arranged: what a command is about comes first, and what all have in common once, at the end.
enum HelpText {
    /// Options of most commands, which say where things are and how they are written rather than what is done.
    private static let common: Set<String> = [
        "--file", "--state", "--env", "--simulate", "--var", "--var-file", "--env-file", "--endpoint",
        "--storage-endpoint", "--token-file", "--log-http", "--parallelism", "--max-retries", "--request-timeout",
        "--proxy", "--ca-file", "--color", "--quiet", "--log-file", "--ci", "--version", "--help",
    ]

    private static let folder = "  -C <dir>                Work in this folder."

    private static let variables = """
        VARIABLES:
          Each option has a variable, of its name in capitals: HZFORM_STATE for
          --state, HZFORM_MAX_RETRIES for --max-retries; HZFORM_AUTO_APPROVE=1 is
          --auto-approve. What is typed goes before it.
        """

    static func arranged(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let header = lines.firstIndex(of: "OPTIONS:") else { return text }
        let end = lines[header...].firstIndex(of: "") ?? lines.endIndex
        let options = entries(lines[(header + 1)..<end])
        let own = options.filter { !isCommon($0) }
        let shared = options.filter(isCommon).flatMap(\.self)
        lines.replaceSubrange(header..<end, with: own.isEmpty ? [] : ["OPTIONS:"] + own.flatMap(\.self))
        if own.isEmpty { lines.remove(at: header) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return (lines + ["", "COMMON OPTIONS:"] + shared + [folder, "", variables, ""]).joined(separator: "\n")
    }

    /// Each option with the lines that explain it.
    private static func entries(_ lines: ArraySlice<String>) -> [[String]] {
        var entries: [[String]] = []
        for line in lines {
            if line.hasPrefix("  -") || entries.isEmpty {
                entries.append([line])
            } else {
                entries[entries.count - 1].append(line)
            }
        }
        return entries
    }

    private static func isCommon(_ entry: [String]) -> Bool {
        let names = entry[0].split { $0 == " " || $0 == "," }.prefix { $0.hasPrefix("-") }
        return names.contains { common.contains(String($0)) }
    }
}
