/// Speaks HTTP through libcurl, with kept-alive connections, on one thread of its own.
///
/// Redirects are not followed: the API sends none, and one from somewhere else must not get the token. A POST is given
/// to a server at most once. Releasing the transport ends the thread and closes the connections.
public final class CurlTransport: Transport {
    /// What holds for all requests of one transport.
    public struct Options: Sendable {
        /// Where requests go on their way to the server.
        public var proxy: ProxySetting
        /// A PEM file of certificate authorities to trust instead of the system's.
        public var caFile: String?
        /// The largest answer that is read, once decompressed; a larger one ends in `bodyTooLarge`.
        public var maxBodyBytes: Int
        /// Requests beyond this many wait for their turn; their time-outs do not run meanwhile.
        public var maxConnections: Int
        /// Offers HTTP/2 to servers with TLS, for all requests but `POST`.
        ///
        /// Requests then share a connection instead of having one each. A server that winds such a connection up (by
        /// "GOAWAY", usually after a thousand requests) leaves those on it unanswered, and libcurl does not tell which
        /// of them it had begun. Repeating them is right for every method but `POST`, so these keep to HTTP/1.1, on
        /// connections of their own.
        public var offersHTTP2: Bool
        /// The address of this machine that connections come from; `nil` lets the system choose.
        public var localAddress: String?

        /// Takes the environment's proxy, the system's authorities, 64 MB and 16 connections, unless told otherwise.
        public init(
            proxy: ProxySetting = .environment,
            caFile: String? = nil,
            maxBodyBytes: Int = 64 << 20,
            maxConnections: Int = 16,
            offersHTTP2: Bool = false,
            localAddress: String? = nil
        ) {
            self.proxy = proxy
            self.caFile = caFile
            self.maxBodyBytes = maxBodyBytes
            self.maxConnections = maxConnections
            self.offersHTTP2 = offersHTTP2
            self.localAddress = localAddress
        }
    }

    let thread: CurlThread
    /// Runs what must not go over HTTP/2, where that is offered.
    private let postThread: CurlThread?

    /// Starts the thread, and a second one for `POST` if HTTP/2 is offered.
    public init(options: Options = Options()) {
        thread = CurlThread(options: options)
        thread.start()
        guard options.offersHTTP2 else {
            postThread = nil
            return
        }
        var options = options
        options.offersHTTP2 = false
        let postThread = CurlThread(options: options)
        postThread.start()
        self.postThread = postThread
    }

    deinit {
        close()
    }

    public func close() {
        thread.stop()
        postThread?.stop()
    }

    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let transfer = CurlTransfer(request)
        let thread = request.method == .post ? postThread ?? thread : thread
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
