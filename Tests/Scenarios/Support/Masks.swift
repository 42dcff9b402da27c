/// Takes out of a command's words what differs from run to run.
struct Masks {
    /// Where the simulator is.
    let base: String
    let folder: String

    /// The command with its words, those on standard error and the exit code where they are not the usual ones.
    func transcript(of line: String, _ run: Sandbox.Run) -> String {
        var text = "$ \(line)\n" + masked(run.output)
        let errors = masked(run.errors)
        if !errors.isEmpty { text += "--- standard error\n" + errors }
        if run.status != 0 { text += "--- exit code \(run.status)\n" }
        return text + "\n"
    }

    /// What began, is still on its way or waits; not what failed, or what is wrong with an address.
    private static var started: Regex<(Substring, Substring?)> {
        /(?m)^(modules\.\S+\.)?[a-z_]+\.[^\s:]+: (?!error: |warning: |.* failed after |.* goes on with |.* not waited for ).*$\n/
    }

    /// Steps that ran at once end in any order, so the lines of progress are left out.
    private func masked(_ text: String) -> String {
        text.replacing(/(?m)^\S+: .* done in [0-9.]+m?s$\n/, with: "")
            .replacing(Self.started, with: "")
            .replacing(/in [0-9.]+s with [0-9]+ requests?/, with: "in TIME with N requests")
            .replacing(/failed after [0-9.]+s/, with: "failed after TIME")
            .replacing(/, [0-9a-f]{12,16}\)/, with: ", CORRELATION-ID)")
            // In the words of the installed libcurl.
            .replacing(/: Failed to connect to [^\[]* \[/, with: " [")
            // The runner's, where a scenario is not about prices.
            .replacing("hzform plan --no-cost", with: "hzform plan")
            .replacing("hzform apply --no-cost", with: "hzform apply")
            .replacing("hzform destroy --no-cost", with: "hzform destroy")
            .replacing(base, with: "http://127.0.0.1:PORT")
            .replacing(folder, with: "FOLDER")
    }
}
