import HetznerCloud
import JSONDocuments

/// A way to the server that has a state, which repeats what may pass by itself.
struct RemoteServer: Sendable {
    private static let attempts = 6
    private static let firstDelay: Duration = .milliseconds(500)

    let transport: any Transport
    let clock: ClientClock

    /// Any answer but one that says that the server could not answer now.
    func send(_ request: TransportRequest) async throws(RemoteFailure) -> TransportResponse {
        try await sendTelling(request).response
    }

    /// The same, and whether it was sent before, so that it may have been carried out already.
    func sendTelling(
        _ request: TransportRequest
    ) async throws(RemoteFailure) -> (response: TransportResponse, isRepeated: Bool) {
        var delay = Self.firstDelay
        for attempt in 1... {
            do {
                let response = try await transport.send(request)
                guard Self.isPassing(response.status), attempt < Self.attempts else {
                    return (response, attempt > 1)
                }
            } catch let error as TransportError where attempt == Self.attempts || !error.isPassing {
                throw RemoteFailure(.unanswered, error.summary, hint: error.hint)
            } catch is TransportError {
                // It is tried again.
            } catch {
                throw RemoteFailure(.unanswered, "\(error)")
            }
            do {
                try await clock.sleep(delay)
            } catch {
                throw RemoteFailure(.unanswered, "it was interrupted")
            }
            delay *= 2
        }
        throw RemoteFailure(.unanswered, "there was no answer")
    }

    private static func isPassing(_ status: Int) -> Bool {
        status == 429 || (500...599).contains(status) && status != 501
    }
}

extension TransportError {
    fileprivate var isPassing: Bool {
        switch kind {
        case .couldNotConnect, .timedOut, .connectionLost: true
        case .couldNotResolve, .tls, .proxy, .invalidAnswer, .bodyTooLarge, .invalidURL, .closed, .other: false
        }
    }
}

extension TransportResponse {
    /// What the server said, on one line and at most so long.
    var words: String {
        let text = String(decoding: body.prefix(600), as: UTF8.self)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "HTTP \(status)" + (line.isEmpty ? "" : ": \(line.prefix(300))")
    }
}
