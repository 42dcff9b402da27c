import ArgumentParser
import FoundationEssentials
import Glibc
import Locking
import ResourceModel
import Workflow

/// How a run that changes the stack keeps others out.
struct LockOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "With =false: do not lock the stack, though another run may change it meanwhile.",
            valueName: "bool"
        )
    )
    var lock = true

    @Option(
        help: ArgumentHelp("How long to wait for whoever holds the lock, as 90s or 10m.", valueName: "duration")
    )
    var lockTimeout = WaitingTime(duration: LockSettings.usualTimeout)

    /// What is told while somebody else holds the lock goes to standard error.
    func settings(_ output: Output) -> LockSettings {
        var settings = LockSettings(holder: RunName.text(ProcessInfo.processInfo.environment))
        settings.timeout = lockTimeout.duration
        if !lock { settings.policy = .off }
        settings.waiting = { holder, since in
            let time = since.isEmpty ? "" : " since \(since)"
            output.remark("Waiting for the lock, which \(holder) holds\(time).\n")
        }
        return settings
    }
}

/// A duration as it is written in files too: `90s`, `10m`, `1h`.
struct WaitingTime: ExpressibleByArgument {
    let duration: Duration

    init(duration: Duration) { self.duration = duration }

    init?(argument: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int64(argument.dropLast()), count >= 0,
            count <= 1_000_000
        else { return nil }
        duration = .seconds(count * unit)
    }

    var defaultValueDescription: String { "\(duration.components.seconds)s" }
}

/// Who runs the program, for those who wait for it.
enum RunName {
    /// The job of a pipeline where its variables say so, else the user and the machine.
    static func text(_ environment: [String: String]) -> String {
        if let job = environment["CI_JOB_ID"] { return "gitlab-job-\(job)" }
        if let run = environment["GITHUB_RUN_ID"] {
            return "actions-run-\(run)-\(environment["GITHUB_RUN_ATTEMPT"] ?? "1")"
        }
        let user = environment["USER"] ?? environment["LOGNAME"] ?? "uid-\(getuid())"
        return "\(user).\(ProcessInfo.processInfo.hostName)"
    }
}
