import ResourceModel
import TestSupport
import Testing

@testable import Reconciliation

@Suite("Order of steps")
struct StepOrderTests {
    private func drafts(_ count: Int, _ adjust: (inout StepDrafts) -> Void) -> StepDrafts {
        var drafts = StepDrafts()
        for index in 0..<count {
            let request = Step.Request(.post, ["boxes"])
            let address = ResourceAddress("boxes", "b\(index)")
            _ = drafts.add(StepDraft(address: address, type: .box, title: "act", request: request, change: 0))
        }
        adjust(&drafts)
        return drafts
    }

    private func waits(_ drafts: StepDrafts) throws -> [[Int]] {
        let order = try StepOrder(drafts)
        return order.graph.steps.map { order.graph.steps(before: $0).sorted() }
    }

    private let fact = Token.exists(ResourceAddress("nets", "a"))
    private let other = Token.exists(ResourceAddress("nets", "b"))

    @Test("who requires a fact waits for all that bring it about, and not for itself")
    func requires() throws {
        let drafts = drafts(4) {
            $0[1].provides = [fact]
            $0[2].provides = [fact]
            for index in [0, 2, 3] { $0[index].requires = [fact] }
        }
        #expect(try waits(drafts) == [[2], [], [1], [2]])
    }

    @Test("who prefers a fact waits for it where that makes no circle")
    func prefers() throws {
        let drafts = drafts(3) {
            $0[0].provides = [fact]
            $0[0].after = [1]
            $0[1].prefers = [fact]
            $0[2].prefers = [fact]
        }
        #expect(try waits(drafts) == [[1], [], [0]])
    }

    @Test("a barrier of facts is passed once all of them hold")
    func gates() throws {
        let drafts = drafts(4) {
            $0[0].provides = [fact]
            $0[1].provides = [other]
            $0.order(by: [Precedence(earlier: [], facts: [fact, other], later: [2, 3])])
        }
        #expect(try waits(drafts) == [[], [], [0, 1], [0, 1]])
    }

    @Test("what names a value comes before what has one picked, unless it picks one itself")
    func namedFirst() throws {
        let net: Value = .ref("nets.a")
        let drafts = drafts(3) {
            $0[0].picks = [net]
            $0[1].picks = [net]
            $0[1].requires = [.free("net", scope: net, value: "10.0.0.1")]
            $0[2].requires = [.free("net", scope: net, value: "10.0.0.2")]
            $0.order(by: $0.namedFirst)
        }
        #expect(try waits(drafts) == [[1], [2], []])
    }

    @Test("a step that restores keeps all that it waits for")
    func restores() throws {
        let drafts = drafts(3) {
            $0[1].after = [0]
            $0[2].after = [0, 1]
            $0[2].restores = 0
        }
        #expect(try waits(drafts) == [[], [0], [0, 1]])
    }

    @Test("drafts that wait for each other are told")
    func circle() {
        let drafts = drafts(3) {
            $0[0].requires = [fact]
            $0[2].provides = [fact]
            $0[2].after = [0]
        }
        let error = #expect(throws: StepOrder.Cycle.self) { try StepOrder(drafts) }
        #expect(error?.drafts == [0, 2])
    }
}
