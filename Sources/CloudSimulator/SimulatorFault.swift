/// Something that goes wrong now and then, written as `METHOD PATH OUTCOME PROBABILITY`.
///
/// `POST /servers 503 0.2`, `* 429 0.05`, `* drop 0.01`, `GET /servers/* delay=2000 1`, `action create_server error 0.1`.
public struct SimulatorFault: Sendable, Equatable, CustomStringConvertible {
    enum Target: Sendable, Equatable {
        /// Nil takes every method or every path; a `*` segment takes any one.
        case request(method: String?, path: [String]?, Outcome)
        case action(String)
    }

    enum Outcome: Sendable, Equatable {
        /// Refused with that status; 504 comes after the request took effect.
        case status(Int)
        /// The connection dies after the request took effect.
        case drop
        /// The connection dies before.
        case refuse
        case delay(milliseconds: Int)
    }

    /// Why a rule cannot be read.
    public struct Malformed: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    static let statuses = [403, 409, 412, 423, 429, 500, 502, 503, 504]

    let target: Target
    let probability: Double
    public let description: String

    public init(_ rule: String) throws(Malformed) {
        description = rule
        let words = rule.split(separator: " ").map(String.init)
        guard words.count >= 3, let last = words.last, let probability = Double(last), (0...1).contains(probability)
        else {
            throw Malformed(description: "'\(rule)' is not a fault: expected METHOD PATH OUTCOME PROBABILITY")
        }
        self.probability = probability
        if words[0] == "action" {
            guard words.count == 4, words[2] == "error" else {
                throw Malformed(description: "'\(rule)' is not a fault: expected action COMMAND error PROBABILITY")
            }
            target = .action(words[1])
            return
        }
        guard let outcome = SimulatorFault.outcome(words[words.count - 2]) else {
            let known = SimulatorFault.statuses.map(String.init).joined(separator: ", ")
            throw Malformed(description: "'\(rule)': expected drop, refuse, delay=MILLISECONDS or a status of \(known)")
        }
        var method = words.count == 4 ? words[0] : nil
        var path = words.count == 4 ? words[1] : words[0]
        // With three words the first is a path, or `*` for everything.
        if method == "*" { method = nil }
        if path.hasPrefix("/v1/") { path.removeFirst(3) }
        let segments = path == "*" ? nil : path.split(separator: "/").map(String.init)
        target = .request(method: method, path: segments, outcome)
    }

    private static func outcome(_ word: String) -> Outcome? {
        if word == "drop" { return .drop }
        if word == "refuse" { return .refuse }
        if word.hasPrefix("delay=") { return Int(word.dropFirst(6)).map { .delay(milliseconds: $0) } }
        return Int(word).flatMap { statuses.contains($0) ? .status($0) : nil }
    }

    /// What happens to a request when the dice say so; nil when the fault is about others.
    func outcome(of method: String, _ path: Substring) -> Outcome? {
        guard case .request(let wantedMethod, let wantedPath, let outcome) = target else { return nil }
        guard wantedMethod == nil || wantedMethod == method else { return nil }
        guard let wantedPath else { return outcome }
        let segments = path.split(separator: "/")
        guard segments.count == wantedPath.count else { return nil }
        return zip(wantedPath, segments).allSatisfy { $0 == "*" || $0 == $1 } ? outcome : nil
    }
}

extension SimulatorFault.Outcome {
    /// Whether the request is carried out all the same.
    var takesEffect: Bool {
        switch self {
        case .drop, .delay, .status(504): true
        case .refuse, .status: false
        }
    }

    /// What the client gets; nil where the true answer goes out, late.
    var response: SimulatorResponse? {
        switch self {
        case .delay: return nil
        case .drop, .refuse:
            var response = SimulatorResponse(status: 0)
            response.isDropped = true
            return response
        case .status(502):
            // The edge answers by itself, without the API's envelope.
            return SimulatorResponse(
                status: 502,
                headers: [("Content-Type", "text/html")],
                body: Array("<html><body><h1>502 Bad Gateway</h1></body></html>\n".utf8)
            )
        case .status(let status):
            let (code, message) = SimulatorFault.Outcome.words(status)
            return APIFailure(status: status, code: code, message: message).response
        }
    }

    private static func words(_ status: Int) -> (code: String, message: String) {
        switch status {
        case 403: ("maintenance", "the operation is not possible because of maintenance")
        case 409: ("conflict", "the resource has changed during request")
        case 412: ("resource_unavailable", "error during placement")
        case 423: ("locked", "cannot perform operation because the resource is locked")
        case 429: (APIFailure.rateLimited.code, APIFailure.rateLimited.message)
        case 503: ("unavailable", "the service is currently unavailable")
        case 504: ("timeout", "request timeout")
        default: ("server_error", "internal server error")
        }
    }
}

extension World {
    /// Throws the dice of the faults that are about the request; the first that hits counts.
    func drawnOutcome(_ method: String, _ path: Substring) -> SimulatorFault.Outcome? {
        for fault in faults {
            if let outcome = fault.outcome(of: method, path), dice.chance(fault.probability) { return outcome }
        }
        return nil
    }

    func drawsFailure(of command: String) -> Bool {
        for fault in faults {
            guard case .action(let wanted) = fault.target, wanted == "*" || wanted == command else { continue }
            if dice.chance(fault.probability) { return true }
        }
        return false
    }
}
