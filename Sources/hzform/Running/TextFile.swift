import Diagnostics
import Glibc

/// Reports that somebody else reads: written in place, so that pipes and the files of runners work too.
enum TextFile {
    static func write(_ text: String, to path: String) throws(Diagnostic) {
        try put(text, into: path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC)
    }

    /// Adds to what is there.
    static func append(_ text: String, to path: String) throws(Diagnostic) {
        try put(text, into: path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC)
    }

    private static func put(_ text: String, into path: String, _ flags: Int32) throws(Diagnostic) {
        let descriptor = open(path, flags, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path) }
            rest = rest.dropFirst(count)
        }
    }
}

extension Diagnostic {
    fileprivate static func cannotWrite(_ path: String) -> Diagnostic {
        .error("report-file", "the report '\(path)' cannot be written: \(String(cString: strerror(errno)))")
    }
}
