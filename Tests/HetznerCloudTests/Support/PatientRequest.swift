@testable import HetznerCloud

extension TransportRequest {
    /// One that waits for its answer however slow the machine is.
    static func patient(_ method: HTTPMethod = .get, _ url: String) -> TransportRequest {
        TransportRequest(method: method, url: url, connectTimeout: .seconds(3600), timeout: .seconds(3600))
    }
}

/// Times to give up after, each of which is too short on some machine and for some purpose long enough.
let growingTimes: [Duration] = (0..<10).map { .milliseconds(200 << $0) }
