import JSONDocuments
import PlanFiles
import ResourceModel

/// What differs between two saved plans.
package struct PlanDifferenceText {
    private let difference: PlanDifference
    private let style: TextStyle

    package init(_ difference: PlanDifference, style: TextStyle = TextStyle()) {
        self.difference = difference
        self.style = style
    }

    /// The causes before their effects; it ends with a line break.
    package func text() -> String {
        let sections = [("Made of something else:", difference.inputs), ("Does something else:", difference.effects)]
            .filter { !$0.1.isEmpty }
            .map { title, lines in ([style.paint(title, .bold)] + lines.map { "  \($0)" }).joined(separator: "\n") }
        guard !sections.isEmpty else { return "The two plans are the same.\n" }
        return sections.joined(separator: "\n\n") + "\n"
    }

    /// `fits` tells whether carrying out one is carrying out the other; it ends with a line break.
    package func json() -> String {
        let json: JSONValue = [
            "format_version": 1,
            "fits": .boolean(difference.fits),
            "inputs": .strings(difference.inputs),
            "effects": .strings(difference.effects),
        ]
        return json.pretty() + "\n"
    }
}
