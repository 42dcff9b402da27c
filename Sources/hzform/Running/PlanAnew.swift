import Execution
import PlanFiles
import Reconciliation
import ResourceModel
import Workflow

/// A saved plan that was carried out in part, so that it has to be made anew.
struct PlanAnew {
    private let path: String
    private var terms: PlanTerms

    /// - Parameters:
    ///   - path: where the plan is.
    ///   - terms: how it was made.
    ///   - consent: what was allowed in the end.
    init(_ path: String, _ terms: PlanTerms, _ consent: ConsentOptions) {
        self.path = path
        self.terms = terms
        self.terms.allowed.formUnion(consent.impacts)
        self.terms.mostDeletions = consent.maxDelete ?? terms.mostDeletions
    }

    /// What plans the rest; `nil` where the plan still fits, because nothing was done.
    func command(after report: ApplyReport, _ planning: Planning) -> String? {
        let isUntouched = report.done.isEmpty && report.abandoned.isEmpty && report.recorded == planning.recorded
        guard !isUntouched else { return nil }
        let done = Set(report.done.map { planning.plan[$0].address.description })
        let rest = ["--out", path] + arguments(withoutReplacing: done)
        return NextCommand.text("plan", rest, from: CommandLineText.typed)
    }

    /// The terms as they are written on a command line.
    private func arguments(withoutReplacing done: Set<String>) -> [String] {
        let selection = terms.selection
        let replaced = selection.replaced.filter { !done.contains($0) }
        let options = [("--target", selection.targets), ("--exclude", selection.excluded), ("--replace", replaced)]
        let selected = options.flatMap { name, addresses in addresses.flatMap { [name, $0] } }
        let allow = terms.allowed.isEmpty ? [] : ["--allow", AllowedImpacts.text(terms.allowed)]
        let most = terms.mostDeletions.map { ["--max-delete", String($0)] } ?? []
        return (terms.isForDestruction ? ["--destroy"] : []) + selected + allow + most
    }
}
