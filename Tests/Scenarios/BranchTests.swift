import Foundation
import TestSupport
import Testing

@Suite("States in branches", .inTurn, .timeLimit(.minutes(60)))
struct BranchTests {
    /// What is recorded of firewalls: attributes by address.
    private typealias Recorded = [String: [String: String]]

    @Test("are merged by git as applying both would have left them", arguments: UInt64(1)...12)
    func merged(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let edits = Edits(&random)
        let sandbox = try Sandbox()
        let environment = ["GIT_CONFIG_GLOBAL": "/dev/null", "HOME": sandbox.folder]
        func commit(_ recorded: Recorded, _ line: String) async throws {
            try sandbox.write(Self.text(recorded), to: "hzform.state.json")
            let run = try await sandbox.shell(
                "git add hzform.state.json .gitattributes && git commit -qm state && \(line)",
                environment: environment
            )
            #expect(run.status == 0, "\(run.errors)")
        }
        let made = try await sandbox.shell(
            "git init -q -b main . && git config user.name n && git config user.email e && hzform state merge --install",
            environment: environment
        )
        #expect(made.status == 0, "\(made.errors)")
        try await commit(edits.base, "git checkout -qb theirs")
        try await commit(edits.sides[1], "git checkout -q main")
        try await commit(edits.sides[0], "true")
        let merge = try await sandbox.shell("git merge -q --no-edit theirs", environment: environment)
        #expect((merge.status == 0) == edits.conflicts.isEmpty, "seed \(seed): \(merge.output)\(merge.errors)")
        for conflict in edits.conflicts { #expect(merge.errors.contains(conflict), "seed \(seed): \(merge.errors)") }
        #expect(try Self.recorded(sandbox.read("hzform.state.json")) == edits.both, "seed \(seed)")
    }

    /// Two random descendants of a state.
    private struct Edits {
        var base: Recorded = [:]
        /// Ours and theirs.
        var sides: [Recorded]
        /// What both together leave; ours where they disagree.
        var both: Recorded
        var conflicts: [String] = []

        init(_ random: inout SeededGenerator) {
            for number in 1...5 { base["firewalls.f\(number)"] = ["name": "f\(number)", "labels": "old"] }
            sides = [base, base]
            both = base
            for address in base.keys.sorted() {
                let removing = Int.random(in: 0..<8, using: &random)
                if removing < 2 {
                    sides[removing][address] = nil
                    both[address] = nil
                    continue
                }
                for attribute in ["labels", "name"] {
                    let values = (0..<2).map { _ in ["", "", "x", "y"].randomElement(using: &random) ?? "" }
                    for side in 0..<2 where !values[side].isEmpty { sides[side][address]?[attribute] = values[side] }
                    guard let value = values.first(where: { !$0.isEmpty }) else { continue }
                    both[address]?[attribute] = value
                    if !values.contains(""), values[0] != values[1] { conflicts.append("\(address).\(attribute)") }
                }
            }
            for side in 0..<2 {
                let address = "firewalls.new\(side)"
                sides[side][address] = ["name": "new", "labels": "old"]
                both[address] = ["name": "new", "labels": "old"]
            }
        }
    }

    /// As a state file has it: the text of labels is the value of one.
    private static func text(_ recorded: Recorded) throws -> String {
        let resources = recorded.mapValues { attributes -> [String: Any] in
            let labels = ["team": attributes["labels"] ?? ""]
            return ["type": "firewall", "attributes": ["name": attributes["name"] ?? "", "labels": labels]]
        }
        // An object is known by one ID in every branch.
        let numbered = resources.map { address, resource in
            (address, resource.merging(["id": address.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_000_000 }]) { $1 })
        }
        let document: [String: Any] = [
            "format": 1, "stack": "shop", "resources": Dictionary(uniqueKeysWithValues: numbered),
        ]
        let data = try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys, .prettyPrinted])
        return String(decoding: data, as: UTF8.self)
    }

    private static func recorded(_ text: String) throws -> Recorded {
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let resources = document?["resources"] as? [String: [String: Any]] ?? [:]
        return resources.mapValues { resource in
            let attributes = resource["attributes"] as? [String: Any] ?? [:]
            let labels = attributes["labels"] as? [String: String] ?? [:]
            return ["name": attributes["name"] as? String ?? "", "labels": labels["team"] ?? ""]
        }
    }
}
