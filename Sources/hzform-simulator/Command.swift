import ArgumentParser
import CBuildFacts
import CloudSimulator

/// The command line of `hzform-simulator`.
@main
struct HzformSimulator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hzform-simulator",
        abstract: "Serves a simulated Hetzner Cloud API on this machine.",
        discussion: """
            Point any client's endpoint at http://HOST:PORT/v1. Every token is a project of its own.

            Controls while it runs:
              GET    /_simulator/requests  the requests so far, with counts
              DELETE /_simulator/requests  forgets them
              POST   /_simulator/reset     forgets all projects
              PUT    /_simulator/faults    {"faults": ["POST /servers 503 0.2"]}
              POST   /_simulator/clock     {"advance": SECONDS, "speed": 20}
              POST   /_simulator/seed      {"servers": 1000}: fills the project
                of the request's token with running servers; also name_prefix
                (server), labels, type (cx23), image (ubuntu-24.04), location
                (fsn1)
              PUT    /_simulator/sold-out  {"server_types": ["cx23"],
                "locations": ["fsn1"]}; without locations everywhere
              POST   /_simulator/storage   {"storage_box": ID, "size": BYTES}

            Faults:
              'POST /servers 503 0.2'      refuses one request in five; statuses
                are 403 409 412 423 429 500 502 503, and 504 after the effect
              '* 429 0.05'                 any request; '*' in a path is any
                one segment
              '* drop 0.01'                closes the connection after the
                effect, 'refuse' before
              'GET /servers delay=2000 1'  answers late, in milliseconds, or
                as soon as the faults are set again
              'action create_server error 0.1'
            """,
        version: "hzform-simulator \(HZFORM_VERSION)"
    )

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 picks a free one.")
    var port = 8080

    @Option(help: ArgumentHelp("Writes the port to a file once requests are answered.", valueName: "file"))
    var portFile: String?

    @Option(help: ArgumentHelp("Keeps the projects in a file across restarts.", valueName: "file"))
    var data: String?

    @Option(name: .customLong("token"), help: "Lets only this token in; repeatable.")
    var tokens: [String] = []

    @Option(
        name: .customLong("read-only-token"),
        help: ArgumentHelp(
            "A token that may only read the project of TOKEN, or of the first --token; repeatable.",
            valueName: "token[=TOKEN]"
        )
    )
    var readOnlyTokens: [ReadOnlyToken] = []

    @Option(help: "How much faster than at Hetzner actions are, or 'instant'.")
    var speed = Speed(pace: .times(20))

    @Option(help: "Delays every answer: 50ms, 1.5s.")
    var latency = Latency(milliseconds: 0)

    @Option(help: ArgumentHelp("Requests an hour in each project, or 'off'.", valueName: "n/h"))
    var rateLimit = RequestRate(perHour: 3600)

    @Option(name: .customLong("fault"), help: "Something that goes wrong now and then; repeatable.")
    var faults: [SimulatorFault] = []

    @Option(
        name: .customLong("limit"),
        help: ArgumentHelp("The most objects of a kind, as 'servers=5'; repeatable.", valueName: "kind=n")
    )
    var limits: [KindLimit] = []

    @Option(
        name: .customLong("capacity"),
        help: ArgumentHelp(
            "The most servers in a location, as 'fsn1=5'; 0 for sold out; repeatable.",
            valueName: "location=n"
        )
    )
    var capacities: [LocationCapacity] = []

    @Option(
        name: .customLong("registered-domain"),
        help: ArgumentHelp("A domain that somebody registered, or '*' for every one; repeatable.", valueName: "name")
    )
    var registeredDomains: [String] = []

    @Option(
        name: .customLong("vswitch"),
        help: ArgumentHelp("The ID of a vSwitch that exists; any does without this; repeatable.", valueName: "id")
    )
    var vSwitches: [Int] = []

    @Flag(help: "Answers /datacenters as before October 2026.")
    var datacenters = false

    @Option(help: "Decides passwords and when faults strike.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("What to print to standard error: 'requests'.", valueName: "what"))
    var log: LogTopic?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be between 0 and 65535.") }
        if tokens.isEmpty, readOnlyTokens.contains(where: { $0.project == nil }) {
            throw ValidationError("--read-only-token needs a --token, or the token of its project after '='.")
        }
    }

    func run() async throws {
        let cloud: SimulatedCloud
        if let data {
            cloud = try await SimulatedCloud(dataFile: data, settings: settings)
        } else {
            cloud = SimulatedCloud(settings: settings)
        }
        let server = Server(cloud: cloud, host: host, port: port, portFile: portFile, logsRequests: log == .requests)
        try await server.run()
        try await cloud.close()
    }

    private var settings: SimulatorSettings {
        var settings = SimulatorSettings(pace: speed.pace, seed: seed)
        settings.requestsPerHour = rateLimit.perHour
        settings.faults = faults
        if !tokens.isEmpty { settings.tokens = Set(tokens) }
        for token in readOnlyTokens { settings.readOnlyTokens[token.text] = token.project ?? tokens.first }
        settings.servesDatacenters = datacenters
        settings.registeredDomains = registeredDomains.contains("*") ? nil : Set(registeredDomains)
        if !vSwitches.isEmpty { settings.vSwitches = Set(vSwitches) }
        settings.latencyMilliseconds = latency.milliseconds
        for limit in limits { settings.limits[limit.kind] = limit.most }
        for capacity in capacities { settings.capacities[capacity.location] = capacity.most }
        return settings
    }
}
