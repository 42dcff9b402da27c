import CLibCurl

extension TransportError {
    /// Translates libcurl's result of a transfer that failed.
    init(_ code: CURLcode, reason: String, url: String, mayHaveBeenSent: Bool, exceeding limit: Int?) {
        let (host, port) = Self.server(of: url)
        let kind = limit.map(Kind.bodyTooLarge) ?? Self.kind(of: code, mayHaveBeenSent: mayHaveBeenSent)
        let isRefusedRepetition = code == CURLE_ABORTED_BY_CALLBACK
        self.init(
            kind,
            host: host,
            port: port,
            reason: isRefusedRepetition ? "the server closed it before it answered" : reason,
            mayHaveBeenSent: mayHaveBeenSent
        )
    }

    private static func kind(of code: CURLcode, mayHaveBeenSent: Bool) -> Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .couldNotResolve
        case CURLE_COULDNT_CONNECT: .couldNotConnect
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .tls
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_ABORTED_BY_CALLBACK, CURLE_SEND_FAIL_REWIND:
            .connectionLost
        case CURLE_UNSUPPORTED_PROTOCOL where !mayHaveBeenSent: .invalidURL
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .invalidAnswer
        case CURLE_URL_MALFORMAT: .invalidURL
        default: .other
        }
    }

    /// Host and port, as far as the URL has them.
    static func server(of url: String) -> (host: String, port: Int) {
        guard let parsed = curl_url() else { return (url, 0) }
        defer { curl_url_cleanup(parsed) }
        guard curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK else { return (url, 0) }
        return (part(CURLUPART_HOST, of: parsed) ?? url, part(CURLUPART_PORT, of: parsed).flatMap(Int.init) ?? 0)
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
