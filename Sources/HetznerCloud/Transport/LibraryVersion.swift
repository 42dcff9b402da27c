import CLibCurl

extension CurlTransport {
    /// The version of the libcurl that is used, which is loaded for it where it was not yet: `7.88.1`.
    package static var libraryVersion: String {
        // `libcurl/7.88.1 OpenSSL/3.0.11 …`
        let words = String(cString: curl_version()).split(separator: " ")
        return words.first.map { String($0.split(separator: "/").last ?? $0) } ?? ""
    }
}
