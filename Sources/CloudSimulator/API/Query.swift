/// The decoded query of a request target.
struct Query: Sendable {
    private(set) var items: [(name: String, value: String)] = []
    /// As the client wrote it; equal texts select the same objects.
    let text: String

    init(_ text: Substring) throws(APIFailure) {
        self.text = String(text)
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = halves.count == 2 ? halves[1] : ""
            guard let first = halves.first, let name = Query.decoded(first), let value = Query.decoded(value) else {
                throw APIFailure.invalidInput("the query is not valid percent-encoded UTF-8")
            }
            // Some clients write repeated keys as `id[]`.
            items.append((name.hasSuffix("[]") ? String(name.dropLast(2)) : name, value))
        }
    }

    /// The last value of the parameter, unless it is empty.
    subscript(name: String) -> String? {
        items.last { $0.name == name && !$0.value.isEmpty }?.value
    }

    func all(_ name: String) -> [String] {
        items.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    func integer(_ name: String, default standard: Int, in range: ClosedRange<Int>) throws(APIFailure) -> Int {
        guard let text = self[name] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw APIFailure.invalidInput(
                field: name,
                "must be between \(range.lowerBound) and \(range.upperBound)"
            )
        }
        return number
    }

    /// The ways in which clients write a boolean, each as its language does.
    static let booleans = ["true", "false", "True", "False", "1", "0"]

    static func isTrue(_ text: String) -> Bool {
        text == "1" || text.lowercased() == "true"
    }

    /// False when the parameter is absent.
    func flag(_ name: String) throws(APIFailure) -> Bool {
        guard let text = self[name] else { return false }
        guard Query.booleans.contains(text) else {
            throw APIFailure.invalidInput(field: name, "Not a valid boolean.")
        }
        return Query.isTrue(text)
    }

    /// The text without the parameters that choose a page: what a selection depends on.
    var selection: String {
        text.split(separator: "&").filter { !$0.hasPrefix("page=") && !$0.hasPrefix("per_page=") }
            .joined(separator: "&")
    }

    static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst(), let low = rest.popFirst(),
                    let upper = Character(Unicode.Scalar(high)).hexDigitValue,
                    let lower = Character(Unicode.Scalar(low)).hexDigitValue
                else { return nil }
                bytes.append(UInt8(upper << 4 | lower))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
