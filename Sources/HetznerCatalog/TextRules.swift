import ResourceModel

// What the API says of texts beside their lengths.
extension TextRule {
    // https://docs.hetzner.cloud/reference/cloud#load-balancer-actions-add-service
    static let requestPath = TextRule(
        1...255,
        "a path that begins with '/' and has no white space",
        example: "/health",
        never: " \t\n\r",
        first: "/"
    )

    /// With wildcards for one digit, `?`, or for all that follow, `*`.
    static let statusCode = TextRule(
        1...3,
        "a status code, with '?' or '*' for digits",
        example: "2??",
        only: "0123456789?*"
    )

    // https://docs.hetzner.cloud/reference/cloud#volumes-create-a-volume
    static let volumeName = TextRule(
        1...64,
        "letters, digits and between them '.', '_' or '-'",
        only: alphanumerics + "._-",
        first: alphanumerics,
        last: alphanumerics
    )

    static let comment = TextRule(1...255, "one line", never: "\n\r")
}
