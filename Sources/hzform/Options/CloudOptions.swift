import ArgumentParser

/// How the API is reached.
struct CloudOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Another API endpoint; also HCLOUD_ENDPOINT.", valueName: "url"))
    var endpoint: String?

    @Option(
        help: ArgumentHelp("Another endpoint for storage boxes; also HCLOUD_HETZNER_ENDPOINT.", valueName: "url")
    )
    var storageEndpoint: String?

    @Option(
        help: ArgumentHelp(
            "A file that holds the API token; else HCLOUD_TOKEN, HETZNER_API_TOKEN, then hcloud's active context.",
            valueName: "file"
        )
    )
    var tokenFile: String?

    @Flag(
        name: [.customShort("v"), .customLong("log-http"), .customLong("verbose")],
        help: "Log every request to standard error."
    )
    var logHttp = false

    @Option(help: ArgumentHelp("How many requests are on their way at the same time.", valueName: "n"))
    var parallelism = 16

    @Option(help: ArgumentHelp("How often a failed request is repeated at most.", valueName: "n"))
    var maxRetries = 5

    @Option(help: ArgumentHelp("Seconds that one request may take.", valueName: "s"))
    var requestTimeout = 60

    @Option(help: ArgumentHelp("The proxy to use instead of the environment's.", valueName: "url"))
    var proxy: String?

    @Option(
        help: ArgumentHelp("Certificate authorities to trust instead of the system's, as PEM.", valueName: "file")
    )
    var caFile: String?

    func validate() throws {
        guard parallelism > 0 else { throw ValidationError("'--parallelism' is a number from 1 on.") }
        guard maxRetries >= 0 else { throw ValidationError("'--max-retries' is a number from 0 on.") }
        guard requestTimeout > 0 else { throw ValidationError("'--request-timeout' is a number of seconds from 1 on.") }
    }
}
