/// The `start`, `end` and `step` of a metrics request, as the API accepts them.
struct MetricsWindow {
    static let mostSamples: Int64 = 500
    /// As far back as Hetzner keeps samples, in seconds.
    static let history: Int64 = 30 * 86_400

    let start: Moment
    let end: Moment
    /// In seconds.
    let step: Int64

    init(_ query: Query) throws(APIFailure) {
        var problems: [FieldProblem] = []
        func moment(_ name: String) -> Moment? {
            guard let text = query[name] else {
                problems.append(FieldProblem(field: name, message: "Missing data for required field."))
                return nil
            }
            let moment = Moment(text)
            if moment == nil { problems.append(FieldProblem(field: name, message: "Not a valid datetime.")) }
            return moment
        }
        let start = moment("start")
        let end = moment("end")
        if let start, let end, end < start {
            problems.append(FieldProblem(field: "end", message: "must not be before start"))
        }
        let asked = query["step"].map { Int64($0) ?? 0 }
        if let asked, !(1...MetricsWindow.history).contains(asked) {
            problems.append(FieldProblem(field: "step", message: "Not a valid integer."))
        }
        guard problems.isEmpty, let start, let end else { throw APIFailure.invalidInput(problems) }
        let seconds = (end.milliseconds - start.milliseconds) / 1_000
        // Left to itself the API answers up to 200 samples, both ends included.
        let wanted = asked ?? (seconds + 198) / 199
        self.start = start
        self.end = end
        step = max(wanted, (seconds + MetricsWindow.mostSamples - 1) / MetricsWindow.mostSamples, 1)
    }

    /// A series that wanders around a level, the same one each time that it is asked for.
    func series(_ name: String, of id: Int, around level: Double) -> JSON {
        var values: [JSON] = []
        var second = start.milliseconds / 1_000
        let last = end.milliseconds / 1_000
        let salt = name.utf8.reduce(UInt64(bitPattern: Int64(id))) { $0 &* 31 &+ UInt64($1) }
        while second <= last, values.count < Int(MetricsWindow.mostSamples) {
            var dice = SeededGenerator(seed: salt &+ UInt64(bitPattern: second))
            let value = level * Double.random(in: 0.6...1.4, using: &dice)
            values.append([.double(Double(second)), .string("\((value * 1_000).rounded() / 1_000)")])
            second += step
        }
        return ["values": .array(values)]
    }
}

extension Project {
    func serverMetrics(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        let types = call.query.all("type").flatMap { $0.split(separator: ",").map(String.init) }
        guard !types.isEmpty, types.allSatisfy(["cpu", "disk", "network"].contains) else {
            throw APIFailure.invalidInput(field: "type", "must be cpu, disk or network")
        }
        let window = try MetricsWindow(call.query)
        let isBusy = server.status == .running
        var levels: [(String, Double)] = []
        if types.contains("cpu") { levels.append(("cpu", 12)) }
        if types.contains("disk") {
            levels += [("disk.0.iops.read", 3), ("disk.0.iops.write", 9)]
            levels += [("disk.0.bandwidth.read", 24_000), ("disk.0.bandwidth.write", 90_000)]
        }
        if types.contains("network") {
            levels += [("network.0.pps.in", 21), ("network.0.pps.out", 18)]
            levels += [("network.0.bandwidth.in", 5_200), ("network.0.bandwidth.out", 7_400)]
        }
        let series = levels.map { name, level in
            JSON.Member(name: name, value: window.series(name, of: server.id, around: isBusy ? level : 0))
        }
        let metrics: JSON = [
            "start": .string(window.start.text), "end": .string(window.end.text), "step": .int(Int(window.step)),
            "time_series": .object(series),
        ]
        return SimulatorResponse(200, ["metrics": metrics])
    }
}
