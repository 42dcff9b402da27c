import Glibc

/// A file that is replaced as a whole: whoever reads it, also after a power cut, sees the old text or the new one.
package struct DurableFile: Sendable {
    /// What the system said.
    package struct Failure: Error, CustomStringConvertible {
        let code: Int32

        init(code: Int32 = errno) { self.code = code }

        var isMissingFile: Bool { code == ENOENT }
        package var description: String {
            code == ESPIPE ? "It is no file that could be replaced" : String(cString: strerror(code))
        }
    }

    let path: String

    package init(path: String) { self.path = path }

    /// The bytes of the file.
    package func read() throws(Failure) -> [UInt8] {
        // Opening a pipe that nobody writes to would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Failure() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure() }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFDIR else { throw Failure(code: ESPIPE) }
        var bytes: [UInt8] = []
        while true {
            let count = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: 1 << 16))
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), 1 << 16)
            }
            bytes.removeLast(1 << 16 - max(0, got))
            if got == 0 { return bytes }
            if got < 0, errno != EINTR { throw Failure() }
        }
    }

    /// Puts the bytes in place of the file's, on disk, keeping its mode; a symbolic link keeps leading to it.
    package func replace(with bytes: [UInt8]) throws(Failure) {
        let target = try resolved()
        var status = stat()
        // What is a device or a pipe is not to become a file because somebody who may do so asked for it.
        if stat(target, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
            throw Failure(code: ESPIPE)
        }
        let temporary = try create(beside: target)
        do throws(Failure) {
            defer { close(temporary.descriptor) }
            try fill(temporary.descriptor, with: bytes)
            guard rename(temporary.path, target) == 0 else { throw Failure() }
        } catch {
            unlink(temporary.path)
            throw error
        }
        try synchronizeFolder(of: target)
    }

    /// Throws what ``replace(with:)`` would throw with so many bytes more than the file has, as far as that can be known
    /// without doing it: a folder that takes no file, a disk or quota that has no room for it.
    func checkReplaceable(growingBy bytes: Int) throws(Failure) {
        let target = try resolved()
        var status = stat()
        let isThere = stat(target, &status) == 0
        if isThere, status.st_mode & S_IFMT != S_IFREG { throw Failure(code: EISDIR) }
        let temporary = try create(beside: target)
        defer {
            close(temporary.descriptor)
            unlink(temporary.path)
        }
        let size = (isThere ? status.st_size : 0) + bytes
        let code = posix_fallocate(temporary.descriptor, 0, max(1, size))
        guard code == 0 else { throw Failure(code: code) }
    }

    private func fill(_ descriptor: Int32, with bytes: [UInt8]) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                throw Failure()
            }
        }
        guard fsync(descriptor) == 0 else { throw Failure() }
    }

    /// A new file with the mode of the one that it will replace.
    private func create(beside target: String) throws(Failure) -> (path: String, descriptor: Int32) {
        let path = "\(target).\(getpid()).tmp"
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure() }
        var status = stat()
        if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
        return (path, descriptor)
    }

    /// The path behind symbolic links, also when nothing is there yet.
    private func resolved() throws(Failure) -> String {
        var path = path
        // As many links as Linux itself follows.
        for _ in 0..<40 {
            guard let next = Self.linkTarget(path) else { return path }
            path = next.hasPrefix("/") ? next : Self.folder(of: path) + "/" + next
        }
        throw Failure(code: ELOOP)
    }

    private static func linkTarget(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let count = readlink(path, start, buffer.count)
            return count < 0 ? nil : String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }

    /// Makes the renaming itself survive a power cut.
    private func synchronizeFolder(of target: String) throws(Failure) {
        let descriptor = open(Self.folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure() }
        defer { close(descriptor) }
        // Some file systems cannot synchronise folders and say so with EINVAL.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw Failure() }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
