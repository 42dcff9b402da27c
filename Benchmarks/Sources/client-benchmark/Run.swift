import HetznerCloud
import PlainCurl

/// The measurements of one run, all for the page of 50 servers.
struct Run {
    let endpoint: String
    let requests: Int

    private static let concurrencies = [1, 8, 64]

    private var page: TransportRequest {
        TransportRequest(
            method: .get,
            url: "\(endpoint)/servers?page=1&per_page=50",
            headers: [("Authorization", "Bearer bench")]
        )
    }

    /// Plain libcurl, then the transport, parsing and decoding, each with what is below it; and the last two alone.
    func compareLayers() async throws {
        let transport = CurlTransport(options: .init(proxy: .direct, maxConnections: 64))
        let answer = try await transport.send(page)
        let table = Table(bytes: answer.body.count, requests: requests)
        table.printHeading("a page of \(answer.body.count / 1000) kB with status \(answer.status)")
        let client = client(transport)
        let memory = self.client(Memory(response: answer))
        let url = page.url
        let requests = requests
        let plain = try await table.measure("plain libcurl, one after the other", concurrency: 1, each: requests) {
            guard plain_curl_get(url, "Authorization: Bearer bench", Int32(requests)) > 0 else { throw Failed() }
        }
        for concurrency in Self.concurrencies {
            try await table.measure("transport", concurrency: concurrency, against: plain) { [page] in
                _ = try await transport.send(page)
            }
            try await table.measure("and parsed", concurrency: concurrency, against: plain) {
                _ = try await client.request(.get, "servers", query: [QueryItem("per_page", "50")])
            }
            try await table.measure("and decoded", concurrency: concurrency, against: plain) {
                _ = try await client.servers.all().page(perPage: 50)
            }
        }
        try await table.measure("from memory, as bytes", concurrency: 1, against: plain) {
            _ = try await memory.bytes(.get, "servers", query: [QueryItem("per_page", "50")])
        }
        try await table.measure("from memory, parsed", concurrency: 1, against: plain) {
            _ = try await memory.request(.get, "servers", query: [QueryItem("per_page", "50")])
        }
        try await table.measure("from memory, decoded", concurrency: 1, against: plain) {
            _ = try await memory.servers.all().page(perPage: 50)
        }
    }

    /// The transport by HTTP/1.1 and by HTTP/2, over TLS.
    func compareProtocols(caFile: String) async throws {
        var table: Table?
        for concurrency in Self.concurrencies {
            for offersHTTP2 in [false, true] {
                let options = CurlTransport.Options(
                    proxy: .direct,
                    caFile: caFile,
                    maxConnections: 64,
                    offersHTTP2: offersHTTP2
                )
                let transport = CurlTransport(options: options)
                let answer = try await transport.send(page)
                if table == nil {
                    table = Table(bytes: answer.body.count, requests: requests)
                    table?.printHeading("the same over TLS, through a proxy")
                }
                try await table?.measure(offersHTTP2 ? "HTTP/2" : "HTTP/1.1", concurrency: concurrency) { [page] in
                    _ = try await transport.send(page)
                }
            }
        }
    }

    private func client(_ transport: any Transport) -> CloudClient {
        var configuration = ClientConfiguration(token: "bench")
        configuration.endpoint = endpoint
        configuration.rateLimitReserve = 0
        return CloudClient(configuration: configuration, transport: transport)
    }
}

/// Gives the same answer to everything.
private struct Memory: Transport {
    let response: TransportResponse

    func send(_ request: TransportRequest) async throws -> TransportResponse { response }
}

private struct Failed: Error {}
