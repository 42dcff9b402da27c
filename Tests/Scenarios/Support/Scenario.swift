import Foundation
import Testing

/// A folder of `Cases`: desired states that follow each other (`1.yaml`, `2.yaml`, …), and in `steps` what is done with
/// each of them.
///
///     simulator --speed 20          options of the simulator, once, at the top
///     prices                        plans say what they cost, which they do not otherwise
///     module cluster                a folder that is there too
///     1:                            hzform.yaml is 1.yaml from here on, if there is one
///       hzform apply …              any line of shell
///       exit 2: hzform plan …       one that ends with another exit code than 0
///       api PUT servers/web {…}     a request behind hzform's back; "@servers/web" in the body is its ID
///       faults POST /servers 503 1  from here on these faults happen, divided by ';'; none with 'faults' alone
///       clock 60                    so many seconds pass in the simulated world, at once
///       ! hzform apply …            an apply that fails on its way
///       requests                    forgets all requests until here, or …
///       requests in order           … those that change something are in 1.requests.txt
///
/// What the commands say is in `1.output.txt`, what the project holds in the end in `1.project.txt`.
struct Scenario: CustomTestStringConvertible {
    struct Stage {
        let number: Int
        var steps: [Step] = []
    }

    enum Step {
        case shell(String, status: Int32)
        case api(method: String, path: String, body: String?)
        case faults([String])
        case clock(seconds: Int64)
        case forgetRequests
        case expectRequests
    }

    struct Malformed: Error {
        let line: String
    }

    let name: String
    private(set) var simulatorOptions = ["--speed", "instant", "--registered-domain", "*"]
    private(set) var showsPrices = false
    private(set) var modules: [String] = []
    private(set) var stages: [Stage] = []

    var testDescription: String { name }
    var folder: String { "\(Self.cases)/\(name)" }

    static let cases = "\(Repository.root)/Tests/Scenarios/Cases"

    /// All of them, or those that `SCENARIO=a,b` in the environment names.
    static let all: [String] = {
        let named = ProcessInfo.processInfo.environment["SCENARIO"]?.split(separator: ",").map(String.init)
        let names = named ?? (try? FileManager.default.contentsOfDirectory(atPath: cases)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }()

    init(_ name: String) throws {
        self.name = name
        let text = try String(contentsOfFile: "\(Self.cases)/\(name)/steps", encoding: .utf8)
        for line in text.split(separator: "\n") {
            let line = line.trimmingCharacters(in: .whitespaces)
            if !line.isEmpty, !line.hasPrefix("#") { try read(line) }
        }
    }

    private mutating func read(_ line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        if words[0] == "simulator" {
            simulatorOptions = Array(words.dropFirst())
        } else if words[0] == "module" {
            modules += words.dropFirst()
        } else if line == "prices" {
            showsPrices = true
        } else if line.hasSuffix(":"), let number = Int(line.dropLast()) {
            stages.append(Stage(number: number))
        } else if stages.isEmpty {
            throw Malformed(line: line)
        } else {
            stages[stages.count - 1].steps.append(try Self.step(line, words))
        }
    }

    private static func step(_ line: String, _ words: [String]) throws -> Step {
        switch words[0] {
        case "faults":
            let rules = line.dropFirst("faults".count).split(separator: ";")
            return .faults(rules.map { $0.trimmingCharacters(in: .whitespaces) })
        case "clock" where words.count == 2:
            guard let seconds = Int64(words[1]) else { throw Malformed(line: line) }
            return .clock(seconds: seconds)
        case "requests": return words.count == 1 ? .forgetRequests : .expectRequests
        case "api" where words.count > 2:
            let body = words.dropFirst(3).joined(separator: " ")
            return .api(method: words[1], path: words[2], body: body.isEmpty ? nil : body)
        case "exit":
            guard let colon = line.firstIndex(of: ":"), let status = Int32(words[1].dropLast()) else {
                throw Malformed(line: line)
            }
            let command = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return .shell(command, status: status)
        default: return .shell(line, status: 0)
        }
    }
}
