import Glibc

/// An advisory lock of the operating system, so that two runs on one machine never use one state file.
///
/// The system takes it back when the process ends, however it ends.
package struct LocalLock: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Takes the lock, or throws ``LockFailure`` where another process holds it or the file cannot be used.
    ///
    /// - Parameters:
    ///   - path: a file of its own, since the state file is another one after each save; its folder is made.
    ///   - holder: whom others are told of.
    package init(path: String, holder: LockHolder) throws(LockFailure) {
        if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o777) }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .unusableFile(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            defer { close(descriptor) }
            guard reason == EWOULDBLOCK else {
                throw .unusableFile(path: path, reason: String(cString: strerror(reason)))
            }
            throw .heldHere(path: path, holder: Self.contents(descriptor))
        }
        self.descriptor = descriptor
        ftruncate(descriptor, 0)
        let text = Array(holder.name.utf8)
        _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    deinit { close(descriptor) }

    private static func contents(_ descriptor: Int32) -> String {
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
            return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : "another process"
        }
    }
}
