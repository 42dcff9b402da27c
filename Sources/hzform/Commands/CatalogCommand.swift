import ArgumentParser
import Diagnostics
import HetznerCatalog
import HetznerCloud
import Reports
import ResourceModel
import Workflow

struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "List what Hetzner offers, and what it costs.",
        discussion: """
            Amounts are without VAT unless it says gross. With --location a list has only what can be there, at the \
            price there; without it each price is the lowest of all locations. JSON has the API's own objects.

            Example: hzform catalog server-types --location fsn1
            """
    )

    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case serverTypes = "server-types"
        case locations
        case images
        case loadBalancerTypes = "load-balancer-types"
        case isos
        case storageBoxTypes = "storage-box-types"
        case prices
    }

    @Argument(help: "What to list.")
    var subject: Subject

    @Option(help: ArgumentHelp("Only what can be in this location; for types and prices.", valueName: "name"))
    var location: String?

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let cloud = try await CloudAccess(cloudOptions, files: files, output: output)
            let table = try await cloud.workflow(.hetzner).calling {
                if let location { try await check(location, cloud.client) }
                return try await read(cloud.client)
            }
            try await cloud.close()
            switch output.format {
            case .text: output.result(table.text(output.style))
            case .json: output.result(table.json())
            }
        }
    }

    private func read(_ client: CloudClient) async throws -> ObjectTable {
        switch subject {
        case .serverTypes: .serverTypes(try await client.serverTypes.all().collect(), in: location)
        case .locations: .locations(try await client.locations.all().collect())
        case .images: .images(try await images(client))
        case .loadBalancerTypes: .loadBalancerTypes(try await client.loadBalancerTypes.all().collect(), in: location)
        case .isos: .isos(try await client.isos.all().collect())
        case .storageBoxTypes: .storageBoxTypes(try await client.storageBoxTypes.all().collect(), in: location)
        case .prices:
            .prices(try await client.pricing(), try await client.storageBoxTypes.all().collect(), in: location)
        }
    }

    /// What Hetzner offers, those on their way out included; snapshots are the project's own.
    private func images(_ client: CloudClient) async throws -> [Image] {
        try await client.images.all(type: [.system, .app], includeDeprecated: true).collect()
    }

    private func check(_ name: String, _ client: CloudClient) async throws {
        let names = try await client.locations.all().collect().map(\.name)
        guard !names.contains(name) else { return }
        throw WorkflowFailure(.unknownLocation(name, names))
    }
}

extension Diagnostic {
    fileprivate static func unknownLocation(_ name: String, _ names: [String]) -> Diagnostic {
        .error(
            "unknown-offering",
            "there is no location '\(name)'",
            hint: Suggestion.question(for: name, among: names) ?? "There are \(names.joined(separator: ", "))."
        )
    }
}
