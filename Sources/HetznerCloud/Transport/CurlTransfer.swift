import CLibCurl

/// One request on its way through libcurl, and what has come back of its answer.
///
/// `@unchecked Sendable`: `isCancelled` and `answer` are written under the inbox's lock, all else belongs to the
/// thread.
final class CurlTransfer: @unchecked Sendable {
    let request: TransportRequest
    var isCancelled = false
    var answer: CurlThread.Answer?
    /// The libcurl handle while the transfer runs.
    var handle: UnsafeMutableRawPointer?
    private(set) var isFinished = false

    /// What has come so far; begins with room, if there is some to spare.
    var body: [UInt8] = []
    private var headers = HTTPHeaders()
    private var maxBodyBytes = Int.max
    private var isTooLarge = false
    /// How often libcurl was about to write the request to a connection.
    private var sendings = 0
    private var receivedBytes = 0
    /// `nil` where there is no such limit.
    private var stallWatch: StallWatch?
    private var headerLines: UnsafeMutablePointer<curl_slist>?
    private var errorText: UnsafeMutablePointer<CChar>?
    private var requestBody: UnsafeMutableBufferPointer<UInt8>?

    /// A page of 50 servers is some 150 kB, which would come in ten pieces of libcurl's usual 16 kB.
    private static let bufferSize = 64 << 10

    init(_ request: TransportRequest) {
        self.request = request
        guard request.readTimeout != nil || request.writeTimeout != nil else { return }
        stallWatch = StallWatch(readTimeout: request.readTimeout, writeTimeout: request.writeTimeout)
    }

    /// Gives the answer; all calls but the first do nothing.
    func finish(_ result: Result<TransportResponse, any Error>) {
        guard !isFinished, let answer else { return }
        isFinished = true
        self.answer = nil
        answer.resume(with: result)
    }

    /// Frees what libcurl pointed to.
    func release() {
        curl_slist_free_all(headerLines)
        headerLines = nil
        errorText?.deallocate()
        errorText = nil
        requestBody?.deallocate()
        requestBody = nil
    }

    func result(_ code: CURLcode, of handle: UnsafeMutableRawPointer) -> Result<TransportResponse, any Error> {
        guard code == CURLE_OK else { return .failure(failure(code)) }
        var status = 0
        _ = clibcurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return .success(TransportResponse(status: status, headers: headers, body: body))
    }

    /// Why it was not even begun.
    var closed: TransportError {
        var error = TransportError(
            CURLE_FAILED_INIT,
            reason: "",
            url: request.url,
            mayHaveBeenSent: false,
            exceeding: nil
        )
        error.kind = .closed
        return error
    }

    func failure(_ code: CURLcode) -> TransportError {
        let text = errorText.map { String(cString: $0) } ?? ""
        let limit = isTooLarge || code == CURLE_FILESIZE_EXCEEDED ? maxBodyBytes : nil
        return TransportError(
            code,
            reason: text.isEmpty ? String(cString: curl_easy_strerror(code)) : text,
            url: request.url,
            mayHaveBeenSent: sendings > 0,
            exceeding: limit
        )
    }
}

// Waiting.
extension CurlTransfer {
    /// How much longer nothing may come or go; zero or less once it has been too long, `nil` where there is no limit.
    ///
    /// libcurl knows a slowest speed for both directions together, in whole seconds; this is asked by the thread instead.
    func patience(at now: ContinuousClock.Instant) -> Duration? {
        // Before that, connecting has a time-out of its own.
        guard sendings > 0, stallWatch != nil else { return nil }
        let (sent, isWriting) = upload
        return stallWatch?.remaining(isWriting: isWriting, bytes: sent + receivedBytes, at: now)
    }

    /// Why it was given up.
    var stalled: TransportError {
        var error = failure(CURLE_OPERATION_TIMEDOUT)
        error.reason = upload.isWriting ? "nothing more of the request could be sent" : "nothing more came"
        return error
    }

    private var upload: (sent: Int, isWriting: Bool) {
        guard let handle, let body = request.body, !body.isEmpty else { return (0, false) }
        var sent: curl_off_t = 0
        _ = clibcurl_get_offset(handle, CURLINFO_SIZE_UPLOAD_T, &sent)
        return (Int(sent), sent < body.count)
    }
}

// Settings.
extension CurlTransfer {
    /// Sets up the handle; pointers given to libcurl stay valid until `release`.
    func prepare(_ handle: UnsafeMutableRawPointer, options: CurlTransport.Options) -> CURLcode {
        self.handle = handle
        maxBodyBytes = options.maxBodyBytes
        let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        self.errorText = errorText
        var settings = CurlSettings(handle)
        settings.set(CURLOPT_ERRORBUFFER, errorText)
        settings.set(CURLOPT_NOSIGNAL, 1)
        settings.set(CURLOPT_URL, request.url)
        settings.set(CURLOPT_PROTOCOLS_STR, "http,https")
        settings.set(CURLOPT_FOLLOWLOCATION, 0)
        settings.set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.wholeMilliseconds)
        settings.set(CURLOPT_TIMEOUT_MS, request.timeout.wholeMilliseconds)
        settings.set(CURLOPT_MAXFILESIZE_LARGE, offset: maxBodyBytes)
        settings.set(CURLOPT_ACCEPT_ENCODING, "")
        // Refused by a handle that still has the buffer of a transfer that failed.
        settings.prefer(CURLOPT_BUFFERSIZE, Self.bufferSize)
        settings.set(CURLOPT_HTTP_VERSION, options.offersHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        // Transfers that start together wait for the first handshake, to share its connection if it is HTTP/2.
        settings.set(CURLOPT_PIPEWAIT, options.offersHTTP2 && request.url.hasPrefix("https:") ? 1 : 0)
        // A connection idle for longer may have been closed by the far end just when the next request goes out.
        settings.set(CURLOPT_MAXAGE_CONN, 30)
        settings.set(options.proxy)
        if let localAddress = options.localAddress { settings.set(CURLOPT_INTERFACE, "host!\(localAddress)") }
        if let caFile = options.caFile { settings.set(CURLOPT_CAINFO, caFile) }
        setMethod(&settings)
        setHeaders(&settings)
        setCallbacks(&settings)
        return settings.result
    }

    private func setMethod(_ settings: inout CurlSettings) {
        switch request.method {
        case .get: settings.set(CURLOPT_HTTPGET, 1)
        case .post: settings.set(CURLOPT_POST, 1)
        case .put, .delete: settings.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
        if let verb = request.verb { settings.set(CURLOPT_CUSTOMREQUEST, verb) }
        if let signature = request.signature {
            settings.set(CURLOPT_AWS_SIGV4, "aws:amz:\(signature.region):\(signature.service)")
            settings.set(CURLOPT_USERNAME, signature.keyID)
            settings.set(CURLOPT_PASSWORD, signature.secret)
        }
        guard request.body != nil || request.method == .post else { return }
        let body = request.body ?? []
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, body.count))
        _ = copy.update(fromContentsOf: body)
        requestBody = copy
        settings.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
        settings.set(CURLOPT_POSTFIELDS, copy.baseAddress)
    }

    private func setHeaders(_ settings: inout CurlSettings) {
        // An empty "Expect:" keeps libcurl from waiting for permission to send a larger body. It would be signed, though it
        // is not sent.
        let last = request.signature == nil ? ["Expect:"] : []
        for line in request.headers.map({ "\($0.name): \($0.value)" }) + last {
            guard let extended = curl_slist_append(headerLines, line) else { return settings.fail(CURLE_OUT_OF_MEMORY) }
            headerLines = extended
        }
        settings.set(CURLOPT_HTTPHEADER, headerLines)
    }

    private func setCallbacks(_ settings: inout CurlSettings) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        settings.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlTransfer.from(context)?.receive(bytes, size * count) ?? 0
        }
        settings.set(CURLOPT_WRITEDATA, context)
        settings.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlTransfer.from(context)?.receiveHeader(bytes, size * count) ?? 0
        }
        settings.set(CURLOPT_HEADERDATA, context)
        settings.setBeforeRequest { context, _, _, _, _ in
            CurlTransfer.from(context)?.isAboutToSend() == true ? 0 : 1
        }
        settings.set(CURLOPT_PREREQDATA, context)
    }

    /// The thread keeps a running transfer alive, so the pointer needs no reference count of its own.
    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }
}

// Called by libcurl.
extension CurlTransfer {
    /// libcurl repeats a request whose kept-alive connection died; a POST refuses,
    /// because the first copy may have been carried out.
    private func isAboutToSend() -> Bool {
        guard sendings == 0 || request.method.isIdempotent else { return false }
        sendings += 1
        return true
    }

    private func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        receivedBytes += count
        guard body.count + count <= maxBodyBytes else {
            isTooLarge = true
            return 0
        }
        if body.isEmpty { body.reserveCapacity(min(maxBodyBytes, announcedLength ?? count)) }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    private var announcedLength: Int? { headers["Content-Length"].flatMap { Int($0) } }

    /// Takes one line: a status line starts over, because answers such as "100 Continue" come before the real one.
    private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        receivedBytes += count
        let line = UnsafeRawBufferPointer(start: bytes, count: count)
        if line.starts(with: "HTTP/".utf8) {
            headers.removeAll()
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            headers.append(name: text(line[..<colon]), value: text(line[(colon + 1)...]))
        }
        return count
    }

    private func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isSpace = { (byte: UInt8) in byte <= 0x20 }
        let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
        return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
    }
}
