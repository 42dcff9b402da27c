extension CloudClient {
    /// Asks for the data centers, which the API no longer tells about.
    ///
    /// Since 1 October 2026 it answers with 410, so this throws an `APIError` with the code `deprecated_api_endpoint`.
    /// Use `locations`.
    public func datacenters() async throws -> APIResponse {
        try await request(.get, "datacenters")
    }

    /// Asks for one data center, which the API no longer tells about; see `datacenters()`.
    public func datacenter(_ id: Int64) async throws -> APIResponse {
        try await request(.get, "datacenters/\(id)")
    }
}
