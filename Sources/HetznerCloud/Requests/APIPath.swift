/// Where an operation is, relative to the endpoint: `servers/42/actions/poweron`.
///
/// What is put into one by interpolation is a single segment, whatever is in it: in `"zones/\(name)/rrsets"` a slash in
/// the name is escaped, so no name leads to another resource. Segments that are empty, `.` or `..` are refused when the
/// request is made.
public struct APIPath: Hashable, Sendable {
    /// Plain; escaping comes last.
    let segments: [String]

    /// Takes text apart at its slashes, for paths that are put together elsewhere.
    public init(_ text: some StringProtocol) {
        let text = String(text)
        segments = (text.hasPrefix("/") ? text.dropFirst() : text[...]).segments
    }

    /// Begins with a slash; throws for a segment that servers and proxies do not take for a name.
    func escaped() throws(InvalidRequest) -> String {
        var result = ""
        for segment in segments {
            guard !["", ".", ".."].contains(segment) else { throw InvalidRequest(.pathSegment(segment)) }
            result += "/" + RequestURL.escaped(segment, keeping: ":@*!$&'()+,;=")
        }
        return result
    }
}

extension Substring {
    fileprivate var segments: [String] { split(separator: "/", omittingEmptySubsequences: false).map(String.init) }
}

extension APIPath: ExpressibleByStringInterpolation, CustomStringConvertible {
    public init(stringLiteral value: String) {
        self.init(value)
    }

    public init(stringInterpolation: StringInterpolation) {
        segments = stringInterpolation.segments
    }

    /// The segments as they are, unescaped.
    public var description: String { segments.joined(separator: "/") }

    /// Collects segments: literals are taken apart at their slashes, values are not.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate private(set) var segments = [""]
        private var isEmpty = true

        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Slashes in a literal begin the next segment; one at the very beginning means nothing.
        public mutating func appendLiteral(_ literal: String) {
            guard !literal.isEmpty else { return }
            append((isEmpty && literal.hasPrefix("/") ? literal.dropFirst() : literal[...]).segments)
        }

        /// A name, an ID or a number: a segment, or a part of one.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            append([value.description])
        }

        /// A path goes in as a whole.
        public mutating func appendInterpolation(_ path: APIPath) {
            append(path.segments)
        }

        private mutating func append(_ parts: [String]) {
            isEmpty = false
            segments[segments.count - 1] += parts.first ?? ""
            segments += parts.dropFirst()
        }
    }
}
