import Foundation
import Testing

@Suite("The page of an apply", .inTurn, .timeLimit(.minutes(60)))
struct ApplyPageTests {
    @Test("is the whole standard output, beside what is told meanwhile, and of what was destroyed as well")
    func page() async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nfirewalls: { web: {} }\n", to: "hzform.yaml")
        try await sandbox.withSimulator { simulator in
            for command in ["apply", "destroy"] {
                let line = "hzform \(command) -y --max-delete 1 --format html"
                let run = try await sandbox.shell(line, environment: simulator.environment)
                #expect(run.status == 0, "\(run.errors)")
                #expect(run.output.lowercased().hasPrefix("<!doctype html>"), "\(run.output.prefix(200))")
                #expect(run.output.hasSuffix("</html>\n"), "\(run.output.suffix(200))")
                #expect(run.output.contains("firewalls.web"))
                #expect(run.errors.contains("Plan: 1 to "), "\(run.errors)")
                #expect(run.errors.contains("firewalls.web"), "\(run.errors)")
            }
        }
    }

    @Test("is that of the plan where nothing is to be done")
    func nothing() async throws {
        let sandbox = try Sandbox()
        try sandbox.write("stack: shop\nfirewalls: { web: {} }\n", to: "hzform.yaml")
        try await sandbox.withSimulator { simulator in
            let line = "hzform apply -y -q && hzform apply --format html && hzform apply --refresh-only --format html"
            let run = try await sandbox.shell(line, environment: simulator.environment)
            #expect(run.status == 1, "a refresh applies nothing: \(run.errors)")
            #expect(run.output.lowercased().contains("<!doctype html>"))
        }
    }
}
