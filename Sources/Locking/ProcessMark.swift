import Crypto
import Glibc

/// What tells a process from all others, on any machine and at any time, without naming it.
///
/// It is two hashes, of the machine as it was started and of the process on it: whoever stands on the same machine can
/// tell that the process is gone, and nobody learns a host's name from it.
package struct ProcessMark: Hashable, Sendable {
    /// Of the host's name, its start and the space in which its processes are counted.
    let machine: String
    /// Of the machine, the process's number and its start.
    let process: String

    package init(machine: String, process: String) {
        self.machine = machine
        self.process = process
    }

    /// Reads ``text``; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(machine: String(parts[0]), process: String(parts[1]))
    }

    /// As a label's value.
    var text: String { "\(machine).\(process)" }

    /// This process.
    package static let current = ProcessMark(of: getpid())

    /// Whether it was a process of this machine and does not run any more.
    ///
    /// Of another machine's processes nothing is known.
    package var isGone: Bool {
        guard machine == Self.thisMachine else { return false }
        return !Self.running().contains { ProcessMark(of: $0) == self }
    }
}

extension ProcessMark {
    private init(of number: pid_t) {
        let machine = Self.thisMachine
        self.init(machine: machine, process: Self.hash([machine, "\(number)", Self.start(of: number)]))
    }

    private static let thisMachine = hash([
        contents("/proc/sys/kernel/hostname"), contents("/proc/sys/kernel/random/boot_id"), link("/proc/self/ns/pid"),
    ])

    private static func hash(_ parts: [String]) -> String {
        let digest = SHA256.hash(data: Array(parts.joined(separator: "\n").utf8))
        return digest.prefix(8).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// When the process began, in ticks since the machine's start: the 22nd field of its line.
    private static func start(of number: pid_t) -> String {
        // The name in the second field may hold blanks and brackets.
        let line = contents("/proc/\(number)/stat")
        guard let end = line.lastIndex(of: ")") else { return "" }
        let fields = line[line.index(after: end)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : ""
    }

    private static func running() -> [pid_t] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var numbers: [pid_t] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if let number = pid_t(name) { numbers.append(number) }
        }
        return numbers
    }

    private static func contents(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 1) { buffer in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }
    }

    private static func link(_ path: String) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            let count = readlink(path, start, buffer.count)
            return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}
