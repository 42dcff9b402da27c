import CloudSimulator
import HetznerCloud
import TestSupport
import Testing

@testable import Locking

@Suite("The lock in the project", .onOneThread)
struct ProjectLockTests {
    private let project = SimulatedProject()

    private func lock(_ name: String, _ process: ProcessMark = .elsewhere, stack: String = "shop") -> ProjectLock {
        ProjectLock(stack: stack, holder: LockHolder(name: name, process: process), client: project.client)
    }

    private func groups() async throws -> [String] {
        try await project.client.all("placement_groups", key: "placement_groups").compactMap { $0["name"]?.string }
    }

    @Test("a run takes three requests for it, and leaves nothing behind")
    func cost() async throws {
        let held = try await lock("ada").acquire(timeout: .zero)
        #expect(try await groups() == ["hzform-lock-shop"])
        let sent = project.client.requestCount
        await held.release()
        #expect(try await groups().isEmpty)
        // The look, the creation and the deletion, and two lists of this test.
        #expect(project.client.requestCount == 5)
        #expect(sent == 3)
    }

    @Test("while one run holds it, another waits and is told for whom, and then gives up")
    func held() async throws {
        let held = try await lock("ada").acquire(timeout: .zero)
        let waits = Waits()
        let before = project.time.now
        let failure = await #expect(throws: LockFailure.self) {
            try await lock("ci").acquire(timeout: .seconds(30)) { waits.note($0) }
        }
        guard case .held(let record, "shop")? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(record.holder == "ada")
        #expect(waits.names == ["ada"])
        #expect(project.time.now - before >= .seconds(30))
        await held.release()
        _ = try await lock("ci").acquire(timeout: .zero)
    }

    @Test("stacks do not wait for each other")
    func stacks() async throws {
        _ = try await lock("ada").acquire(timeout: .zero)
        _ = try await lock("ada", stack: "blog").acquire(timeout: .zero)
    }

    @Test("a lock that nobody renewed for a minute is taken over")
    func stale() async throws {
        _ = try await lock("dead").acquire(timeout: .zero)
        let before = project.time.now
        let held = try await lock("next").acquire(timeout: .seconds(90))
        #expect(project.time.now - before <= .seconds(70))
        #expect(try await lock("x").holderNow()?.record.holder == "next")
        await held.release()
    }

    @Test("a lock of a process of this machine that is gone is taken over at once")
    func deadProcess() async throws {
        let gone = ProcessMark(machine: ProcessMark.current.machine, process: "0000000000000000")
        _ = try await lock("dead", gone).acquire(timeout: .zero)
        _ = try await lock("next").acquire(timeout: .zero)
    }

    @Test("a living process of this machine, and any process of another one, keeps its lock")
    func livingProcess() async throws {
        #expect(!ProcessMark.current.isGone)
        #expect(!ProcessMark.elsewhere.isGone)
    }

    @Test("renewed, it outlives its first minute; then taken away, it is lost")
    func renewal() async throws {
        let held = try await lock("ada").acquire(timeout: .zero)
        async let keeping: Void = held.keep()
        while project.time.now < VirtualTime().now + .seconds(200) { try await project.time.sleep(.seconds(1)) }
        #expect(try await lock("x").holderNow()?.isStale == false)
        let record = try #require(try await lock("x").holderNow()?.record)
        try await lock("x").remove(record)
        await keeping
        #expect(held.isLost)
    }

    @Test("where the API cannot be reached for a minute, it is lost")
    func unreachable() async throws {
        let held = try await lock("ada").acquire(timeout: .zero)
        await project.cloud.setFaults([try SimulatorFault("PUT * 503 1")])
        await held.keep()
        #expect(held.isLost)
    }

    @Test("a lost answer to its creation does not lock its own run out")
    func lostAnswer() async throws {
        await project.cloud.setFaults([try SimulatorFault("POST /placement_groups drop 1")])
        let held = try await lock("ada").acquire(timeout: .seconds(20))
        #expect(try await lock("x").holderNow()?.record.holder == "ada")
        await held.release()
    }

    @Test("of many that want it at once exactly one has it", arguments: 1...10)
    func race(round: Int) async throws {
        let stale = round.isMultiple(of: 2)
        if stale {
            let gone = ProcessMark(machine: ProcessMark.current.machine, process: "0000000000000000")
            _ = try await lock("dead", gone).acquire(timeout: .zero)
        }
        let winners = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let held = try? await lock("run-\(number)").acquire(timeout: .zero)
                    return held != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
    }

    @Test("names become labels", arguments: [("ada@laptop", "ada.laptop"), ("-x y-", "x.y"), ("", "somebody")])
    func names(name: String, label: String) {
        #expect(LockHolder(name: name).name == label)
    }
}

extension ProcessMark {
    /// A process of a machine that is not this one.
    static let elsewhere = ProcessMark(machine: "ffffffffffffffff", process: "ffffffffffffffff")
}
