import LabelText

/// Who holds a lock, or asks for it.
package struct LockHolder: Hashable, Sendable {
    /// Tells one run from every other.
    package let run: String
    /// A person and a machine, or a job of a pipeline, in the form that label values allow: `ada.laptop`.
    package let name: String
    package let process: ProcessMark

    /// - Parameter name: any text; what a label's value cannot hold is replaced.
    package init(run: String = LockHolder.randomRun(), name: String, process: ProcessMark = .current) {
        self.run = run
        self.name = Self.labelValue(name)
        self.process = process
    }

    /// 16 random hexadecimal digits.
    package static func randomRun() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// At most 63 letters, digits, `.`, `-` and `_`, a letter or digit at both ends.
    private static func labelValue(_ text: String) -> String {
        let plain = text.unicodeScalars.map { scalar -> Character in
            let isAllowed = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isAllowed || scalar == "-" || scalar == "_" ? Character(scalar) : "."
        }
        let isInner: (Character) -> Bool = { "-_.".contains($0) }
        let short = plain.drop(while: isInner).prefix(63)
        let value = String(short.reversed().drop(while: isInner).reversed())
        return value.isEmpty ? "somebody" : value
    }
}
