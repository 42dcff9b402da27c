import JSONDocuments
import Testing

@testable import CloudSimulator

/// Something that people proved about the API who run their own tests against the real one.
struct Correction: Sendable, CustomTestStringConvertible {
    /// Whose tests expect it.
    enum Suite: String, Sendable {
        case terraform = "terraform-provider-hcloud, acceptance tests"
        case ansible = "hetzner.hcloud, integration targets"
        case commandLine = "hcloud, end-to-end tests"
        case python = "hcloud-python"
        case csiDriver = "csi-driver, volume service"
        case addressController = "hcloud-fip-controller"
        case certbot = "certbot-dns-hetzner-cloud"
        /// Two parts of this repository that have to agree.
        case ours = "hzform"
    }

    /// As the list of corrections has it: `A1`.
    let number: String
    let fact: String
    let suites: [Suite]
    let shows: @Sendable (TestCloud) async throws -> Void

    init(
        _ number: String,
        _ fact: String,
        _ suites: [Suite],
        _ shows: @escaping @Sendable (TestCloud) async throws -> Void
    ) {
        self.number = number
        self.fact = fact
        self.suites = suites
        self.shows = shows
    }

    var testDescription: String {
        "\(number): \(fact) (\(suites.map(\.rawValue).joined(separator: "; ")))"
    }

    static let all = ofBoth + ofServers + ofTheCatalogue + ofZones + ofTheRest + kept + further
}

struct CorrectionTests {
    @Test("what the tests of others expect of the API holds here", arguments: Correction.all)
    func holds(_ correction: Correction) async throws {
        try await correction.shows(TestCloud())
    }

    @Test("every correction has its row, and every row says who expects it")
    func complete() {
        let expected = (1...6).map { "A\($0)" } + (1...19).map { "B\($0)" } + (1...4).map { "C\($0)" }
        let numbers = Correction.all.map(\.number)
        #expect(Set(numbers).isSuperset(of: expected))
        #expect(Set(numbers).count == numbers.count)
        #expect(Correction.all.allSatisfy { !$0.suites.isEmpty })
    }
}
