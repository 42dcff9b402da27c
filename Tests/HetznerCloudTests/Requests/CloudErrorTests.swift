import FoundationEssentials
import Testing

@testable import HetznerCloud

@Suite struct CloudErrorTests {
    private static let action = Action(id: 7, command: "create_server", status: .running, progress: 40)

    private static let errors: [(any CloudError, String)] = [
        (
            APIError(
                code: .locked,
                message: "the server\nis locked",
                status: 423,
                correlationID: "c1",
                path: "/servers/1"
            ),
            "GET /servers/1: the server is locked (locked, c1)"
        ),
        (
            OutcomeUnknown(method: .post, path: "/servers", cause: .transport(.fixture(.timedOut))),
            "POST /servers: it may or may not have been carried out: test:80 did not answer in time: scripted"
        ),
        (
            InvalidResponse(method: .get, path: "/servers", status: 200, correlationID: "c2", reason: "no list"),
            "GET /servers: the answer cannot be understood: no list (status 200, c2)"
        ),
        (InvalidRequest(.pathSegment("..")), "'..' cannot be the name of an object in a path"),
        (TransportError.fixture(.connectionLost), "the connection to test:80 was lost: scripted"),
        (ListKeepsChanging(path: "servers"), "GET /servers: the list changed every time it was read"),
        (ActionsNotFound(ids: [1, 2]), "GET /actions: the API knows no action 1, 2"),
        (ModelError(expected: "a string", found: 1).within("name"), "'name' should be a string but is an integer"),
        (ActionTimedOut(running: [action]), "gave up waiting for 'create_server' (7, 40 %)"),
        (ActionFailed(action: action), "the action 'create_server' (7) failed"),
    ]

    @Test("every error is one line that a log can be searched for, whichever way it is printed", arguments: errors)
    func lines(error: any CloudError, line: String) {
        #expect("\(error)" == line)
        #expect(error.errorDescription == line)
    }

    @Test("an error knows its request, its answer and how often it was tried")
    func trace() async throws {
        let refusal = ScriptedTransport.Step.error(502, "bad_gateway", headers: ["X-Correlation-Id": "c"])
        let client = CloudClient.fixture(ScriptedTransport(refusal)).with { $0.maxRetries = 2 }
        do {
            _ = try await client.servers.get(1)
            Issue.record("nothing was thrown")
        } catch let error as any CloudError {
            let expected = RequestTrace(method: .get, path: "/servers/1", attempts: 3, status: 502, correlationID: "c")
            #expect(error.request == expected)
            #expect(error.description == "GET /servers/1: no (bad_gateway, c) (after 3 attempts)")
        }
    }

    @Test("an unknown outcome has its cause as the error that it is", arguments: [500, 502, 504])
    func cause(status: Int) async throws {
        let client = CloudClient.fixture(ScriptedTransport(.answer(status)))
        let error = try await #require(throws: OutcomeUnknown.self) { try await client.request(.post, "servers") }
        guard case .api(let cause) = error.cause else { throw error }
        #expect(cause.status == status)
        #expect(error.request?.status == status)
        #expect(error.request?.attempts == 1)
    }

    @Test("what fails while an answer is read says which request it was, and how often it was sent")
    func misread() async throws {
        let transport = ScriptedTransport(.error(503, "unavailable"), .answer(200, ["server": ["id": "x"]]))
        let error = try await #require(throws: InvalidResponse.self) {
            try await CloudClient.fixture(transport).servers.get(1)
        }
        #expect(error.request == RequestTrace(method: .get, path: "/servers/1", attempts: 2, status: 200))
    }

    @Test("an action that failed and one that timed out have one root")
    func actionErrors() {
        let errors: [any Error] = [ActionFailed(action: Self.action), ActionTimedOut(running: [Self.action])]
        #expect(errors.allSatisfy { ($0 as? any ActionError)?.actions == [Self.action] })
    }
}
