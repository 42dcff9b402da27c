import Glibc

/// A question to the person at the terminal.
enum Question {
    /// The line that is typed once it is asked; `nil` at the end of input.
    ///
    /// Ctrl-C leaves the program, and says that nothing was changed: as soon as there is something to read.
    static func answer(after ask: () -> Void) -> String? {
        let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
        for number in numbers {
            signal(number) { _ in
                let text: StaticString = "\nNothing was changed.\n"
                _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
                _exit(130)
            }
        }
        defer { for number in numbers { signal(number, SIG_DFL) } }
        ask()
        return readLine()
    }
}
