import CLibCurl

/// Sets options of one libcurl handle and remembers the first that failed.
struct CurlSettings {
    typealias Receiver =
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

    private let handle: UnsafeMutableRawPointer
    private(set) var result = CURLE_OK

    init(_ handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    mutating func set(_ option: CURLoption, _ value: Int) {
        fail(clibcurl_set_long(handle, option, value))
    }

    /// Sets what the transfer can do without.
    func prefer(_ option: CURLoption, _ value: Int) {
        _ = clibcurl_set_long(handle, option, value)
    }

    mutating func set(_ option: CURLoption, offset value: Int) {
        fail(clibcurl_set_offset(handle, option, value))
    }

    /// libcurl keeps a copy of the text.
    mutating func set(_ option: CURLoption, _ value: String) {
        fail(clibcurl_set_string(handle, option, value))
    }

    /// libcurl keeps the pointer.
    mutating func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
        fail(clibcurl_set_pointer(handle, option, value))
    }

    mutating func set(_ option: CURLoption, _ receiver: Receiver) {
        fail(clibcurl_set_receiver(handle, option, receiver))
    }

    mutating func setBeforeRequest(_ callback: curl_prereq_callback) {
        fail(clibcurl_set_before_request(handle, callback))
    }

    mutating func set(_ proxy: ProxySetting) {
        switch proxy {
        case .environment: break
        case .direct: set(CURLOPT_PROXY, "")
        case .url(let url): set(CURLOPT_PROXY, url)
        }
    }

    mutating func fail(_ code: CURLcode) {
        if result == CURLE_OK { result = code }
    }
}

extension Duration {
    /// Rounded up, because zero milliseconds mean "no limit" to libcurl.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        return max(1, Int(seconds) * 1000 + Int(milliseconds))
    }
}
