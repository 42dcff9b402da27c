import Reconciliation
import ResourceModel

/// What the next plan would change of an object that is taken over, as a plan shows it.
package struct AdoptionText {
    /// What that does besides: `DOWNTIME`.
    package let impacts: String
    /// A line for each attribute, or several.
    package let lines: [String]

    package init(_ change: Change, of plan: Plan, _ catalog: Catalog, style: TextStyle = TextStyle()) {
        let text = ChangeText(ChangeGroup([change]), of: plan, catalog, style: style)
        impacts = change.impacts.text(style)
        lines = AttributeTable(text.rows, style: style).lines()
    }
}
