import FoundationEssentials

/// A block of PEM text: what it says that it is, and its bytes.
struct PEMBlock {
    let label: String
    let bytes: [UInt8]

    /// The blocks of a text, or nil when one of them is damaged; text around them does not count.
    static func all(in text: String) -> [PEMBlock]? {
        var blocks: [PEMBlock] = []
        var label: String?
        var body = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.filter { !$0.isWhitespace || $0 == " " }
            if let name = marked(line, "-----BEGIN ") {
                guard label == nil else { return nil }
                label = name
                body = ""
            } else if let name = marked(line, "-----END ") {
                guard name == label, let data = Data(base64Encoded: body), !data.isEmpty else { return nil }
                blocks.append(PEMBlock(label: name, bytes: [UInt8](data)))
                label = nil
            } else if label != nil {
                body += line.filter { $0 != " " }
            }
        }
        return label == nil ? blocks : nil
    }

    private static func marked(_ line: String, _ mark: String) -> String? {
        guard line.hasPrefix(mark), line.hasSuffix("-----"), line.count > mark.count + 5 else { return nil }
        return String(line.dropFirst(mark.count).dropLast(5))
    }

    var text: String {
        let base64 = Data(bytes).base64EncodedString()
        var lines = ["-----BEGIN \(label)-----"]
        var rest = base64[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
    }
}
