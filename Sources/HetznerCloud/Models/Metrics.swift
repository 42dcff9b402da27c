import FoundationEssentials

/// Measurements over a span of time.
public struct Metrics: APIModel {
    /// When the first value was measured.
    public var start: Date
    /// When the last value was measured.
    public var end: Date
    /// Seconds from one value to the next.
    public var step: Double
    /// The values of each series, such as `network.0.bandwidth.in`.
    public var series: [String: [Sample]]

    /// One measured value.
    public struct Sample: JSONDecodable, JSONEncodable, Hashable, Codable {
        /// To the millisecond.
        public var time: Date
        /// In the unit of what was measured: percent, bytes a second, or a number a second.
        public var value: Double

        /// Creates one that a program makes up, in a test of its own.
        public init(time: Date, value: Double) {
            self.time = time
            self.value = value
        }

        /// The API writes `[1435781470.622, "42"]`.
        public init(json: JSONValue) throws(ModelError) {
            guard let time = json[0]?.number, let value = json[1]?.string.flatMap(Double.init) else {
                throw ModelError(expected: "a time and a value", found: json)
            }
            self.time = Date(timeIntervalSince1970: time)
            self.value = value
        }

        public var json: JSONValue { [time.timeIntervalSince1970.json, .string(value.description)] }

        public init(from decoder: any Decoder) throws {
            try self.init(json: JSONValue(from: decoder))
        }

        public func encode(to encoder: any Encoder) throws {
            try json.encode(to: encoder)
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(start: Date, end: Date, step: Double, series: [String: [Sample]] = [:]) {
        self.start = start
        self.end = end
        self.step = step
        self.series = series
    }

    public init(_ json: JSONFields) throws(ModelError) {
        start = try json.read("start")
        end = try json.read("end")
        step = try json.read("step")
        let series: [String: Series] = try json.read("time_series")
        self.series = series.mapValues(\.values)
    }

    public var json: JSONValue {
        let series = series.mapValues { ["values": $0.json] as JSONValue }
        return ["start": start.json, "end": end.json, "step": step.json, "time_series": series.json]
    }

    private struct Series: JSONModel {
        let values: [Sample]

        init(_ json: JSONFields) throws(ModelError) {
            values = try json.read("values")
        }
    }
}

extension ResourceClient {
    func metrics(
        of id: Resource.ID,
        types: [String],
        from start: Date,
        to end: Date,
        step: Int?
    ) async throws -> Metrics {
        let query = ListQuery()
            .with("type", types.joined(separator: ","))
            .with("start", start.ISO8601Format())
            .with("end", end.ISO8601Format())
            .with("step", step)
        return try await client.ask(.get, "\(path(id))/metrics", query: query.items).decode("metrics")
    }
}
