import CloudSimulator
import Execution
import Foundation
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import StackConfiguration
import TestSupport
import Workflow

/// The applies of a scenario at the durations of the real API, in virtual time: how long each was said to take, and took.
struct TimedScenario {
    struct Sample {
        let command: String
        let stage: Int
        let steps: Int
        let forecast: Duration
        let actual: Duration

        /// Whether it was told within a fifth.
        var isClose: Bool {
            let difference = forecast > actual ? forecast - actual : actual - forecast
            return difference <= actual * 0.2
        }
    }

    private let scenario: Scenario
    private let folder = TemporaryFolder()
    private let project: TimedProject
    private var recorded: RecordedState?
    /// States that the scenario put aside, by file.
    private var copies: [String: RecordedState?] = [:]
    /// Whether saved plans destroy, by file.
    private var isDestruction: [String: Bool] = [:]
    private var faults: [String] = []
    private(set) var samples: [Sample] = []
    /// Why the walk ended before the scenario did: it does something that only a shell can.
    private(set) var obstacle: String?

    static let stateFile = "hzform.state.json"

    init(_ scenario: Scenario) {
        self.scenario = scenario
        var settings = SimulatorSettings(pace: .times(1), requestsPerHour: nil)
        // What the forecast takes for a request and its answer.
        settings.latencyMilliseconds = Int(RequestDurations.hetzner.answer * 1000)
        settings.registeredDomains = nil
        for (option, value) in zip(scenario.simulatorOptions, scenario.simulatorOptions.dropFirst())
        where option == "--capacity" {
            let parts = value.split(separator: "=")
            if let count = parts.last.flatMap({ Int($0) }) { settings.capacities[String(parts[0])] = count }
        }
        project = TimedProject(settings)
    }

    /// Everything runs in the time of the project.
    func walked() async throws -> TimedScenario {
        try await project.time.run { [self] in
            var walk = self
            try await walk.walk()
            return walk
        }.result
    }

    private mutating func walk() async throws {
        do { try await takeStages() } catch { obstacle = "\(error)" }
    }

    private mutating func takeStages() async throws {
        for module in scenario.modules {
            try FileManager.default.copyItem(atPath: "\(scenario.folder)/\(module)", toPath: "\(folder.path)/\(module)")
        }
        for stage in scenario.stages {
            let text = try? String(contentsOfFile: "\(scenario.folder)/\(stage.number).yaml", encoding: .utf8)
            try text?.write(toFile: file, atomically: false, encoding: .utf8)
            for step in stage.steps where obstacle == nil { try await take(step, stage.number) }
        }
    }

    private var file: String { "\(folder.path)/hzform.yaml" }

    private mutating func take(_ step: Scenario.Step, _ stage: Int) async throws {
        switch step {
        case .shell(let line, let status):
            if status == 0 { try await run(line, stage) }
        case .api(let method, let path, let body):
            try await Project(project.client).send(method, path, body, project.client)
        case .faults(let rules):
            faults = rules
            await project.cloud.setFaults(try rules.map { try SimulatorFault($0) })
        case .clock(let seconds): try await project.time.sleep(.seconds(seconds))
        case .forgetRequests, .expectRequests: break
        }
    }

    private mutating func run(_ line: String, _ stage: Int) async throws {
        let words = line.split(separator: " ").map(String.init)
        switch words[0] {
        case "rm" where words.contains(Self.stateFile): recorded = nil
        case "cp" where words.count == 3 && words[1] == Self.stateFile: copies[words[2]] = .some(recorded)
        case "cp" where words.count == 3 && words[2] == Self.stateFile:
            if let copy = copies[words[1]] { recorded = copy }
        case "curl": obstacle = line
        case "echo", "sed", "rm", "cp":
            if !line.contains(Self.stateFile) { try shell(line) }
        case _:
            guard let place = words.firstIndex(of: "hzform"), place + 1 < words.count else { return }
            let options = Array(words.dropFirst(place + 2))
            switch words[place + 1] {
            case "plan":
                let names = zip(options, options.dropFirst()).filter { $0.0 == "-o" }.map(\.1)
                if let name = names.first { isDestruction[name] = options.contains("--destroy") }
            case "apply" where options.contains("--refresh-only"): try await acceptDrift()
            case "apply", "destroy":
                let saved = options.first.flatMap { isDestruction[$0] }
                try await apply(words, isDestruction: saved ?? (words[place + 1] == "destroy"), line, stage)
            case _: break
            }
        }
    }

    private func shell(_ line: String) throws {
        let bash = Process()
        bash.executableURL = URL(fileURLWithPath: "/bin/bash")
        bash.arguments = ["-c", line]
        bash.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        try bash.run()
        bash.waitUntilExit()
    }

    private mutating func acceptDrift() async throws {
        guard let state = recorded else { return }
        let files = StackFiles([file], catalog: .hetzner)
        recorded = try await project.workflow.drift(since: state, files).drift.accepted
    }

    private mutating func apply(_ words: [String], isDestruction: Bool, _ line: String, _ stage: Int) async throws {
        func values(_ option: String) -> [String] { zip(words, words.dropFirst()).filter { $0.0 == option }.map(\.1) }
        func pairs(_ words: some Sequence<String>) -> [String: String] {
            let parts = words.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
            return Dictionary(parts.filter { $0.count == 2 }.map { ($0[0], $0[1].trimmingCharacters(in: ["'"])) }) {
                $1
            }
        }
        var sources = VariableSources()
        sources.environment = pairs(words.prefix { $0 != "hzform" })
        sources.assignments = values("--var")
        let valuesFile = "\(folder.path)/hzform.vars.yaml"
        if FileManager.default.fileExists(atPath: valuesFile) { sources.files = [valuesFile] }
        let files = StackFiles([file], variables: sources, catalog: .hetzner)
        let workflow = project.workflow
        let wish = isDestruction ? try files.wishToDestroy() : try await files.wish { workflow }
        let desired = wish.desired
        let planning = try await workflow.plan(
            for: desired,
            recorded: recorded ?? RecordedState(stack: desired.stack),
            selection: Selection(
                targets: values("--target"),
                excluded: values("--exclude"),
                replaced: values("--replace")
            )
        )
        var options = Executor.Options()
        options.durations = .hetzner
        options.run = desired.usesOwnershipLabels ? "this" : nil
        if values("--parallelism") == ["1"] { options.stepLimit = 1 }
        let report = await workflow.carryOut(planning, options, save: { _ in })
        recorded = report.recorded
        guard faults.isEmpty, !planning.plan.steps.isEmpty else { return }
        guard report.succeeded else {
            if !line.hasPrefix("!") { obstacle = "\(line): \(report.failed)" }
            return
        }
        let forecast = ApplyForecast(planning.plan, durations: .hetzner, stepLimit: options.stepLimit)
        samples.append(
            Sample(
                command: line,
                stage: stage,
                steps: planning.plan.steps.count,
                forecast: forecast.duration,
                actual: report.duration
            )
        )
    }
}
