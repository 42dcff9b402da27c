import Foundation
import Testing

@Suite("A state that is committed and pushed", .inTurn, .timeLimit(.minutes(20)))
struct CommittedStateTests {
    private static let repositories = """
        git init -q --bare -b main remote.git && git init -q -b main work && mv hzform.yaml work && cd work && \
        git config user.name n && git config user.email e && git add hzform.yaml && git commit -qm Begin && \
        git remote add origin ../remote.git && git push -qu origin main
        """

    @Test(
        "is so by the next run that has nothing else to do, where a hook refused it",
        arguments: ["work/.git/hooks/pre-commit", "work/.git/hooks/commit-msg", "remote.git/hooks/pre-receive"]
    )
    func later(hook: String) async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nfirewalls: { web: {} }\n", to: "hzform.yaml")
        try await sandbox.withSimulator { simulator in
            let git = ["GIT_CONFIG_GLOBAL": "/dev/null", "HOME": sandbox.folder]
            let environment = simulator.environment.merging(git) { $1 }
            let made = try await sandbox.shell(Self.repositories, environment: environment)
            #expect(made.status == 0, "\(made.errors)")
            try sandbox.write("#!/bin/sh\nexit 1\n", to: hook)
            let applied = try await sandbox.shell(
                "chmod +x \(hook) && hzform apply -y --commit --push -C work",
                environment: environment
            )
            #expect(applied.status == 1)
            let next = "hzform apply --commit --push -C work"
            if hook.hasPrefix("work") { #expect(applied.errors.contains("\n    \(next)\n"), "\(applied.errors)") }

            let again = try await sandbox.shell("rm \(hook) && \(next)", environment: environment)
            #expect(again.status == 0, "\(again.errors)")
            #expect(again.output.hasPrefix("No changes"))
            let left = try await sandbox.shell(
                "cd work && git status --short --branch -uno && git diff origin/main --stat",
                environment: environment
            )
            #expect(left.output == "## main...origin/main\n")
        }
    }
}
