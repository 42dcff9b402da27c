/// A status in which an object is of no use, though it is there and as the file says.
package struct Ailment: Sendable {
    package enum Remedy: Sendable {
        /// Only another object helps; nothing is lost with this one.
        case replacement
        /// A call mends it: the issuance of a certificate is tried again.
        case call(Call)
    }

    /// The output that tells it.
    package let output: AttributeName
    package let signs: Set<String>
    /// What it says while it is open how the object will be; until then the API refuses what uses it.
    package let passing: Set<String>
    /// What the output says of an object that is well.
    package let cure: String
    package let remedy: Remedy

    package init(
        _ output: AttributeName,
        is signs: Set<String>,
        after passing: Set<String> = [],
        insteadOf cure: String,
        remedy: Remedy
    ) {
        self.output = output
        self.signs = signs
        self.passing = passing
        self.cure = cure
        self.remedy = remedy
    }
}
