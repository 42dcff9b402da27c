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
        if let name = Self.variable(written) { return .variable(name) }
        return Self.text(written).map(Value.text)
    }

    /// The name in `var.NAME`.
    private static func variable(_ written: String) -> String? {
        guard written.hasPrefix("var.") else { return nil }
        let name = written.utf8.dropFirst(4)
        guard let first = name.first, isLetter(first) else { return nil }
        let isName = name.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
        return isName ? String(Substring(name)) : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f
    }

    /// A text without expressions, in quotes or between the lines of a here-document.
    private static func text(_ written: String) -> String? {
        let text: String
        if written.hasPrefix("\"") {
            guard let unquoted = unquoted(written) else { return nil }
            text = unquoted
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

extension TerraformBlock {
    /// What one text in quotes stands for; `nil` where there is more than that, or an escape that HCL does not have.
    private static func unquoted(_ written: String) -> String? {
        var rest = written.unicodeScalars.dropFirst()
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return rest.isEmpty ? String(text) : nil
            case "\n": return nil
            case "\\":
                guard let character = escaped(&rest) else { return nil }
                text.append(character)
            default: text.append(scalar)
            }
        }
        return nil
    }

    /// What follows a backslash.
    private static func escaped(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
        switch rest.popFirst() {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "\"": return "\""
        case "\\": return "\\"
        case "u": return numbered(&rest, digits: 4)
        case "U": return numbered(&rest, digits: 8)
        default: return nil
        }
    }

    private static func numbered(_ rest: inout Substring.UnicodeScalarView, digits count: Int) -> Unicode.Scalar? {
        let digits = Substring(rest.prefix(count))
        rest = rest.dropFirst(count)
        guard digits.utf8.count == count, digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: 16) else {
            return nil
        }
        return Unicode.Scalar(number)
    }
}

extension String {
    fileprivate var indent: Int { prefix { $0 == " " || $0 == "\t" }.count }
}
