import HetznerCloud

var configuration = ClientConfiguration.fromEnvironment()  // HCLOUD_TOKEN
configuration.applicationName = "server-report"
let client = CloudClient(configuration: configuration)

for try await server in client.servers.all(status: [.running], sort: [.name]) {
    let price = server.serverType.prices.first { $0.location == server.location.name }
    print(server.name, server.publicNet.ipv4?.ip ?? "-", price.map { "\($0.monthly.gross) a month" } ?? "-")
}

do {
    let created = try await client.servers.create(name: "web", serverType: "cx23", image: "debian-12", location: "fsn1")
    try await client.wait(for: created)
    print("created", created.resource.name)
    try await client.wait(for: client.servers.delete(created.resource.id))
} catch let error as APIError where error.code == .uniquenessError {
    print("there is a server of that name already")
}
