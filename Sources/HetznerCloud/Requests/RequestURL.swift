/// One parameter behind the question mark.
///
/// A parameter of several values is several items of one name.
public struct QueryItem: Hashable, Sendable {
    /// Plain, as the API's reference has it.
    public var name: String
    /// Plain; escaping is the client's.
    public var value: String

    /// Takes the value as text.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Takes a number, such as an id or a page.
    public init(_ name: String, _ value: some BinaryInteger) {
        self.init(name, String(value))
    }
}

/// Builds the URL of an operation from plain, unescaped text.
enum RequestURL {
    static func url(endpoint: String, path: String) -> String {
        var endpoint = endpoint
        while endpoint.hasSuffix("/") { endpoint.removeLast() }
        return endpoint + path
    }

    /// Begins with a slash and is escaped.
    static func path(_ path: APIPath, query: [QueryItem]) throws(InvalidRequest) -> String {
        var result = try path.escaped()
        for (index, item) in query.enumerated() {
            result += index == 0 ? "?" : "&"
            result += escaped(item.name, keeping: ":") + "=" + escaped(item.value, keeping: ":,/")
        }
        return result
    }

    static func escaped(_ text: some StringProtocol, keeping kept: String) -> String {
        let needsNone = text.utf8.allSatisfy { isUnreserved($0) || kept.utf8.contains($0) }
        guard !needsNone else { return String(text) }
        return text.utf8.reduce(into: "") { result, byte in
            if isUnreserved(byte) || kept.utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
