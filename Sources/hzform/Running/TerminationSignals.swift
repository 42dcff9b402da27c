import Dispatch
import Glibc

/// Hands SIGINT, SIGTERM, SIGHUP and SIGQUIT to a closure until it is stopped; then they end the program again.
struct TerminationSignals {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    private let sources: [any DispatchSourceSignal]

    /// Returns once the closure gets them; one that comes before ends the program, and none is lost.
    ///
    /// - Parameter handle: whether it is to end at once, as with Ctrl-\ on a terminal.
    init(_ handle: @escaping @Sendable (_ isUrgent: Bool) -> Void) async {
        var sources: [any DispatchSourceSignal] = []
        for number in Self.numbers {
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { handle(number == SIGQUIT) }
            await withCheckedContinuation { isReady in
                source.setRegistrationHandler { isReady.resume() }
                source.resume()
            }
            sources.append(source)
        }
        self.sources = sources
    }

    func stop() {
        for source in sources { source.cancel() }
        for number in Self.numbers { signal(number, SIG_DFL) }
    }
}
