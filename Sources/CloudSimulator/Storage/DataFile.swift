#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file of record lines: replaced as a whole through a temporary file, otherwise only appended to.
///
/// What was appended survives the end of the process at once, and a power failure as of the last replacement.
final class DataFile {
    private let path: String
    private let lock: CInt
    private var descriptor: CInt = -1
    private var wholeSize = 0
    private var appendedSize = 0

    /// Takes the file for this process alone.
    init(_ path: String) throws(SimulatorDataError) {
        self.path = path
        lock = open("\(path).lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw DataFile.failure("cannot open '\(path).lock'") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(lock)
            throw SimulatorDataError(description: "'\(path)' is in use by another process")
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        close(lock)
    }

    private static func failure(_ what: String) -> SimulatorDataError {
        SimulatorDataError(description: "\(what): \(String(cString: strerror(errno)))")
    }

    /// What the file holds; nothing when there is none yet.
    func contents() throws(SimulatorDataError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            guard errno == ENOENT else { throw DataFile.failure("cannot read '\(path)'") }
            return []
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0 else { throw DataFile.failure("cannot read '\(path)'") }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Whether the changes take more room than the state that they change.
    var isOvergrown: Bool {
        appendedSize > max(4 * wholeSize, 8 << 20)
    }

    func replace(with bytes: [UInt8]) throws(SimulatorDataError) {
        let temporary = "\(path).new"
        let file = open(temporary, O_CREAT | O_TRUNC | O_WRONLY | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DataFile.failure("cannot write '\(temporary)'") }
        guard DataFile.write(bytes, to: file), fsync(file) == 0, rename(temporary, path) == 0 else {
            let failure = DataFile.failure("cannot write '\(path)'")
            close(file)
            throw failure
        }
        if descriptor >= 0 { close(descriptor) }
        descriptor = file
        wholeSize = bytes.count
        appendedSize = 0
    }

    /// A simulator that promises to keep its data and cannot has nothing left to answer.
    func append(_ bytes: [UInt8]) {
        guard DataFile.write(bytes, to: descriptor) else {
            preconditionFailure("The simulator cannot append to '\(path)': \(String(cString: strerror(errno)))")
        }
        appendedSize += bytes.count
    }

    private static func write(_ bytes: [UInt8], to file: CInt) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 {
                    guard errno == EINTR else { return false }
                    continue
                }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }
}
