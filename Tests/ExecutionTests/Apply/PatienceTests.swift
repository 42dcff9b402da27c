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
        let verdict = Patience.verdict(on: Self.refusal(code), Self.action, removes: false, wasLost: false)
        #expect(verdict == .repeatLater(reason: "no"))
    }

    @Test(
        "what does not go away is final",
        arguments: [ErrorCode.invalidInput, .protected, .resourceLocked, .uniquenessError, .serverAlreadyAttached]
    )
    func final(code: ErrorCode) {
        #expect(Patience.verdict(on: Self.refusal(code), Self.action, removes: false, wasLost: false) == .fail)
    }

    @Test("a removal is done where there is nothing to remove, and waits out the backend's refusal")
    func removal() {
        let gone = Self.refusal(.notFound, 404)
        #expect(Patience.verdict(on: gone, Self.action, removes: true, wasLost: false) == .done)
        #expect(Patience.verdict(on: gone, Self.action, removes: false, wasLost: false) == .fail)
        let busy = Self.refusal(.serviceError)
        #expect(Patience.verdict(on: busy, Self.action, removes: true, wasLost: false) == .repeatLater(reason: "no"))
        #expect(Patience.verdict(on: busy, Self.action, removes: false, wasLost: false) == .fail)
    }

    @Test("'already' counts only after an answer was lost")
    func already() {
        let error = Self.refusal(.volumeAlreadyAttached)
        #expect(Patience.verdict(on: error, Self.action, removes: false, wasLost: true) == .doneIfInPlace)
    }

    @Test("an action that found its server locked is repeated, but never as a creation")
    func lockedAction() {
        let failure = ActionStatus.Failure(code: .actionFailed, message: "server is locked")
        let error = ActionFailed(command: "attach_volume", failure: failure)
        #expect(
            Patience.verdict(on: error, Self.action, removes: false, wasLost: false)
                == .repeatLater(reason: "server is locked")
        )
        #expect(Patience.verdict(on: error, Self.creation, removes: false, wasLost: false) == .fail)
    }
}
