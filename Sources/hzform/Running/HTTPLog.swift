import HetznerCloud

/// Requests as `--log-http` shows them; neither token nor bodies are ever in it.
enum HTTPLog {
    /// - Parameter now: the time since the start of 1970.
    static func line(for event: ClientEvent, at now: Duration = ClientClock.system.now()) -> String {
        switch event {
        case .paced(let method, let path, let delay):
            let end = (now + delay).timeOfDay
            return "http: \(method.rawValue) \(path) waits \(milliseconds(delay)), until \(end) UTC: "
                + "the rate limit is nearly used up\n"
        case .attempted(let attempt):
            let parts = [
                "http: \(attempt.method.rawValue) \(attempt.path)",
                attempt.status.map { "status \($0)" },
                milliseconds(attempt.duration),
                attempt.number > 1 ? "attempt \(attempt.number)" : nil,
                attempt.correlationID.map { "correlation \($0)" },
                attempt.problem,
                attempt.retryDelay.map { "again in \(milliseconds($0)), at \((now + $0).timeOfDay) UTC" },
            ]
            return parts.compactMap(\.self).joined(separator: ", ") + "\n"
        }
    }

    private static func milliseconds(_ duration: Duration) -> String {
        "\(Int((duration / .milliseconds(1)).rounded())) ms"
    }
}
