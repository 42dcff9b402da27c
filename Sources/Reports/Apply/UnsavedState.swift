import Diagnostics
import Execution

/// What is told of a state that is not where it is kept after an apply.
package struct UnsavedState {
    private let report: ApplyReport
    private let problem: SaveFailure
    private let place: String
    private let planCommand: String

    /// - Parameters:
    ///   - place: where the state is kept.
    ///   - planCommand: shows what is left to do.
    package init(_ report: ApplyReport, _ problem: SaveFailure, at place: String, planCommand: String) {
        self.report = report
        self.problem = problem
        self.place = place
        self.planCommand = planCommand
    }

    /// Whether the state is to be shown, so that whoever has the log of the run has its state.
    package var isHandedOver: Bool { report.hasBegun && !problem.isTaken }

    package var diagnostic: Diagnostic {
        guard report.hasBegun else {
            return .error(
                "state-not-saved",
                "nothing was changed: the state cannot be saved: \(problem.description)",
                hint: problem.hint
            )
        }
        return .error(
            "state-not-saved",
            "what was done is not in the state: \(problem.description)",
            hint: problem.isTaken ? leave : put
        )
    }

    private var put: String { "Put what follows, which is the whole state, into '\(place)' before the next run." }

    private var leave: String {
        """
        Leave the state that is there. The next plan finds what was made, and shows what is left to do:

            \(planCommand)

        """
    }
}
