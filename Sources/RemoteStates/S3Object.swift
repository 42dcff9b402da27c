import Crypto
import HetznerCloud
import StateFiles

/// A state in a bucket of any store that speaks Amazon's S3, such as Hetzner's Object Storage.
///
/// Such a store has no locks; it refuses to write over a version that is not the one that was read.
struct S3Object: RemoteObject {
    struct Credentials: Sendable {
        let keyID: String
        let secret: String
        /// Of credentials that end by themselves.
        let session: String?
    }

    let bucket: String
    let key: String
    /// Such as `https://fsn1.your-objectstorage.com`.
    let endpoint: String
    let region: String
    let credentials: Credentials
    let server: RemoteServer

    var name: String { "s3://\(bucket)/\(key)" }
    var numbersVersions: Bool { false }

    func read() async throws(RemoteFailure) -> RemoteVersion? {
        let response = try await server.send(request(.get, body: nil))
        switch response.status {
        case 200: return RemoteVersion(bytes: response.body, tag: response.headers["etag"])
        case 404 where response.errorCode != "NoSuchBucket": return nil
        case _: throw refusal(response)
        }
    }

    func write(_ bytes: [UInt8], over version: RemoteVersion?) async throws(RemoteFailure) -> RemoteVersion {
        var request = request(.put, body: bytes)
        let condition = version.map { ("If-Match", $0.tag ?? "") } ?? ("If-None-Match", "*")
        request.headers.append(condition)
        request.headers.append(("Content-Type", "application/json"))
        let response = try await server.send(request)
        switch response.status {
        case 200...299: return RemoteVersion(bytes: bytes, tag: response.headers["etag"])
        // 404: what was read was deleted.
        case 404 where response.errorCode != "NoSuchBucket", 409, 412:
            throw RemoteFailure(.changed, "another run wrote it meanwhile")
        case _: throw refusal(response)
        }
    }

    func lock(_ claim: StateClaim, at time: String) -> StateLockAnswer { .hasNone }
    func unlock(_ claim: StateClaim) {}

    private func request(_ method: HTTPMethod, body: [UInt8]?) -> TransportRequest {
        let path = "\(bucket)/\(key)".split(separator: "/", omittingEmptySubsequences: false)
            .map { Self.escaped($0) }.joined(separator: "/")
        var request = TransportRequest(method: method, url: "\(endpoint)/\(path)", body: body)
        request.signature = AWSSignature(
            keyID: credentials.keyID,
            secret: credentials.secret,
            region: region,
            service: "s3"
        )
        let digest = SHA256.hash(data: body ?? []).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        request.headers.append(("x-amz-content-sha256", digest.joined()))
        if let session = credentials.session { request.headers.append(("x-amz-security-token", session)) }
        return request
    }

    private static func escaped(_ text: Substring) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            if isPlain || "-._~".unicodeScalars.contains(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private func refusal(_ response: TransportResponse) -> RemoteFailure {
        let hint =
            switch response.errorCode {
            case "NoSuchBucket": "Make the bucket '\(bucket)' first; hzform makes none."
            case "SignatureDoesNotMatch", "InvalidAccessKeyId", "AccessDenied":
                "Are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY those of \(endpoint), and is '\(region)' its region?"
            case _: nil as String?
            }
        let words = response.errorCode.map { "HTTP \(response.status): \($0)" } ?? response.words
        return RemoteFailure(.refused(status: response.status), words, hint: hint)
    }
}

extension TransportResponse {
    /// What S3 calls what is wrong: `NoSuchKey`.
    fileprivate var errorCode: String? {
        let text = String(decoding: body, as: UTF8.self)
        guard let start = text.firstRange(of: "<Code>"), let end = text.firstRange(of: "</Code>"),
            start.upperBound < end.lowerBound
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }
}
