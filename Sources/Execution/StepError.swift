import HetznerCloud

/// Why a step failed, in words for the end report.
package struct StepError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The API said no.
        case refused
        /// The request was accepted and its action failed.
        case actionFailed
        /// There was no answer, or none that tells what became of the request.
        case unanswered
        case timedOut
        /// Something that the request needs could not be found out.
        case unknownValue
    }

    package let kind: Kind
    package let message: String
    /// The API's name for what went wrong.
    package let code: String?
    /// Names the request in Hetzner's logs.
    package let correlationID: String?

    init(_ kind: Kind, _ message: String, code: String? = nil, correlationID: String? = nil) {
        self.kind = kind
        self.message = message
        self.code = code
        self.correlationID = correlationID
    }

    /// The same, with how long it was tried.
    func after(_ limit: TimeLimit) -> StepError {
        StepError(kind, "\(message); given up after \(limit)", code: code, correlationID: correlationID)
    }

    /// The same, where it is not tried again.
    var interrupted: StepError {
        StepError(
            kind,
            "\(message); not tried again, because the apply was interrupted",
            code: code,
            correlationID: correlationID
        )
    }

    /// What the client threw, or an error of our own as it is.
    init(_ error: any Error) {
        switch error {
        case let error as StepError:
            self = error
        case let error as APIError:
            let fields = error.details.fields.map { field in
                let messages = field.messages.filter { !$0.isEmpty }
                return messages.isEmpty ? field.name : "\(field.name): \(messages.joined(separator: ", "))"
            }
            let message = ([error.message] + fields).joined(separator: "; ")
            self.init(.refused, message, code: error.code.rawValue, correlationID: error.correlationID)
        case let error as ActionFailed:
            let failure = error.failure
            self.init(.actionFailed, failure?.message ?? "\(error.command) failed", code: failure?.code.rawValue)
        default:
            self.init(.unanswered, (error as? any CloudError)?.summary ?? "\(error)")
        }
    }
}

extension StepError: CustomStringConvertible {
    package var description: String {
        let origin = [code, correlationID].compactMap(\.self).joined(separator: ", ")
        return origin.isEmpty ? message : "\(message) (\(origin))"
    }
}

/// An action ended with an error.
struct ActionFailed: Error {
    let command: String
    let failure: Action.Failure?
}

/// How long one step may take.
struct TimeLimit: Sendable, CustomStringConvertible {
    let duration: Duration
    /// Whether the file says so.
    let isWritten: Bool

    var description: String {
        let seconds = duration.components.seconds
        let time = seconds % 60 == 0 && seconds > 0 ? "\(seconds / 60) min" : "\(seconds) s"
        return isWritten ? "\(time), which is its timeout" : "\(time); a 'timeout' of the resource can be longer"
    }
}
