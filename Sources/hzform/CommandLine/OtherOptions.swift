import Diagnostics

/// Options as other tools have them: what means the same is taken, and for the rest there is a sentence.
enum OtherOptions {
    /// The arguments with the spellings of hzform: `-auto-approve` is `--auto-approve`, `-json` is `--format json`.
    static func translated(_ arguments: [String]) -> [String] {
        guard arguments.contains(where: isForeign) else { return arguments }
        let options = OptionTable(arguments.filter { !isForeign($0) }).options
        let names = Set(options.map(\.name))
        return arguments.flatMap { argument -> [String] in
            guard isForeign(argument) else { return [argument] }
            let name = String(argument.drop { $0 == "-" }.prefix { $0 != "=" })
            if name == "chdir" { return ["-C", String(argument.drop { $0 != "=" }.dropFirst())] }
            if name == "help" || name == "version" { return ["--\(name)"] }
            if let same = same[name], let first = same.first, names.contains(first.option), !names.contains(name) {
                return same.map { "--\($0.option)=\($0.value)" }
            }
            if name == "yes" || name == "assume-yes", names.contains("auto-approve") { return ["--auto-approve"] }
            if name == "show-secrets", names.contains("reveal") { return ["--reveal"] }
            // Told by their first letter these would be something else: `-force` a file 'orce'.
            return [argument.hasPrefix("--") ? argument : "-" + argument]
        }
    }

    /// Whether it is spelled as in another tool: `-out`, `--json`, and not `-o`, `--out`, `-5`.
    private static func isForeign(_ argument: String) -> Bool {
        guard argument.hasPrefix("-") else { return false }
        let name = argument.drop { $0 == "-" }.prefix { $0 != "=" }
        if argument.hasPrefix("--") { return same[String(name)] != nil || agreed.contains(String(name)) }
        return name.count > 2 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
    }

    private static let agreed: Set = ["yes", "assume-yes", "show-secrets"]

    private static let same: [String: [(option: String, value: String)]] = [
        "json": [("format", "json")],
        "no-color": [("color", "never")],
        "no-colors": [("color", "never")],
    ]

    /// What to do instead of giving an option that another tool has; `nil` for one that nobody has.
    static func sentence(for option: String) -> String? {
        table.first { $0.options.contains(option) }?.sentence
    }

    private static let table: [(options: Set<String>, sentence: String)] = [
        (["dry-run", "diff", "preview", "plan", "check"], "Show what would change with: hzform plan"),
        (["force", "confirm"], "Agree in advance with --auto-approve, to what is disruptive with --allow IMPACT,…"),
        (["wait", "detach", "d"], "Apply waits for what it starts; Ctrl-C ends it, and the next one goes on."),
        (["watch", "w"], "See what the API carries out with: hzform actions --watch"),
        (["remove-orphans", "prune"], "Every apply deletes what was taken out of the file; leave it out."),
        (["volumes"], "Destroy deletes everything that is recorded, volumes too; leave it out."),
        (["force-recreate"], "Replace a resource with: hzform apply --replace ADDRESS"),
        (["scale"], "Change 'count' in the file, and then: hzform apply"),
        (
            ["namespace", "n", "context", "profile", "project-name", "p", "s"],
            "Environments have a state and a token each: --env NAME"
        ),
        (["output"], "Write --format json or --format yaml; plan saves itself with --out FILE."),
        (["raw", "r"], "An output that is text is printed as it is: hzform output NAME"),
        (["selector", "l", "limit", "tags", "t", "skip-tags"], "Choose with --target ADDRESS and --exclude ADDRESS."),
        (["recursive", "R"], "Name the files: hzform fmt *.yaml"),
        (
            ["upgrade", "reconfigure", "migrate-state", "backend-config", "backend"],
            "There are no providers and backends to set up; a state that is elsewhere is named with --state."
        ),
        (["input", "non-interactive", "compact-warnings", "build", "pull"], "It changes nothing here; leave it out."),
        (["extra-vars", "e", "set", "c", "config"], "Set a variable with: --var name=value"),
        (["values", "var-files"], "Name a YAML file of values with: --var-file FILE"),
        (["filename"], "Name the desired-state file with: -f FILE"),
        (["skip-preview", "assumeyes"], "Agree in advance with: --auto-approve"),
        (["token"], "Put it into HCLOUD_TOKEN, or into a file that --token-file names; here others could read it."),
        (["debug", "trace", "vvv", "vv"], "See each request with -v, or keep all in a file with --log-file FILE."),
        (["state-out", "backup"], "The state is replaced as a whole, and git has the old ones; leave it out."),
        (["generate-config-out"], "Write a file of what is there with: hzform init --from-project"),
        (["region", "zone"], "Write 'location:' into the file, under the resource or under 'settings'."),
    ]

    /// The parser's text about a command line, with what to do about an option that it does not know.
    static func explained(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let quoted = first.split(separator: "'").dropFirst().first.map(String.init)
        else {
            return text
        }
        let found =
            if first.contains("Unknown option '-") {
                sentence(for: String(quoted.drop { $0 == "-" }))
            } else if first.contains("nexpected argument") {
                OtherArguments.sentence(for: quoted, usage: text)
            } else {
                nil as String?
            }
        guard let sentence = found else { return text }
        // Its own guess is about spelling, and leads astray here.
        let head = first.split(separator: ". Did you mean").first ?? first
        let rest = lines.dropFirst().drop { $0.hasPrefix("   or: ") }
        return (["\(head)", "hint: \(sentence)"] + rest.map(String.init)).joined(separator: "\n")
    }
}
