import Foundation
import HetznerCloud
import TestSupport
import Testing

/// Walks through a scenario, and compares what it finds with the files of its folder.
struct ScenarioRun {
    let scenario: Scenario
    private let sandbox: Sandbox
    private let simulator: Simulator
    private let golden: GoldenFiles
    private var masks: Masks
    /// The files of the folder that were needed.
    private var used: Set<String> = ["steps"]
    /// The project at the end of the last stage.
    private var project = Project()
    /// Every name that an object of the project had, the latest for each.
    private var names: [String: String] = [:]

    init(_ scenario: Scenario, in sandbox: Sandbox, against simulator: Simulator) {
        self.scenario = scenario
        self.sandbox = sandbox
        self.simulator = simulator
        golden = GoldenFiles(folder: scenario.folder)
        masks = Masks(base: simulator.base, folder: sandbox.folder)
    }

    mutating func walk() async throws {
        for module in scenario.modules {
            try FileManager.default.copyItem(atPath: "\(scenario.folder)/\(module)", toPath: sandbox.path(module))
            used.insert(module)
        }
        for stage in scenario.stages { try await carryOut(stage) }
        try await checkStateCanBeLost()
        let files = try FileManager.default.contentsOfDirectory(atPath: scenario.folder)
        #expect(Set(files).subtracting(used).sorted() == [], "nothing reads these files")
    }

    private mutating func carryOut(_ stage: Scenario.Stage) async throws {
        let file = "\(stage.number).yaml"
        if let text = try? String(contentsOfFile: "\(scenario.folder)/\(file)", encoding: .utf8) {
            try sandbox.write(text, to: "hzform.yaml")
            used.insert(file)
        }
        var transcript = ""
        for step in stage.steps {
            switch step {
            case .shell(let line, let status): transcript += try await run(line, status)
            case .api(let method, let path, let body): try await request(method, path, body)
            case .faults(let rules): try await simulator.setFaults(rules)
            case .clock(let seconds): try await simulator.advance(seconds: seconds)
            case .forgetRequests: try await simulator.forgetRequests()
            case .expectRequests: try await expectRequests(stage.number)
            }
        }
        let current = try await read()
        expect(ProjectText(project: current, earlier: project).text(), is: "\(stage.number).project.txt")
        if !transcript.isEmpty { expect(transcript, is: "\(stage.number).output.txt") }
        project = current
    }

    private mutating func expect(_ text: String, is file: String) {
        used.insert(file)
        #expect(throws: Never.self) { try golden.expect(text, is: file) }
    }

    /// The project as it is, its names remembered.
    private mutating func read() async throws -> Project {
        let project = try await Project(simulator.client)
        for object in project.objects {
            names["\(object.kind)/\(object.id)"] = object.name
            for part in object.parts { names["\(object.kind)/\(object.id)/\(part.path)/\(part.id)"] = part.name }
        }
        return project
    }

    /// Runs a line and checks what must hold after every command of its sort.
    private mutating func run(_ line: String, _ status: Int32) async throws -> String {
        let isHzform = line.contains("hzform ")
        let before = isHzform && status == 1 ? (try await read(), state) : nil
        let run = try await shell(scenario.showsPrices ? line : line.withoutPrices)
        #expect(run.status == status, "\(line)\n\(run.output)\(run.errors)")
        guard isHzform else { return "" }
        if let before {
            #expect(try await read() == before.0, "a command that failed changed the project: \(line)")
            #expect(state == before.1, "a command that failed changed the state file: \(line)")
        } else if status == 0, line.hasPrefix("hzform apply"), !line.appliesPart {
            try await checkNothingIsLeft(line)
        }
        return masks.transcript(of: line, run)
    }

    private func shell(_ line: String) async throws -> Sandbox.Run {
        try await sandbox.shell(line, environment: simulator.environment)
    }

    private var state: String? { try? sandbox.read("hzform.state.json") }

    /// After an apply the plan is empty, and a second apply leaves the state file's bytes as they are.
    private func checkNothingIsLeft(_ apply: String) async throws {
        let plan = try await shell("hzform plan --detailed-exitcode --no-cost")
        #expect(plan.status == 0, "something is left to do after an apply:\n\(plan.output)\(plan.errors)")
        let state = state
        let again = try await shell(apply)
        #expect(again.status == 0)
        #expect(self.state == state, "a second apply changed the state file")
    }

    /// Where nothing is left to do, an apply that has lost all but the salt of its state writes the same bytes again.
    private func checkStateCanBeLost() async throws {
        guard let state, !state.contains("\"resources\": {}") else { return }
        let plan = try await shell("hzform plan --detailed-exitcode --no-cost --format json")
        // What a file changes and apply leaves alone is in the state only.
        guard plan.status == 0, try JSONParser.parse(Array(plan.output.utf8))["remarks"]?.array?.isEmpty == true else {
            return
        }
        let stripped =
            "import json; s = json.load(open('hzform.state.json')); s['resources'] = {}; print(json.dumps(s))"
        let apply =
            "python3 -c \"\(stripped)\" > less && mv less hzform.state.json && hzform apply --no-cost --auto-approve"
        let run = try await shell(apply)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(self.state == state, "the state that was rebuilt is another one\n\(run.output)")
    }

    /// Sends a request past hzform, and sees its actions through.
    private mutating func request(_ method: String, _ path: String, _ body: String?) async throws {
        try await read().send(method, path, body, simulator.client)
    }

    private mutating func expectRequests(_ stage: Int) async throws {
        _ = try await read()
        let lines = try await simulator.requests().withoutLocks.filter(\.isChange).map { request in
            var parts = request.path.split(separator: "/").map(String.init)
            if parts.count > 3, let name = names[parts[..<4].joined(separator: "/")] { parts[3] = name }
            if parts.count > 1 { parts[1] = names["\(parts[0])/\(parts[1])"] ?? "(gone)" }
            return "\(request.method) /\(parts.joined(separator: "/")) \(request.status)\n"
        }
        // What is gone and never had a name here is the lock.
        let own = lines.filter { !$0.contains(" /placement_groups/(gone)") }
        expect(own.joined(), is: "\(stage).requests.txt")
    }
}

extension String {
    /// Whether it is about a part of the file, so that something may be left to do.
    fileprivate var appliesPart: Bool {
        ["--target", "--exclude", "--replace", "--refresh-only"].contains { contains($0) } || appliesSavedPlan
    }

    /// A saved plan fits once, so the same command does not work again.
    private var appliesSavedPlan: Bool { split(separator: " ").dropFirst(2).first?.hasPrefix("-") == false }

    /// The line with the prices left out of plans, so that no scenario but those about prices depends on them.
    fileprivate var withoutPrices: String {
        ["plan", "apply", "destroy"].reduce(self) { line, verb in
            line.replacing("hzform \(verb)", with: "hzform \(verb) --no-cost")
        }
    }
}
