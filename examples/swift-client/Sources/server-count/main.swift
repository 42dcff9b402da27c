import HetznerCloud

// A program without concurrency: its main thread waits for the client.
let client = CloudClient(configuration: .fromEnvironment())
let servers = try client.blocking { client in try await client.servers.all().collect() }
print("servers:", servers.count)
