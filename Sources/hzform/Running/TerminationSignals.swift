import Dispatch
import Glibc

/// Hands SIGINT, SIGTERM, SIGHUP and SIGQUIT to a closure until it is stopped; then they end the program again.
struct TerminationSignals {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    private let sources: [any DispatchSourceSignal]

    /// - Parameter handle: whether it is to end at once, as with Ctrl-\ on a terminal.
    init(_ handle: @escaping @Sendable (_ isUrgent: Bool) -> Void) {
        sources = Self.numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { handle(number == SIGQUIT) }
            source.resume()
            return source
        }
    }

    func stop() {
        for source in sources { source.cancel() }
        for number in Self.numbers { signal(number, SIG_DFL) }
    }
}
