import ArgumentParser
import ResourceModel

/// Impacts as `--allow` takes them, separated by commas.
struct AllowedImpacts: ExpressibleByArgument {
    let impacts: Set<Impact>

    /// Other names of impacts, for whoever learned those first.
    private static let synonyms: [Substring: Impact] = ["address-change": .ipChange]

    init?(argument: String) {
        let found = argument.split(separator: ",").map { Self.synonyms[$0] ?? Impact(rawValue: String($0)) }
        guard !found.isEmpty, found.allSatisfy({ $0.map(Impact.dangerous.contains) ?? false }) else { return nil }
        impacts = Set(found.compactMap(\.self))
    }

    /// The impacts as they are written on the command line, worst first.
    static func text(_ impacts: Set<Impact>) -> String {
        impacts.sorted(by: >).map(\.rawValue).joined(separator: ",")
    }
}
