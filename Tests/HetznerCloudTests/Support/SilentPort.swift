import Glibc

/// A port of 127.0.0.1 that is nobody else's and refuses connections, as long as this lives.
final class SilentPort: Sendable {
    let port: Int
    private let socket: Int32

    init() throws {
        // Bound, but not listening: the kernel refuses whoever knocks, and gives the port to nobody else.
        (socket, port) = try boundSocket()
    }

    deinit { close(socket) }
}

/// A socket with a port of 127.0.0.1 that the system picked.
func boundSocket() throws -> (socket: Int32, port: Int) {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
            bind(socket, pointer, length) == 0 && getsockname(socket, pointer, &length) == 0
        }
    }
    guard isBound else { throw TestServerFailure(errno: errno) }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
}
