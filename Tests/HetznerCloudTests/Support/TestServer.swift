import Glibc

@testable import HetznerCloud

/// A server on 127.0.0.1 that misbehaves exactly as told, on threads of its own.
final class TestServer: Sendable {
    enum Reply: Sendable {
        case bytes([UInt8])
        /// Sends the bytes and closes the connection.
        case last([UInt8])
        /// Sends the bytes, and then more of the same until the client hangs up.
        case endless([UInt8])
        /// Keeps the connection open and says nothing.
        case silence
    }

    private struct State {
        var sockets: Set<Int32> = []
        var requests: [String] = []
    }

    let port: Int
    private let listener: Int32
    private let state = Lock(State())
    private let greeting: [UInt8]?
    private let reply: @Sendable (String) -> Reply

    /// Asks for the reply with the text of each request.
    ///
    /// A greeting is sent unasked, and then the connection closed.
    init(greeting: [UInt8]? = nil, reply: @escaping @Sendable (String) -> Reply = { _ in .silence }) throws {
        self.greeting = greeting
        self.reply = reply
        let (listener, port) = try boundSocket()
        guard listen(listener, 1024) == 0 else { throw TestServerFailure(errno: errno) }
        self.listener = listener
        self.port = port
        Self.onThread { [weak self] in
            Self.accept(from: listener) { socket in
                guard let self else { return _ = close(socket) }
                self.serve(socket)
            }
        }
    }

    deinit {
        // The accepting thread closes it: closed here, its number could be another server's before that thread knows.
        shutdown(listener, Int32(SHUT_RDWR))
        state.withLock { state in
            for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    var url: String { "http://127.0.0.1:\(port)/" }

    /// The requests so far, each as it came over the wire.
    var requests: [String] { state.withLock { $0.requests } }

    /// How many connections are open.
    var connections: Int { state.withLock { $0.sockets.count } }

    private static func accept(from listener: Int32, _ handle: (Int32) -> Void) {
        while true {
            let socket = Glibc.accept(listener, nil, nil)
            guard socket >= 0 else { break }
            handle(socket)
        }
        close(listener)
    }

    private func serve(_ socket: Int32) {
        state.withLock { _ = $0.sockets.insert(socket) }
        Self.onThread { [state, greeting, reply] in
            if let greeting { _ = Self.send(.last(greeting), to: socket) }
            while greeting == nil, let request = Self.readRequest(from: socket) {
                state.withLock { $0.requests.append(request) }
                guard Self.send(reply(request), to: socket) else { break }
            }
            state.withLock { _ = $0.sockets.remove(socket) }
            close(socket)
        }
    }

    /// `false` if the connection is to be closed.
    private static func send(_ reply: Reply, to socket: Int32) -> Bool {
        switch reply {
        case .bytes(let bytes): return write(bytes, to: socket)
        case .last(let bytes):
            _ = write(bytes, to: socket)
            return false
        case .endless(let bytes):
            while write(bytes, to: socket) {}
            return false
        case .silence: return true
        }
    }

    private static func write(_ bytes: [UInt8], to socket: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    socket,
                    buffer.baseAddress?.advanced(by: sent),
                    bytes.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// One request with its body, or `nil` when the client has hung up.
    private static func readRequest(from socket: Int32) -> String? {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: received, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n"), text[end.upperBound...].utf8.count >= bodyLength(of: text) {
                return text
            }
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            received += buffer[..<count]
        }
    }

    private static func bodyLength(of head: String) -> Int {
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        return line.flatMap { Int($0.dropFirst("content-length:".count).filter(\.isNumber)) } ?? 0
    }

    private static func onThread(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { box in
                guard let box else { return nil }
                Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue().body()
                return nil
            },
            box
        )
        pthread_detach(thread)
    }
}

private final class ThreadBody: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}

struct TestServerFailure: Error {
    let errno: Int32
}

extension TestServer.Reply {
    /// A complete answer that keeps the connection open.
    static func ok(_ body: String, headers: [String] = []) -> Self {
        .bytes(head("200 OK", headers + ["Content-Length: \(body.utf8.count)"]) + body.utf8)
    }

    static func head(_ status: String, _ headers: [String]) -> [UInt8] {
        Array((["HTTP/1.1 \(status)"] + headers + ["", ""]).joined(separator: "\r\n").utf8)
    }
}
