import ResourceModel

/// The hash under which a sensitive value is recorded.
package typealias SecretFingerprint = @Sendable (Value, ResourceAddress, AttributeName) -> String
