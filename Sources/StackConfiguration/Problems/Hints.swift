import CELExpressions
import Diagnostics
import ResourceModel

/// What to write instead of a word that is right elsewhere: in other tools, or in the API's own requests.
///
/// What is known of other languages is here, what is known of resource types in the catalog.
struct Hints: Sendable {
    let misnomers: Misnomers

    /// For a key at the top of the file.
    func section(_ word: String, among known: [String]) -> String? {
        if let hint = Self.sections[word] ?? misnomers.sections[word] { return hint }
        if let name = withoutProvider(word).flatMap({ Self.plural($0, among: known) }) {
            return "Did you mean '\(name)'?"
        }
        return Suggestion.question(for: word, among: known)
    }

    /// The sections that may be meant by a key at the top of the file, about which nothing is known then.
    func meantSections(_ word: String, among known: [String], all: [String]) -> [String] {
        if ["resource", "resources", "data", "services"].contains(word) { return all }
        let name = withoutProvider(word) ?? word
        return Self.plural(name, among: known).map { [$0] } ?? []
    }

    /// For an attribute, and which one is meant.
    func attribute(_ word: String, among known: [String]) -> (meant: String?, text: String?) {
        if let hint = Self.attributes[word] ?? misnomers.attributes[word], known.contains(hint.meant) {
            return (hint.meant, hint.text ?? "Did you mean '\(hint.meant)'?")
        }
        for candidate in Self.forms(of: word) where known.contains(candidate) {
            let isID = word.hasSuffix("_id") || word.hasSuffix("_ids")
            let text = isID ? "Write '\(candidate)' with the logical name, not the ID." : "Did you mean '\(candidate)'?"
            return (candidate, text)
        }
        if word == "type", let name = known.filter({ $0.hasSuffix("_type") }).only {
            return (name, "Did you mean '\(name)'?")
        }
        if let text = misnomers.otherSides[word] { return (nil, text) }
        let nearest = Suggestion.nearest(to: word, among: known)
        return (nearest, nearest.map { "Did you mean '\($0)'?" })
    }

    /// For the type of a variable.
    static func variableType(_ word: String) -> String? {
        let types = [
            "bool": "boolean", "int": "integer", "float": "number", "double": "number", "str": "string",
            "text": "string", "object": "map", "dict": "map", "array": "list", "set": "list",
        ]
        return types[word].map { "Did you mean '\($0)'?" }
    }

    /// For a text that stands where a number is expected.
    static func number(_ text: String) -> String? {
        if Int64(text) != nil { return "Write it without quotes." }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        if !digits.isEmpty, !unit.isEmpty, unit.allSatisfy(\.isLetter) { return "Write the number alone: \(digits)." }
        let isName = text.contains("_") && text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") }
        return isName ? "A variable or local stands in an expression: ${\(text)}." : nil
    }

    /// For a name or function of an expression.
    func expression(_ word: String) -> String? {
        if let hint = Self.names[word] ?? misnomers.names[word] { return hint }
        if let replacement = Self.functions[word] { return "Write \(replacement)." }
        if let section = withoutProvider(word) {
            return "Resources are named by section and key: \(section)s.web.ipv4."
        }
        return nil
    }

    /// A question for a name that cannot follow a dot says how it is written.
    static func withBrackets(_ question: String) -> String {
        let parts = question.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].contains(where: { $0 == "-" || $0 == "." }) else { return question }
        return "\(question) It is written with brackets: [\"\(parts[1])\"]."
    }

    /// For the rest of an expression from where it cannot be read on.
    static func syntax(_ rest: String) -> String? {
        guard rest.hasPrefix(":-") || rest.hasPrefix(":=") else { return nil }
        return "A variable has its default where it is declared; elsewhere write a condition: a != '' ? a : 'b'."
    }

    /// For a mistake in a text that looks like a script, in which the shell may be meant.
    static func shell(_ problem: CELProblem, in text: String) -> String? {
        let variable = problem.code == .unknownName ? problem.subject.flatMap { $0.isOfShells ? $0 : nil } : nil
        let isScript = text.hasPrefix("#!") || text.contains("\n")
        guard isScript || variable != nil, [.syntax, .unknownName, .unknownFunction].contains(problem.code) else {
            return nil
        }
        let bytes = Array(text.utf8)
        let place = min(problem.range.lowerBound, bytes.count)
        let start = bytes[..<place].indices.reversed().first { index in
            bytes[index] == UInt8(ascii: "$") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{")
        }
        guard let start else { return nil }
        let end = bytes[place...].firstIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "\n") }
        guard let end, bytes[end] == UInt8(ascii: "}"), end - start < 80 else {
            return "Is it for the shell? There '${' is written as '$${'."
        }
        let own =
            (isScript ? nil : variable).map { " The environment of hzform itself is read with env('\($0)')." } ?? ""
        return "Is it for the shell? Write $\(String(decoding: bytes[start...end], as: UTF8.self)).\(own)"
    }

    /// `server_id` as `server`, `firewall_ids` as `firewalls`, `server` as `servers`, and back.
    private static func forms(of word: String) -> [String] {
        var forms: [String] = []
        if word.hasSuffix("_ids") { forms.append(word.dropLast(4) + "s") }
        if word.hasSuffix("_id") { forms += [String(word.dropLast(3)), word.dropLast(3) + "s"] }
        forms.append(word.hasSuffix("s") ? String(word.dropLast()) : word + "s")
        return forms
    }

    private func withoutProvider(_ word: String) -> String? {
        guard let prefix = misnomers.prefix, word.hasPrefix(prefix) else { return nil }
        return String(word.dropFirst(prefix.count))
    }

    private static func plural(_ word: String, among known: [String]) -> String? {
        known.contains(word + "s") ? word + "s" : Suggestion.nearest(to: word, among: known)
    }
}

extension Hints {
    private static let sections: [String: String] = [
        "data": "What is in the project already is looked up under 'existing'.",
        "provider": "The token comes from HCLOUD_TOKEN; what every resource shares goes under 'settings'.",
        "terraform": "hzform needs no such block; the state is in hzform.state.json unless --state says otherwise.",
        "import": "What is in the project already is looked up under 'existing'.",
        "name": "The name of the whole is 'stack: NAME'.",
        "project": "The name of the whole is 'stack: NAME'; which project it is in follows from the token.",
        "version": "The file has no version; take the line out.",
    ]

    private static let attributes: [String: Misnomers.Attribute] = [
        "tags": .init("labels"),
        "prevent_destroy": .init("lifecycle", "Write 'lifecycle: { prevent_destroy: true }'."),
        "create_before_destroy": .init("lifecycle", "Write 'lifecycle: { create_before_destroy: true }'."),
        "ignore_changes": .init("lifecycle", "Write 'lifecycle: { ignore_changes: […] }'."),
    ]

    private static let variable = "Variables and locals are plain names: ${web_count}."

    private static let names: [String: String] = [
        "var": variable,
        "local": variable,
        "locals": variable,
        "variables": variable,
        "module": "Outputs of a module are named modules.NAME.OUTPUT: ${modules.eu.api_ip}.",
        "count": "The number of an instance is 'index': ${index}.",
        "path": "Paths are relative to the file that they are written in: ${file('keys/deploy.pub')}.",
        "terraform": "There are no workspaces; variables and overlays tell environments apart.",
        "env": "Variables of the environment are read with env('NAME').",
    ]

    /// Functions that are called otherwise here.
    private static let functions: [String: String] = [
        "length": "size(…)",
        "cidrsubnet": "cidr_subnet(range, newbits, n)",
        "cidrhost": "cidr_host(range, n)",
        "templatefile": "template(path, map)",
        "filebase64": "file_base64(path)",
        "jsonencode": "json(…)",
        "yamlencode": "yaml(…)",
        "jsondecode": "parse_json(…)",
        "yamldecode": "parse_yaml(…)",
        "base64encode": "base64.encode(bytes(…))",
        "base64decode": "string(base64.decode(…))",
        "base64sha256": "sha256(…)",
        "base64gzip": "gzip(…)",
        "tostring": "string(…)",
        "tonumber": "int(…) or double(…)",
        "tobool": "bool(…)",
        "toset": "the list itself; 'for_each' takes one",
        "tolist": "the list itself",
        "concat": "a + b",
        "join": "list.join(', ')",
        "split": "text.split(',')",
        "replace": "text.replace('a', 'b')",
        "upper": "text.upperAscii()",
        "lower": "text.lowerAscii()",
        "trimspace": "text.trim()",
        "substr": "text.substring(0, 3)",
        "format": "'%s-%d'.format([a, b]), or put ${…} into the text",
        "contains": "value in list, or text.contains('a')",
        "keys": "map.map(key, key)",
        "values": "map.map(key, map[key])",
        "element": "list[n]",
        "lookup": "'key' in map ? map['key'] : other",
        "coalesce": "a != null ? a : b",
        "merge": "the keys one by one; a map is written { 'a': 1 }",
        "max": "math.greatest(…)",
        "min": "math.least(…)",
        "abs": "math.abs(…)",
        "ceil": "math.ceil(…)",
        "floor": "math.floor(…)",
    ]
}

extension Array {
    /// The element of a list of one.
    fileprivate var only: Element? { count == 1 ? first : nil }
}

extension String {
    /// Whether it is written as variables of the environment are, and hardly any name of a file is: `PATH`.
    fileprivate var isOfShells: Bool {
        utf8.allSatisfy { byte in
            UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || byte == UInt8(ascii: "_")
        }
    }
}
