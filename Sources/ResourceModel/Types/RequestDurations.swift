/// How long kinds of requests and what they set going take, roughly; good for choosing what to start first and for telling
/// how long a plan will take, and nothing else.
package struct RequestDurations: Sendable {
    /// What one kind of request sets going.
    package struct Usual: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
        /// Seconds until its actions are finished.
        package let seconds: Double
        private let additions: [Addition]
        /// Seconds until the object shows it after the actions, where that is waited for.
        package let untilShown: Double

        package init(_ seconds: Double, _ additions: Addition..., untilShown: Double = 0) {
            self.seconds = seconds
            self.additions = additions
            self.untilShown = untilShown
        }

        package init(floatLiteral value: Double) { self.init(value) }
        package init(integerLiteral value: Int) { self.init(Double(value)) }

        fileprivate func seconds(_ body: Value?) -> Double {
            additions.reduce(seconds) { $0 + $1.seconds(body) }
        }
    }

    /// What a body makes of the time, in seconds.
    package enum Addition: Sendable {
        /// For each element of a list.
        case each(String, Double)
        /// Where the key has a value.
        case with(String, Double)
        /// Where it has this one.
        case when(String, Value, Double)

        fileprivate func seconds(_ body: Value?) -> Double {
            guard case .map(let entries)? = body else { return 0 }
            switch self {
            case .each(let key, let seconds):
                guard case .list(let elements)? = entries[key] else { return 0 }
                return Double(elements.count) * seconds
            case .with(let key, let seconds): return (entries[key] ?? .null) == .null ? 0 : seconds
            case .when(let key, let value, let seconds): return entries[key] == value ? seconds : 0
            }
        }
    }

    /// By method and the fixed parts of the path, `POST servers/actions/poweron`, or its beginning: `POST zones/*`.
    private let table: [String: Usual]
    /// Seconds from a request to its answer.
    package let answer: Double
    /// Seconds until something new is found healthy.
    package let untilHealthy: Double

    package init(_ table: [String: Usual] = [:], answer: Double = 1, untilHealthy: Double = 0) {
        self.table = table
        self.answer = answer
        self.untilHealthy = untilHealthy
    }

    /// From the request until what it sets going is finished.
    package func seconds(_ method: Call.Method, _ fixedParts: [String], body: Value? = nil) -> Double {
        let waits = waits(method, fixedParts, body: body)
        return answer + waits.actions + waits.untilShown
    }

    /// How long the actions take, and what is waited for after them; nothing where nothing is known.
    package func waits(
        _ method: Call.Method,
        _ fixedParts: [String],
        body: Value?
    ) -> (actions: Double, untilShown: Double) {
        let usual = usual(method, fixedParts)
        return (usual?.seconds(body) ?? 0, usual?.untilShown ?? 0)
    }

    private func usual(_ method: Call.Method, _ parts: [String]) -> Usual? {
        if let exact = table["\(method.rawValue) \(parts.joined(separator: "/"))"] { return exact }
        for count in stride(from: parts.count - 1, to: 0, by: -1) {
            let beginning = parts[..<count].joined(separator: "/")
            if let usual = table["\(method.rawValue) \(beginning)/*"] { return usual }
        }
        return nil
    }
}
