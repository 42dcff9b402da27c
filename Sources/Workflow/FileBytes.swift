import Glibc

/// A file as a whole, from wherever it can be read: a pipe too.
package enum FileBytes {
    /// In the system's words: `Permission denied`.
    package struct Unreadable: Error, CustomStringConvertible {
        package let description: String
    }

    package static func read(_ path: String) throws(Unreadable) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Unreadable(errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size > 0 { bytes.reserveCapacity(Int(status.st_size)) }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count != 0 else { return bytes }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw Unreadable(errno)
            }
        }
    }
}

extension FileBytes {
    /// What is in a folder, in no order.
    package static func names(in folder: String) throws(Unreadable) -> [String] {
        guard let stream = opendir(folder.isEmpty ? "." : folder) else { throw Unreadable(errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension FileBytes {
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

extension FileBytes.Unreadable {
    fileprivate init(_ number: Int32) { self.init(description: String(cString: strerror(number))) }
}
