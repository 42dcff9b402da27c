extension Moment {
    /// The time as a `Date` header has it, in the one form that servers may send (RFC 9110, 5.6.7).
    var httpDate: String {
        let seconds = milliseconds.floored(by: 1_000)
        let days = seconds.floored(by: 86_400)
        let time = seconds - days * 86_400
        let (year, month, day) = Moment.civil(days: days)
        // 1 January 1970 was a Thursday.
        let weekday = Int((days + 4) - (days + 4).floored(by: 7) * 7)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let date = "\(Self.weekdays[weekday]), \(two(day)) \(Self.months[Int(month) - 1]) \(year)"
        return "\(date) \(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
