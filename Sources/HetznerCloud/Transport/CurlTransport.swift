/// Speaks HTTP through libcurl, with kept-alive connections, on one thread of its own.
///
/// Redirects are not followed: the API sends none, and one from somewhere else must not get the token. A POST is given
/// to a server at most once. Releasing the transport ends the thread and closes the connections.
public final class CurlTransport: Transport {
    /// What holds for all requests of one transport.
    public struct Options: Sendable {
        public var proxy: ProxySetting
        /// A PEM file of certificate authorities to trust instead of the system's.
        public var caFile: String?
        public var maxBodyBytes: Int
        /// Requests beyond this many wait for their turn; their time-outs do not run meanwhile.
        public var maxConnections: Int
        /// Offers HTTP/2 to servers with TLS.
        ///
        /// Many requests then share a connection, and its loss.
        public var offersHTTP2: Bool

        public init(
            proxy: ProxySetting = .environment,
            caFile: String? = nil,
            maxBodyBytes: Int = 64 << 20,
            maxConnections: Int = 16,
            offersHTTP2: Bool = false
        ) {
            self.proxy = proxy
            self.caFile = caFile
            self.maxBodyBytes = maxBodyBytes
            self.maxConnections = maxConnections
            self.offersHTTP2 = offersHTTP2
        }
    }

    let thread: CurlThread

    public init(options: Options = Options()) {
        thread = CurlThread(options: options)
        thread.start()
    }

    deinit {
        thread.stop()
    }

    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let transfer = CurlTransfer(request)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                thread.submit(transfer, answering: continuation)
            }
        } onCancel: {
            thread.cancel(transfer)
        }
    }
}

/// Where requests go on their way to the API.
public enum ProxySetting: Hashable, Sendable {
    /// To the proxy that `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` name, if any.
    case environment
    /// Straight to the server, whatever the environment says.
    case direct
    /// To this proxy, such as `http://user:secret@proxy.example:3128` or `socks5h://127.0.0.1:1080`.
    case url(String)
}
