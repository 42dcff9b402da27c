import CloudSimulator
import Glibc
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The simulated cloud over HTTP.
struct Server {
    /// Far above the largest request that the API has: a firewall with all its rules.
    private static let largestBody = 4 << 20

    let cloud: SimulatedCloud
    let host: String
    let port: Int
    let portFile: String?
    let logsRequests: Bool

    /// Returns after SIGTERM or SIGINT, once the requests that were under way have their answers.
    func run() async throws {
        var logger = Logger(label: "hzform-simulator")
        logger.logLevel = .error
        let application = Application(
            responder: CallbackResponder<Connection> { request, connection in
                try await respond(to: request, on: connection)
            },
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { announce($0) },
            logger: logger
        )
        do {
            try await application.runService()
        } catch let error as IOError {
            throw CannotListen(place: "\(host):\(port)", reason: String(cString: strerror(error.errnoCode)))
        }
    }

    /// The port is taken, or the address is not this machine's.
    struct CannotListen: Error, CustomStringConvertible {
        let place: String
        let reason: String

        var description: String { "cannot listen on \(place): \(reason)" }
    }

    /// Keeps the connection at hand, to close it where a fault wants that.
    struct Connection: RequestContext {
        var coreContext: CoreRequestContextStorage
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            coreContext = CoreRequestContextStorage(source: source)
            channel = source.channel
        }
    }

    private func respond(to request: Request, on connection: Connection) async throws -> Response {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        headers["host"] = request.head.authority ?? "\(host):\(port)"
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Server.largestBody)
        } catch is NIOTooManyBytesError {
            return Server.tooLarge
        }
        let faultChanges = await cloud.faultChanges
        let answer = await cloud.respond(
            to: SimulatorRequest(
                method: request.method.rawValue,
                target: request.head.path ?? "/",
                headers: headers,
                body: Array(body.readableBytesView)
            )
        )
        if logsRequests { note(request, answer) }
        try await hold(for: .milliseconds(answer.delayMilliseconds), atFaultChanges: faultChanges)
        if answer.isDropped { try await connection.channel.close() }
        return Server.response(answer, to: request.method)
    }

    /// Waits as long as a fault wants, or until the faults are others or the server is to end: so whoever holds answers back
    /// decides when they come.
    private func hold(for delay: Duration, atFaultChanges changes: Int) async throws {
        let end = ContinuousClock.now + delay
        while ContinuousClock.now < end, await cloud.faultChanges == changes, !Task.isShuttingDownGracefully {
            try await Task.sleep(for: min(.milliseconds(10), end - ContinuousClock.now))
        }
    }

    private static let tooLarge: Response = {
        let text = #"{"error":{"code":"invalid_input","message":"the request body is too large","details":{}}}"#
        let fields: HTTPFields = [.contentType: "application/json", .connection: "close"]
        let body = ResponseBody(byteBuffer: ByteBuffer(string: text))
        return Response(status: .contentTooLarge, headers: fields, body: body)
    }()

    private static func response(_ answer: SimulatorResponse, to method: HTTPRequest.Method) -> Response {
        var fields = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        let status = HTTPResponse.Status(code: answer.isDropped ? 500 : answer.status)
        guard !answer.body.isEmpty, method != .head else { return Response(status: status, headers: fields) }
        return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    private func note(_ request: Request, _ answer: SimulatorResponse) {
        let status = answer.isDropped ? "dropped" : String(answer.status)
        write("\(request.method.rawValue) \(request.head.path ?? "/") \(status)\n", to: STDERR_FILENO)
    }

    private func announce(_ channel: any Channel) {
        guard let port = channel.localAddress?.port else { return }
        write("listening on http://\(host):\(port)/v1\n", to: STDERR_FILENO)
        guard let portFile else { return }
        // A reader finds the whole number or no file.
        let temporary = "\(portFile).\(getpid())"
        let file = open(temporary, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
        let isWritten = file >= 0 && write("\(port)\n", to: file)
        if file >= 0 { close(file) }
        guard isWritten, rename(temporary, portFile) == 0 else {
            write("cannot write '\(portFile)': \(String(cString: strerror(errno)))\n", to: STDERR_FILENO)
            exit(1)
        }
    }

    @discardableResult
    private func write(_ text: String, to file: CInt) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.write(file, bytes, bytes.count) == bytes.count
    }
}
