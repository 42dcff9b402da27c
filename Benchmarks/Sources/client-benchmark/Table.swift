import Glibc

/// Measures, and prints a line for each measurement.
struct Table {
    let bytes: Int
    let requests: Int

    func printHeading(_ title: String) {
        print("\(title), \(requests) requests a line")
        print(row("", "at once", "requests/s", "µs CPU each", "MB/s CPU", "against libcurl"))
    }

    /// Does it for every request and returns the microseconds of CPU that one took.
    ///
    /// - Parameter each: how many requests one call of the body makes.
    @discardableResult
    func measure(
        _ name: String,
        concurrency: Int,
        each: Int = 1,
        against base: Double? = nil,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws -> Double {
        let calls = requests / concurrency / each
        let before = Usage()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<concurrency {
                group.addTask {
                    for _ in 0..<calls { try await body() }
                }
            }
            try await group.waitForAll()
        }
        let after = Usage()
        let count = Double(calls * concurrency * each)
        let cpu = (after.cpu - before.cpu) / count * 1e6
        print(
            row(
                name,
                "\(concurrency)",
                "\(Int(count / (after.wall - before.wall)))",
                "\(Int(cpu))",
                "\(Int(Double(bytes) / cpu))",
                base.map { "\(Double(Int(cpu / $0 * 10)) / 10) x" } ?? ""
            )
        )
        return cpu
    }

    private func row(_ name: String, _ columns: String...) -> String {
        columns.reduce("  " + name + padding(name, 36)) { $0 + padding($1, 16) + $1 }
    }

    private func padding(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count))
    }
}

/// What the process has used so far, in seconds on the clock and of CPU.
private struct Usage {
    let wall = seconds(CLOCK_MONOTONIC)
    let cpu = seconds(CLOCK_PROCESS_CPUTIME_ID)
}

private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
