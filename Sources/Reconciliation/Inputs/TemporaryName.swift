import ResourceModel

/// How a new object is called until the old one gives up the name: `web-next`, or `web-next-2` where that is taken.
enum TemporaryName {
    private static let suffix = "-next"

    static func of(_ name: String, _ number: Int, _ type: ResourceType) -> String {
        type.nameFormat.appending(number == 1 ? suffix : "\(suffix)-\(number)", to: name)
    }

    /// Whether an object of that name was to come in the place of one with the other name.
    static func isTemporary(_ text: String, for name: String, _ type: ResourceType) -> Bool {
        guard let range = text.ranges(of: suffix).last else { return false }
        let digits = text[range.upperBound...].dropFirst().prefix { $0.isNumber }
        return of(name, 1, type) == text || Int(digits).map { of(name, $0, type) == text } == true
    }
}

extension ResourceType {
    fileprivate var nameFormat: StringFormat {
        guard case .string(let format)? = attribute(.name)?.kind else { return .text(1...64) }
        return format
    }
}

extension StringFormat {
    /// A text of the form that begins like the other one as far as there is room, and has the ending.
    fileprivate func appending(_ ending: String, to text: String) -> String {
        switch self {
        case .text(let lengths):
            return Self.appending(ending, to: text, atMost: lengths.upperBound)
        case .ruled(let rule):
            return Self.appending(ending, to: text, atMost: rule.lengths.upperBound)
        case .hostname:
            // The first label takes it, which has at most 63 characters of the name's 253.
            let label = text.prefix { $0 != "." }
            let rest = text[label.endIndex...]
            let start = String(label.prefix(63 - ending.count)).withoutFinalDashes + ending
            return start.count + rest.count <= 253 ? start + rest : start
        case _:
            return text + ending
        }
    }

    private static func appending(_ ending: String, to text: String, atMost limit: Int) -> String {
        String(text.prefix(limit - ending.count)) + ending
    }
}

extension String {
    fileprivate var withoutFinalDashes: String { String(prefix(count - reversed().prefix { $0 == "-" }.count)) }
}
