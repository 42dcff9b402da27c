import Workflow

/// A context of the `hcloud` command line: a name and a token, kept in its `cli.toml`.
///
/// Only what that program writes there is read, a key and a text in quotes on a line: a reader of all of TOML would be
/// larger than what it is for.
struct HcloudContext {
    let name: String
    let token: String

    /// The context that is chosen, as `hcloud` itself finds it; `nil` where there is none.
    static func active(_ environment: [String: String]) -> HcloudContext? {
        guard let path = path(environment), let bytes = try? FileBytes.read(path) else { return nil }
        return active(in: String(decoding: bytes, as: UTF8.self), named: environment["HCLOUD_CONTEXT"])
    }

    private static func path(_ environment: [String: String]) -> String? {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let path = value("HCLOUD_CONFIG") { return path }
        let folder = value("XDG_CONFIG_HOME") ?? value("HOME").map { "\($0)/.config" }
        return folder.map { "\($0)/hcloud/cli.toml" }
    }

    /// - Parameter chosen: goes before the one that the file names.
    static func active(in text: String, named chosen: String?) -> HcloudContext? {
        var active = chosen.flatMap { $0.isEmpty ? nil : $0 }
        var contexts: [[String: String]] = []
        var isInContext = false
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop(while: \.isWhitespace)
            if line.hasPrefix("[") {
                isInContext = line.hasPrefix("[[contexts]]")
                if isInContext { contexts.append([:]) }
            } else if let (key, value) = setting(line) {
                if isInContext { contexts[contexts.count - 1][key] = value }
                if contexts.isEmpty, key == "active_context" { active = active ?? value }
            }
        }
        let found = contexts.first { $0["name"] == active }
        guard let active, let token = found?["token"], !token.isEmpty else { return nil }
        return HcloudContext(name: active, token: token)
    }

    /// `key = "value"` or `key = 'value'`; names and tokens have no escapes.
    private static func setting(_ line: Substring) -> (key: String, value: String)? {
        guard let sign = line.firstIndex(of: "=") else { return nil }
        let key = line[..<sign].filter { !$0.isWhitespace }
        let rest = line[line.index(after: sign)...].drop(while: \.isWhitespace)
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        let value = rest.dropFirst().prefix { $0 != quote }
        return (key, String(value))
    }
}
