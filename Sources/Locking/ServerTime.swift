import HetznerCloud

/// The time as the API has it, carried on with a clock of the machine's own that may be wrong by any amount.
struct ServerTime: Sendable {
    /// Seconds since 1970, by the API's `Date`.
    private let shown: Int64
    /// What the machine's clock said then.
    private let seen: Duration

    /// - Parameter now: the machine's clock when the answer had come.
    init?(_ response: APIResponse, at now: Duration) {
        guard let shown = response.headers["Date"].flatMap(Self.seconds) else { return nil }
        self.shown = shown
        seen = now
    }

    func seconds(at now: Duration) -> Int64 { shown + max(0, (now - seen).components.seconds) }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that HTTP servers send (RFC 9110, 5.6.7).
    static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, let day = Int64(parts[1]), let year = Int64(parts[3]),
            let month = months.firstIndex(of: parts[2]), (1...31).contains(day)
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3 else { return nil }
        return days(year, Int64(month + 1), day) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2]
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Days since 1970 in the Gregorian calendar, whose years begin in March here so that the leap day is the last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
