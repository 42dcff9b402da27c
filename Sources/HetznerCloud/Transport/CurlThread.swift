import CLibCurl

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs all transfers of one transport: tasks put transfers into the inbox, the thread alone touches libcurl.
///
/// `@unchecked Sendable` because everything below the inbox belongs to the thread.
final class CurlThread: @unchecked Sendable {
    typealias Answer = CheckedContinuation<TransportResponse, any Error>

    /// What the tasks ask of the thread.
    private struct Inbox {
        var arrivals: [CurlTransfer] = []
        var cancellations: [CurlTransfer] = []
        var isStopping = false
    }

    private let options: CurlTransport.Options
    private let multi: UnsafeMutableRawPointer
    private let inbox = Lock(Inbox())

    private var waiting: [CurlTransfer] = []
    private var nextWaiting = 0
    private var running: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    private var idleHandles: [UnsafeMutableRawPointer] = []
    private var bodies: BodyPool

    /// libcurl has to be initialised once for the whole process.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(options: CurlTransport.Options) {
        guard Self.isReady, let multi = curl_multi_init() else {
            preconditionFailure("libcurl cannot be initialised: the process is out of memory")
        }
        self.options = options
        self.multi = multi
        bodies = BodyPool(limit: options.maxConnections)
        _ = clibcurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, options.maxConnections)
        _ = clibcurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, options.maxConnections)
    }

    deinit {
        for handle in idleHandles {
            curl_easy_cleanup(handle)
        }
        curl_multi_cleanup(multi)
    }

    /// The thread keeps this object alive until it has stopped.
    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let result = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<CurlThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context
        )
        precondition(result == 0, "the system has no thread left for the HTTP client")
        pthread_detach(thread)
    }

    /// Returns at once; who still waits for an answer gets a `CancellationError`.
    func stop() {
        inbox.withLock { $0.isStopping = true }
        curl_multi_wakeup(multi)
    }

    /// Answers exactly once, from the thread or, if the transfer was cancelled before it got here, from the caller.
    func submit(_ transfer: CurlTransfer, answering answer: Answer) {
        let refusal: (any Error)? = inbox.withLock { inbox in
            if inbox.isStopping { return transfer.closed }
            if transfer.isCancelled { return CancellationError() }
            transfer.answer = answer
            inbox.arrivals.append(transfer)
            return nil
        }
        if let refusal { return answer.resume(throwing: refusal) }
        curl_multi_wakeup(multi)
    }

    /// May come before the transfer was submitted, while it runs, and after it has ended.
    func cancel(_ transfer: CurlTransfer) {
        inbox.withLock { inbox in
            transfer.isCancelled = true
            inbox.cancellations.append(transfer)
        }
        curl_multi_wakeup(multi)
    }
}

// On the thread.
extension CurlThread {
    private func run() {
        while acceptInbox() {
            startWaiting()
            var active: Int32 = 0
            curl_multi_perform(multi, &active)
            var hasFinishedSome = finishCompleted()
            let patience = giveUpStalled(hasFinishedSome: &hasFinishedSome)
            let hasRoom = nextWaiting < waiting.count && running.count < options.maxConnections
            if hasFinishedSome && hasRoom { continue }
            curl_multi_poll(multi, nil, 0, Int32(patience.wholeMilliseconds), nil)
        }
        abandonAll()
    }

    private func abandonAll() {
        for transfer in Array(running.values) + waiting[nextWaiting...] {
            detach(transfer)
            transfer.finish(.failure(CancellationError()))
        }
    }

    /// `false` once the thread has to end.
    private func acceptInbox() -> Bool {
        let received = inbox.withLock { inbox in
            defer { inbox = Inbox(isStopping: inbox.isStopping) }
            return inbox
        }
        waiting += received.arrivals
        for transfer in received.cancellations {
            detach(transfer)
            transfer.finish(.failure(CancellationError()))
        }
        return !received.isStopping
    }

    private func startWaiting() {
        while running.count < options.maxConnections, nextWaiting < waiting.count {
            let transfer = waiting[nextWaiting]
            nextWaiting += 1
            guard !transfer.isFinished else { continue }
            begin(transfer)
        }
        guard nextWaiting == waiting.count else { return }
        waiting.removeAll(keepingCapacity: true)
        nextWaiting = 0
    }

    private func begin(_ transfer: CurlTransfer) {
        guard let handle = idleHandles.popLast() ?? curl_easy_init() else {
            return transfer.finish(.failure(transfer.failure(CURLE_OUT_OF_MEMORY)))
        }
        running[handle] = transfer
        transfer.body = bodies.take()
        let result = transfer.prepare(handle, options: options)
        guard result == CURLE_OK, curl_multi_add_handle(multi, handle) == CURLM_OK else {
            detach(transfer)
            return transfer.finish(.failure(transfer.failure(result == CURLE_OK ? CURLE_FAILED_INIT : result)))
        }
    }

    private func finishCompleted() -> Bool {
        var hasFinishedSome = false
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = running[handle]
            else { continue }
            let result = transfer.result(message.pointee.data.result, of: handle)
            detach(transfer)
            transfer.finish(result)
            bodies.keep(transfer.body)
            hasFinishedSome = true
        }
        return hasFinishedSome
    }

    /// Ends transfers of which nothing has come or gone for too long; gives how long the others can be left alone.
    private func giveUpStalled(hasFinishedSome: inout Bool) -> Duration {
        var shortest = Duration.seconds(60)
        let now = ContinuousClock.now
        for transfer in running.values {
            guard let patience = transfer.patience(at: now) else { continue }
            guard patience <= .zero else {
                shortest = min(shortest, patience)
                continue
            }
            let error = transfer.stalled
            detach(transfer)
            transfer.finish(.failure(error))
            hasFinishedSome = true
        }
        return shortest
    }

    /// Takes the transfer off its handle, if it has one, and keeps the handle for the next.
    private func detach(_ transfer: CurlTransfer) {
        guard let handle = transfer.handle else { return }
        transfer.handle = nil
        running[handle] = nil
        curl_multi_remove_handle(multi, handle)
        curl_easy_reset(handle)
        transfer.release()
        idleHandles.append(handle)
    }
}
