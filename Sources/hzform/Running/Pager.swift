import Glibc

/// The program in which a long text is read on a terminal.
struct Pager {
    private let command: String

    /// `nil` where the environment wants none.
    init?(_ environment: [String: String]) {
        let command = environment["HZFORM_PAGER"] ?? environment["PAGER"] ?? "less"
        guard !command.isEmpty, command != "cat" else { return nil }
        self.command = command
    }

    /// Whether the text was shown, until the reader is through with it.
    func show(_ text: String, _ environment: [String: String]) -> Bool {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return false }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[1])
        // Colours as they are, nothing to leave where it fits, and the text stays on the screen.
        let variables = ["LESS": "FRX"].merging(environment) { _, given in given }
        var strings = (["sh", "-c", command] as [String]).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (strings + settings).forEach { free($0) } }
        var id = pid_t()
        let status = posix_spawn(&id, "/bin/sh", &actions, nil, &strings, &settings)
        close(ends[0])
        guard status == 0 else {
            close(ends[1])
            return false
        }
        // A reader who goes away early has read enough.
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = write(ends[1], rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
        close(ends[1])
        var end: Int32 = 0
        while waitpid(id, &end, 0) < 0, errno == EINTR {}
        // 127 is the shell's: there is no such program.
        return (end >> 8) & 0xFF != 127
    }
}
