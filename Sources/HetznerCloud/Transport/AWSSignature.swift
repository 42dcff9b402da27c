/// What libcurl signs a request to a store of objects with, as Amazon's Signature Version 4 has it.
///
/// The request needs a header `x-amz-content-sha256`.
package struct AWSSignature: Sendable {
    package let keyID: String
    package let secret: String
    package let region: String
    /// `s3`.
    package let service: String

    package init(keyID: String, secret: String, region: String, service: String) {
        self.keyID = keyID
        self.secret = secret
        self.region = region
        self.service = service
    }
}
