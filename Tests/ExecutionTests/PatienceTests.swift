import HetznerCloud
import Testing

@testable import Execution

@Suite("Patience")
struct PatienceTests {
    private static func refusal(_ code: ErrorCode, _ status: Int = 422) -> APIError {
        APIError(code: code, message: "no", status: status)
    }

    private static let action = ResolvedRequest(method: .post, path: "boxes/1/actions/attach", body: nil)
    private static let creation = ResolvedRequest(method: .post, path: "boxes", body: nil)

    @Test(
        "what goes away by itself is waited out",
        arguments: [ErrorCode.locked, .conflict, .resourceInUse, .noSubnetAvailable]
    )
    func passing(code: ErrorCode) {
        let verdict = Patience.verdict(on: Self.refusal(code), Self.action, removes: false)
        #expect(verdict == .repeatLater(reason: "no"))
    }

    @Test(
        "what does not go away is final",
        arguments: [ErrorCode.invalidInput, .protected, .resourceLocked, .uniquenessError, .serverNotStopped]
    )
    func final(code: ErrorCode) {
        #expect(Patience.verdict(on: Self.refusal(code), Self.action, removes: false) == .fail)
    }

    @Test("a removal is done where there is nothing to remove, and waits out the backend's refusal")
    func removal() {
        let gone = Self.refusal(.notFound, 404)
        #expect(Patience.verdict(on: gone, Self.action, removes: true) == .done)
        #expect(Patience.verdict(on: gone, Self.action, removes: false) == .fail)
        let selected = Self.refusal(.firewallManagedByLabelSelector)
        #expect(Patience.verdict(on: selected, Self.action, removes: true) == .done)
        #expect(Patience.verdict(on: selected, Self.action, removes: false) == .fail)
        let busy = Self.refusal(.serviceError)
        #expect(Patience.verdict(on: busy, Self.action, removes: true) == .repeatLater(reason: "no"))
        #expect(Patience.verdict(on: busy, Self.action, removes: false) == .fail)
    }

    @Test("'already' counts if the object shows what is wanted")
    func already() {
        let error = Self.refusal(.volumeAlreadyAttached)
        #expect(Patience.verdict(on: error, Self.action, removes: false) == .doneIfInPlace)
    }

    @Test("an action that found its server locked is repeated, but never as a creation")
    func lockedAction() {
        let failure = Action.Failure(code: .actionFailed, message: "server is locked")
        let error = ActionFailed(command: "attach_volume", failure: failure)
        #expect(
            Patience.verdict(on: error, Self.action, removes: false)
                == .repeatLater(reason: "server is locked")
        )
        #expect(Patience.verdict(on: error, Self.creation, removes: false) == .fail)
    }
}
