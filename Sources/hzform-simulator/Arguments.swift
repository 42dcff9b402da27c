import ArgumentParser
import CloudSimulator

/// A factor, or `instant`.
struct Speed: ExpressibleByArgument {
    let pace: SimulatorSettings.Pace

    init(pace: SimulatorSettings.Pace) {
        self.pace = pace
    }

    init?(argument: String) {
        if argument == "instant" {
            pace = .instant
        } else if let factor = Double(argument), factor > 0, factor.isFinite {
            pace = .times(factor)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String {
        switch pace {
        case .instant: "instant"
        case .times(let factor): String(Int(factor))
        }
    }
}

/// `50ms`, `1.5s`, or a number of seconds.
struct Latency: ExpressibleByArgument {
    let milliseconds: Int

    init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    init?(argument: String) {
        let isFine = argument.hasSuffix("ms")
        let digits = isFine ? argument.dropLast(2) : argument.hasSuffix("s") ? argument.dropLast() : Substring(argument)
        guard let value = Double(digits), (0...3_600_000).contains(value) else { return nil }
        milliseconds = Int(isFine ? value : value * 1_000)
    }

    var defaultValueDescription: String { "\(milliseconds)ms" }
}

/// `3600/h`, or `off`.
struct RequestRate: ExpressibleByArgument {
    let perHour: Int?

    init(perHour: Int?) {
        self.perHour = perHour
    }

    init?(argument: String) {
        if argument == "off" {
            perHour = nil
            return
        }
        let digits = argument.hasSuffix("/h") ? argument.dropLast(2) : Substring(argument)
        guard let value = Int(digits), value > 0 else { return nil }
        perHour = value
    }

    var defaultValueDescription: String { perHour.map { "\($0)/h" } ?? "off" }
}

/// `servers=5`.
struct KindLimit: ExpressibleByArgument {
    let kind: String
    let most: Int

    init?(argument: String) {
        let halves = argument.split(separator: "=")
        guard halves.count == 2, let most = Int(halves[1]), most >= 0 else { return nil }
        guard SimulatorSettings.limitedKinds.contains(String(halves[0])) else { return nil }
        kind = String(halves[0])
        self.most = most
    }
}

/// `LOCATION=N`.
struct LocationCapacity: ExpressibleByArgument {
    let location: String
    let most: Int

    init?(argument: String) {
        let halves = argument.split(separator: "=")
        guard halves.count == 2, let most = Int(halves[1]), most >= 0 else { return nil }
        location = String(halves[0])
        self.most = most
    }
}

/// `TOKEN`, or `TOKEN=PROJECT` for the token of another project than the first.
struct ReadOnlyToken: ExpressibleByArgument {
    let text: String
    let project: String?

    init?(argument: String) {
        let halves = argument.split(separator: "=", maxSplits: 1)
        guard let first = halves.first else { return nil }
        text = String(first)
        project = halves.count == 2 ? String(halves[1]) : nil
    }
}

enum LogTopic: String, ExpressibleByArgument, CaseIterable {
    case requests
}

extension SimulatorFault: ExpressibleByArgument {
    public init?(argument: String) {
        guard let fault = try? SimulatorFault(argument) else { return nil }
        self = fault
    }
}
