/// When a storage box takes snapshots by itself, much like a line of cron, in UTC.
struct SnapshotPlan: Codable, Sendable, Equatable {
    let mostSnapshots: Int
    let minute: Int
    let hour: Int
    /// From Monday, which is 1.
    let dayOfWeek: Int?
    let dayOfMonth: Int?

    init(mostSnapshots: Int, minute: Int, hour: Int, dayOfWeek: Int? = nil, dayOfMonth: Int? = nil) {
        self.mostSnapshots = mostSnapshots
        self.minute = minute
        self.hour = hour
        self.dayOfWeek = dayOfWeek
        self.dayOfMonth = dayOfMonth
    }

    init(_ input: inout Input, limit: Int) {
        mostSnapshots = input.integer("max_snapshots", in: 1...max(limit, 1))
        minute = input.integer("minute", in: 0...59)
        hour = input.integer("hour", in: 0...23)
        dayOfWeek = input.optionalInteger("day_of_week", in: 1...7)
        dayOfMonth = input.optionalInteger("day_of_month", in: 1...31)
    }

    var json: JSON {
        [
            "max_snapshots": .int(mostSnapshots), "minute": .int(minute), "hour": .int(hour),
            "day_of_week": .optional(dayOfWeek), "day_of_month": .optional(dayOfMonth),
        ]
    }

    /// The first time after the moment that the plan names; as in cron, one of two given days is enough.
    func next(after moment: Moment) -> Moment {
        var day = moment.day
        while true {
            let time = Moment(milliseconds: (day * 86_400 + Int64(hour * 3_600 + minute * 60)) * 1_000)
            if time > moment, includes(time) { return time }
            day += 1
        }
    }

    private func includes(_ time: Moment) -> Bool {
        switch (dayOfWeek, dayOfMonth) {
        case (nil, nil): true
        case (let week?, nil): time.dayOfWeek == week
        case (nil, let month?): time.dayOfMonth == month
        case (let week?, let month?): time.dayOfWeek == week || time.dayOfMonth == month
        }
    }
}

extension Moment {
    /// Days since 1970; simulated times are not before that.
    fileprivate var day: Int64 { milliseconds / 86_400_000 }

    /// 1970 began on a Thursday.
    fileprivate var dayOfWeek: Int { Int((day + 3) % 7) + 1 }

    fileprivate var dayOfMonth: Int { Int(text.dropFirst(8).prefix(2)) ?? 0 }
}
