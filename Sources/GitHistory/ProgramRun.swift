import Glibc

/// A program that was run to its end: what it wrote, and how it ended.
struct ProgramRun: Sendable {
    /// Why a program could not be started.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let status: Int32
    let output: [UInt8]
    let errors: [UInt8]

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }

    /// Runs a program that is found by the `PATH`, with nothing to read.
    ///
    /// - Parameters:
    ///   - input: what it reads.
    ///   - environment: set besides the process's own.
    init(_ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]) throws(Failure) {
        let pipes = try [Pipe(), Pipe(), Pipe()]
        let (reading, writing, complaining) = (pipes[0], pipes[1], pipes[2])
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, reading.source, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, writing.sink, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, complaining.sink, STDERR_FILENO)

        // An interrupt of the terminal is for us: a commit that has begun is finished.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

        var process = pid_t()
        let code = Self.withCStrings(arguments) { arguments in
            Self.withCStrings(Self.variables(environment)) { variables in
                guard let name = arguments.first.flatMap(\.self) else { preconditionFailure("a program has a name") }
                return posix_spawnp(&process, name, &actions, &attributes, arguments, variables)
            }
        }
        reading.closeSource()
        writing.closeSink()
        complaining.closeSink()
        guard code == 0 else {
            pipes.forEach { $0.close() }
            throw Failure(description: "'\(arguments[0])' cannot be run: \(String(cString: strerror(code)))")
        }
        var transfer = Transfer(input: input, to: reading, from: [writing, complaining])
        transfer.run()
        output = transfer.read[0]
        errors = transfer.read[1]
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let hasExited = status & 0x7f == 0
        self.status = hasExited ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    private static func variables(_ extra: [String: String]) -> [String] {
        var all: [String] = []
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if !extra.keys.contains(where: { text.hasPrefix("\($0)=") }) { all.append(text) }
            next += 1
        }
        return all + extra.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    /// Calls the function with the texts as C has lists of them.
    private static func withCStrings<Result>(
        _ texts: [String],
        _ use: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return use(copies + [nil])
    }
}

/// Two descriptors, of which the program gets one: what is written into one is read from the other.
private final class Pipe {
    private(set) var source: Int32
    private(set) var sink: Int32

    init() throws(ProgramRun.Failure) {
        // A pipe could be inherited by what another thread starts before it is marked; this is marked from the start.
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw ProgramRun.Failure(description: "no pipe can be made: \(String(cString: strerror(errno)))")
        }
        source = ends[0]
        sink = ends[1]
    }

    func closeSource() {
        if source >= 0 { Glibc.close(source) }
        source = -1
    }

    func closeSink() {
        if sink >= 0 { Glibc.close(sink) }
        sink = -1
    }

    func close() {
        closeSource()
        closeSink()
    }
}

/// Writes to a program and reads from it, whatever it does first.
private struct Transfer {
    private var input: ArraySlice<UInt8>
    private let writing: Pipe
    private let reading: [Pipe]
    private(set) var read: [[UInt8]]

    init(input: [UInt8], to writing: Pipe, from reading: [Pipe]) {
        self.input = input[...]
        self.writing = writing
        self.reading = reading
        read = reading.map { _ in [] }
    }

    mutating func run() {
        if input.isEmpty { writing.closeSink() }
        while writing.sink >= 0 || reading.contains(where: { $0.source >= 0 }) {
            var waits = [pollfd(fd: writing.sink, events: Int16(POLLOUT), revents: 0)]
            waits += reading.map { pollfd(fd: $0.source, events: Int16(POLLIN), revents: 0) }
            guard poll(&waits, nfds_t(waits.count), -1) >= 0 || errno == EINTR else { break }
            if waits[0].revents != 0 { write() }
            for index in reading.indices where waits[index + 1].revents != 0 { readMore(index) }
        }
        writing.close()
        reading.forEach { $0.close() }
    }

    private mutating func write() {
        // Only as much as it takes now: the program may itself wait until it is read from.
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        let count = input.withUnsafeBytes { send(writing.sink, $0.baseAddress, $0.count, flags) }
        if count > 0 { input = input.dropFirst(count) }
        if input.isEmpty || (count < 0 && errno != EINTR && errno != EAGAIN) { writing.closeSink() }
    }

    private mutating func readMore(_ index: Int) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(reading[index].source, &chunk, chunk.count)
        if count > 0 {
            read[index] += chunk[..<count]
        } else if count == 0 || errno != EINTR {
            reading[index].closeSource()
        }
    }
}
