import Logging

extension ClientConfiguration {
    /// Tells observer and logger; without either, the event is not even made.
    func tell(_ event: @autoclosure () -> ClientEvent) {
        guard observer != nil || logger != nil else { return }
        let event = event()
        observer?(event)
        logger?.note(event)
    }

    func trace(_ request: TransportRequest, body: JSONValue?) {
        guard let logger, logger.logLevel <= .trace else { return }
        var metadata: Logger.Metadata = [
            "method": "\(request.method.rawValue)", "url": "\(request.url)", "headers": .headers(request.headers),
        ]
        if let body { metadata["body"] = "\(body.redacted())" }
        logger.trace("sends a request", metadata: metadata)
    }

    func trace(_ response: APIResponse) {
        guard let logger, logger.logLevel <= .trace else { return }
        var metadata: Logger.Metadata = [
            "method": "\(response.method.rawValue)", "path": "\(response.path)", "status": "\(response.status)",
            "headers": .headers(Array(response.headers)),
        ]
        if let body = response.json { metadata["body"] = "\(body.redacted())" }
        logger.trace("got an answer", metadata: metadata)
    }
}

extension Logger {
    fileprivate func note(_ event: ClientEvent) {
        switch event {
        case .paced(let method, let path, let wait):
            let metadata: Metadata = ["method": "\(method.rawValue)", "path": "\(path)", "wait": "\(wait)"]
            notice("waits for the rate limit", metadata: metadata)
        case .attempted(let attempt):
            log(level: attempt.retryDelay == nil ? .debug : .notice, attempt.summary, metadata: attempt.metadata)
        }
    }
}

extension ClientEvent.Attempt {
    fileprivate var summary: Logger.Message {
        if retryDelay != nil { return "will repeat a request" }
        return problem == nil ? "a request succeeded" : "a request failed"
    }

    fileprivate var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = [
            "method": "\(method.rawValue)", "path": "\(path)", "attempt": "\(number)", "duration": "\(duration)",
        ]
        if let status { metadata["status"] = "\(status)" }
        if let correlationID { metadata["correlation-id"] = "\(correlationID)" }
        if let problem { metadata["problem"] = "\(problem)" }
        if let retryDelay { metadata["retry-after"] = "\(retryDelay)" }
        return metadata
    }
}

extension Logger.MetadataValue {
    /// The fields without what gives access.
    fileprivate static func headers(_ fields: [(name: String, value: String)]) -> Self {
        let secret: Set = ["authorization", "cookie", "proxy-authorization", "set-cookie"]
        return .array(
            fields.map { field in
                .string("\(field.name): \(secret.contains(field.name.lowercased()) ? Redaction.mark : field.value)")
            }
        )
    }
}
