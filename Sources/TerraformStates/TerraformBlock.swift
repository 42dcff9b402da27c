/// A block of a `.tf` file, as far as a plain reading goes: nothing is evaluated.
package struct TerraformBlock: Hashable, Sendable {
    /// `resource`, `variable`.
    package let kind: String
    /// What stands in quotes behind it: `hcloud_server`, `web`.
    package let labels: [String]
    /// The lines of the comment right above it.
    package let comments: [String]
    /// What its arguments are set to, as it is written; not those of blocks inside of it.
    package let arguments: [String: String]

    /// All blocks of a file at its top; what cannot be read as one is passed over.
    package static func blocks(of text: String) -> [TerraformBlock] {
        var scanner = TerraformScanner(text)
        var blocks: [TerraformBlock] = []
        while let statement = scanner.statement() {
            guard case .block(let body) = statement.content, let kind = statement.words.first else { continue }
            blocks.append(
                TerraformBlock(
                    kind: kind,
                    labels: Array(statement.words.dropFirst()),
                    comments: statement.comments,
                    arguments: arguments(body)
                )
            )
        }
        return blocks
    }

    private static func arguments(_ body: String) -> [String: String] {
        var scanner = TerraformScanner(body)
        var arguments: [String: String] = [:]
        while let statement = scanner.statement() {
            guard case .value(let text) = statement.content, let name = statement.words.first else { continue }
            arguments[name] = text
        }
        return arguments
    }
}

extension TerraformBlock {
    /// What an argument is set to where that can be told without evaluating anything.
    package enum Value: Hashable, Sendable {
        case variable(String)
        case text(String)
    }

    package func value(_ argument: String) -> Value? {
        guard let written = arguments[argument] else { return nil }
        if let name = written.wholeMatch(of: /var\.([A-Za-z_][A-Za-z0-9_-]*)/)?.output.1 {
            return .variable(String(name))
        }
        return Self.text(written).map(Value.text)
    }

    /// A text without expressions, in quotes or between the lines of a here-document.
    private static func text(_ written: String) -> String? {
        let text: String
        if let quoted = written.wholeMatch(of: /"((?:[^"\\\n]|\\.)*)"/)?.output.1 {
            text = String(quoted).replacing("\\n", with: "\n").replacing("\\t", with: "\t").replacing(
                "\\\"",
                with: "\""
            )
            .replacing("\\\\", with: "\\")
        } else if written.hasPrefix("<<") {
            var lines = written.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            guard lines.count > 1 else { return nil }
            lines.removeFirst()
            lines.removeLast()
            let indent = written.hasPrefix("<<-") ? lines.filter { !$0.isEmpty }.map(\.indent).min() ?? 0 : 0
            text = lines.map { String($0.dropFirst(min(indent, $0.indent))) + "\n" }.joined()
        } else {
            return nil
        }
        let plain = text.replacing("$${", with: "").replacing("%%{", with: "")
        guard !plain.contains("${"), !plain.contains("%{") else { return nil }
        return text.replacing("$${", with: "${").replacing("%%{", with: "%{")
    }
}

extension String {
    fileprivate var indent: Int { prefix { $0 == " " || $0 == "\t" }.count }
}
