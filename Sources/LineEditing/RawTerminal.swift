import Glibc

/// A terminal that gives every key as it is pressed, until it is put back.
package final class RawTerminal {
    private let input: Int32
    private let output: Int32
    private var usual = termios()
    private var isRaw = false

    /// Nil where one of the two is no terminal.
    package init?(input: Int32 = STDIN_FILENO, output: Int32 = STDERR_FILENO) {
        guard isatty(input) == 1, isatty(output) == 1, tcgetattr(input, &usual) == 0 else { return nil }
        self.input = input
        self.output = output
    }

    deinit { restore() }

    package var width: Int {
        var size = winsize()
        return ioctl(output, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Keys come one by one and are not shown by the terminal itself; what is printed looks as usual.
    package func makeRaw() {
        guard !isRaw else { return }
        var raw = usual
        raw.c_iflag &= ~tcflag_t(ICRNL | IXON | BRKINT | INPCK | ISTRIP)
        raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
        isRaw = tcsetattr(input, TCSADRAIN, &raw) == 0
        if isRaw { restoreWhenKilled(input, usual) }
    }

    package func restore() {
        guard isRaw else { return }
        forgetRestoring()
        tcsetattr(input, TCSADRAIN, &usual)
        isRaw = false
    }

    /// Waits for bytes; nil at their end.
    package func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 256)
        while true {
            let count = Glibc.read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            return count > 0 ? Array(buffer.prefix(count)) : nil
        }
    }

    package func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

// A process that is killed while its terminal is raw leaves a shell that shows nothing of what is typed. A signal
// handler can use nothing but this, and `tcsetattr`, which POSIX allows in one.
nonisolated(unsafe) private var terminalToRestore: Int32 = -1
nonisolated(unsafe) private var settingsToRestore = termios()

/// Ctrl-C is a key while the terminal is raw, but others can send its signal.
private let endingSignals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

private func restoreWhenKilled(_ terminal: Int32, _ settings: termios) {
    settingsToRestore = settings
    terminalToRestore = terminal
    for number in endingSignals {
        signal(number) { number in
            if terminalToRestore >= 0 { tcsetattr(terminalToRestore, TCSANOW, &settingsToRestore) }
            signal(number, SIG_DFL)
            raise(number)
        }
    }
}

private func forgetRestoring() {
    for number in endingSignals { signal(number, SIG_DFL) }
    terminalToRestore = -1
}
