import Diagnostics
import DomainText
import FoundationEssentials
import LabelText
import NetworkText
import ResourceModel
import YAMLDocuments

/// Checks that a text has the form of its format.
struct FormatChecker {
    let format: StringFormat
    let name: String
    let hints: Hints

    /// Whether it has, as far as the text alone tells; what is wrong or doubtful is reported at the node.
    func check(_ text: String, at node: Node, _ problems: inout Problems) -> Bool {
        guard let diagnostic = problem(with: text, at: node.range, hint: nil) else { return true }
        problems.report(diagnostic)
        return diagnostic.severity != .error
    }

    /// What is wrong with a text; the hint goes along where there is no better one.
    func problem(with text: String, at range: SourceRange, hint: String?) -> Diagnostic? {
        switch format {
        case .text(let lengths):
            let count = text.unicodeScalars.count
            guard lengths.contains(count) else { return wrongLength(count, lengths, "characters", range, hint) }
            return unevaluated(text, range)
        case .data(let lengths):
            let count = text.utf8.count
            guard lengths.contains(count) else { return wrongLength(count, lengths, "bytes", range, hint) }
            return unevaluated(text, range)
        case .ruled(let rule):
            return problem(with: text, rule, range, hint)
        case .password:
            return isPassword(text)
                ? nil
                : wrong(
                    "12 to 128 characters, among them upper and lower case letters, digits and others",
                    "another text",
                    range,
                    hint
                )
        case .base64:
            return Data(base64Encoded: text)?.isEmpty == false ? nil : wrong("Base64", "another text", range, hint)
        case .hostname:
            return isHostname(text[...])
                ? nil : wrong("a host name (letters, digits, inner '-', dots between)", quoted(text), range, hint)
        case .cidr(let family):
            return rangeProblem(text, family, range)
        case .privateRange(let longest, let orEverything):
            return privateRangeProblem(text, longest, orEverything, range)
        case .ip(let family):
            return IPAddress(text).map { family.includes($0.family) } == true
                ? nil : wrong("an \(family.words) address", quoted(text), range, hint)
        case .ownAddress:
            return ["ipv4", "ipv6"].contains(text) || IPAddress(text) != nil
                ? nil : wrong("'ipv4', 'ipv6' or an address", quoted(text), range, hint)
        case .pem:
            let isFramed = text.contains("-----BEGIN ") && text.contains("-----END ")
            return isFramed ? nil : wrong("PEM text ('-----BEGIN …')", "something else", range, hint)
        case .sshPublicKey:
            return sshKeyProblem(text, range)
        case .labelSelector:
            return !text.isEmpty && LabelSelector(text) != nil
                ? nil : wrong("a label selector such as 'env=prod,!old'", quoted(text), range, hint)
        case .portRange:
            return isPortRange(text)
                ? nil : wrong("a port, a range such as '8000-8999' or any", quoted(text), range, hint)
        case .zoneName:
            return zoneProblem(text, range, hint)
        case .certifiedName where text.hasPrefix("*."):
            return problem(with: String(text.dropFirst(2)), as: .domainName, at: range, hint)
        case .domainName, .certifiedName:
            return isHostname(DomainName.normalizedZone(text)[...])
                ? nil : wrong("a domain such as 'www.shop.example'", quoted(text), range, hint)
        case .host(let lengths):
            return problem(with: text, as: .text(lengths), at: range, hint)
        case .labelValue:
            return LabelSyntax.isValue(text) ? nil : wrong("a label value", quoted(text), range, Self.labelAlphabet)
        case .recordName:
            return recordNameProblem(text, range, hint)
        case .record(let form):
            return form.normalized(text) == nil
                ? wrong("a value such as '\(form.example)'", quoted(text), range, hint) : nil
        }
    }

    private static let labelAlphabet = "It has at most 63 letters, digits and between them '-', '_' or '.'."

    private func problem(
        with text: String,
        as format: StringFormat,
        at range: SourceRange,
        _ hint: String?
    ) -> Diagnostic? {
        FormatChecker(format: format, name: name, hints: hints).problem(with: text, at: range, hint: hint)
    }

    private func zoneProblem(_ text: String, _ range: SourceRange, _ hint: String?) -> Diagnostic? {
        let expected = "a domain such as 'shop.example'"
        guard DomainName.isZone(text) else { return wrong(expected, quoted(text), range, hint) }
        switch DomainName.problem(ofZone: text) {
        case nil:
            return nil
        case .publicSuffix:
            return wrong(expected, "\(quoted(text)), below which domains are registered", range, nil)
        case .reverse:
            return wrong(expected, "\(quoted(text)), which is for reverse DNS", range, hints.misnomers.reverseZone)
        case .subdomain(let domain, let prefix):
            let advice = "Write the records in the zone of \(quoted(domain)), as '\(prefix)' and 'www.\(prefix)'."
            return .warning(
                "subdomain",
                "\(quoted(text)) lies below \(quoted(domain)), and the API takes domains that can be registered alone",
                at: range,
                hint: advice
            )
        }
    }

    private func wrong(_ expected: String, _ found: String, _ range: SourceRange, _ hint: String?) -> Diagnostic {
        .invalidValue(expected: expected, for: name, not: found, at: range, hint: hint)
    }

    private func wrongLength(
        _ count: Int,
        _ lengths: ClosedRange<Int>,
        _ unit: String,
        _ range: SourceRange,
        _ hint: String?
    ) -> Diagnostic {
        let (least, most) = (lengths.lowerBound, lengths.upperBound)
        let words = least == 0 ? "at most \(most)" : "\(least) to \(most)"
        return wrong("a text of \(words) \(unit)", count == 0 ? "an empty one" : "one of \(count)", range, hint)
    }

    private func problem(
        with text: String,
        _ rule: TextRule,
        _ range: SourceRange,
        _ hint: String?
    ) -> Diagnostic? {
        if let stranger = rule.stranger(in: text) {
            return wrong(rule.words, "a text with \(stranger.words)", range, hint)
        }
        let count = text.unicodeScalars.count
        guard rule.lengths.contains(count) else { return wrongLength(count, rule.lengths, "characters", range, hint) }
        return rule.allowsEnds(of: text) ? nil : wrong(rule.words, quoted(text), range, hint)
    }

    private func isPassword(_ text: String) -> Bool {
        (12...128).contains(text.unicodeScalars.count) && text.contains(where: \.isUppercase)
            && text.contains(where: \.isLowercase) && text.contains(where: \.isNumber)
            && text.contains { !$0.isLetter && !$0.isNumber }
    }

    private func rangeProblem(_ text: String, _ family: IPFamily, _ range: SourceRange) -> Diagnostic? {
        let example = family == .ipv6 ? "2001:db8::/64" : "10.0.0.0/16"
        let expected = "an \(family.words) range such as \(example)"
        guard let (parsed, hostBitsAreZero) = CIDR.parse(text), family.includes(parsed.family) else {
            let single = IPAddress(text).map { "Did you mean '\($0)/\($0.family == .ipv4 ? 32 : 128)'?" }
            return wrong(expected, quoted(text), range, single)
        }
        guard hostBitsAreZero else {
            return wrong("the first address of a range", quoted(text), range, "Did you mean '\(parsed)'?")
        }
        return nil
    }

    private func privateRangeProblem(
        _ text: String,
        _ longest: Int,
        _ orEverything: Bool,
        _ place: SourceRange
    ) -> Diagnostic? {
        if let problem = rangeProblem(text, .ipv4, place) { return problem }
        guard let range = CIDR(text), !(orEverything && range.prefix == 0) else { return nil }
        guard CIDR.privateIPv4.contains(where: { $0.contains(range) }) else {
            let expected = "a private range, inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"
            return wrong(orEverything ? "\(expected), or 0.0.0.0/0" : expected, quoted(text), place, nil)
        }
        return range.prefix <= longest ? nil : wrong("a range of /\(longest) or larger", quoted(text), place, nil)
    }

    private func recordNameProblem(_ text: String, _ range: SourceRange, _ hint: String?) -> Diagnostic? {
        guard !DomainName.isRecordName(text) else { return nil }
        let isAbsolute = text.hasSuffix(".") && DomainName.isRecordName(String(text.dropLast()))
        let advice = "Names are relative to the zone: 'www' for 'www.shop.example'; '@' is the zone itself."
        return wrong("a name in the zone such as 'www'", quoted(text), range, isAbsolute ? advice : hint)
    }

    /// Never repeats the text, which may be the wrong half of the key pair.
    private func unevaluated(_ text: String, _ range: SourceRange) -> Diagnostic? {
        let text = UnevaluatedText(text: text)
        return text.isRead ? text.warning(at: range) : nil
    }

    private func sshKeyProblem(_ text: String, _ range: SourceRange) -> Diagnostic? {
        let expected = "a public key such as 'ssh-ed25519 AAAA… name'"
        if text.contains("PRIVATE KEY") {
            return wrong(expected, "a private key", range, "Is it the file whose name ends in '.pub'?")
        }
        let parts = text.split(whereSeparator: \.isWhitespace)
        if parts.count == 1, let path = parts.first, path.contains("/") || path.hasSuffix(".pub") {
            return wrong(
                expected,
                "another text",
                range,
                "To read it from a file, write \"${file('keys/deploy.pub')}\"."
            )
        }
        let trimmed = text.drop(while: \.isWhitespace).split(whereSeparator: \.isNewline)
        guard trimmed.count == 1, parts.count >= 2 else { return wrong(expected, "another text", range, nil) }
        let isType = ["ssh-", "ecdsa-", "sk-"].contains { parts[0].hasPrefix($0) }
        let isBase64 = parts[1].utf8.allSatisfy { isAlphanumeric($0) || [0x2B, 0x2F, 0x3D].contains($0) }
        return isType && isBase64 ? nil : wrong(expected, "another text", range, nil)
    }
}

/// RFC 1123: labels of at most 63 letters, digits and inner `-`, together at most 253.
func isHostname(_ text: Substring) -> Bool {
    guard text.utf8.count <= 253 else { return false }
    var labelLength = 0
    var last: UInt8 = 0
    for byte in text.utf8 {
        if byte == UInt8(ascii: ".") {
            guard isAlphanumeric(last) else { return false }
            labelLength = 0
        } else {
            labelLength += 1
            guard isAlphanumeric(byte) || (byte == UInt8(ascii: "-") && labelLength > 1), labelLength <= 63 else {
                return false
            }
        }
        last = byte
    }
    return isAlphanumeric(last)
}

private func isPortRange(_ text: String) -> Bool {
    guard text != "any" else { return true }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let ports = ends.compactMap { $0.utf8.allSatisfy(isDigit) ? UInt16($0) : nil }
    guard ports.count == ends.count, let first = ports.first, let last = ports.last else { return false }
    return first >= 1 && first <= last
}

extension IPFamily {
    fileprivate var words: String {
        switch self {
        case .ipv4: "IPv4"
        case .ipv6: "IPv6"
        case .any: "IP"
        }
    }

    fileprivate func includes(_ family: IPAddress.Family) -> Bool {
        switch self {
        case .ipv4: family == .ipv4
        case .ipv6: family == .ipv6
        case .any: true
        }
    }
}

extension Character {
    /// As it can be read in a message.
    fileprivate var words: String { isNewline ? "several lines" : quoted(String(self)) }
}
