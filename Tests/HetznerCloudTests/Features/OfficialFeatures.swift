import Testing

@testable import HetznerCloud

extension Feature {
    /// hcloud-python.
    static let official = officialSettings + officialRetries + officialKinds + officialErrors

    private static let officialSettings: [Feature] = [
        Feature("`token`", "`CloudClient.init(token:)`") {
            let transport = ScriptedTransport(.answer(200))
            _ = try await CloudClient.fixture(transport) { $0.token = "mine" }.request(.get, "locations")
            #expect(transport.header("Authorization") == "Bearer mine")
        },
        Feature("`api_endpoint`", "`configuration.endpoint`") {
            let address = try await url(of: "servers") { $0.endpoint = "http://other/v2" }
            #expect(address == "http://other/v2/servers")
        },
        Feature("`api_endpoint_hetzner`", "`configuration.storageEndpoint`") {
            let address = try await url(of: "storage_boxes") { $0.storageEndpoint = "http://boxes/v2" }
            #expect(address == "http://boxes/v2/storage_boxes")
        },
        Feature(
            "`application_name`, `application_version`",
            "`configuration.applicationName`, `configuration.applicationVersion`"
        ) {
            let transport = ScriptedTransport(.answer(200))
            let client = CloudClient.fixture(transport) {
                $0.applicationName = "report"
                $0.applicationVersion = "2"
            }
            _ = try await client.request(.get, "locations")
            #expect(transport.header("User-Agent")?.hasPrefix("report/2 ") == true)
        },
        Feature("`timeout`", "`configuration.connectTimeout`, `configuration.requestTimeout`") {
            let transport = ScriptedTransport(.answer(200))
            let client = CloudClient.fixture(transport) {
                $0.connectTimeout = .seconds(2)
                $0.requestTimeout = .seconds(3)
            }
            _ = try await client.request(.get, "locations")
            #expect(transport.requests.first?.connectTimeout == .seconds(2))
            #expect(transport.requests.first?.timeout == .seconds(3))
        },
        Feature("`poll_interval`, a number or a function", "`configuration.polling`") {
            let constant = try await sleeps(ActionPolling(every: .seconds(2), timeout: .seconds(5)))
            #expect(constant == [.seconds(2), .seconds(2)])
            let growing = try await sleeps(ActionPolling(timeout: .seconds(5)) { .seconds($0) })
            #expect(growing == [.seconds(1), .seconds(2)])
        },
        Feature("`poll_max_retries`", "`ActionPolling.timeout`") {
            let waits = try await sleeps(ActionPolling(every: .seconds(1), timeout: .seconds(3)))
            #expect(waits.count == 3)
        },
        request("`request(method, url)`", "`client.request(_:_:query:body:)`", "POST /new?a=b", ["c": 1]) {
            try await $0.request(.post, "new", query: [QueryItem("a", "b")], body: ["c": 1])
        },
        Feature("`request(timeout=)`", "`client.with(_:)`") {
            let transport = ScriptedTransport(.answer(200))
            let client = CloudClient.fixture(transport).with { $0.requestTimeout = .seconds(7) }
            _ = try await client.request(.get, "locations")
            #expect(transport.requests.first?.timeout == .seconds(7))
        },
    ]

    private static let officialRetries: [Feature] = [
        Feature(
            "exponential backoff with jitter, 60 seconds at most",
            "`configuration.backoff`, `configuration.random`"
        ) {
            let backoff = Backoff()
            #expect((1...8).map { backoff.delay(afterAttempt: $0, random: 1) }.last == .seconds(60))
            #expect(backoff.delay(afterAttempt: 2, random: 0.5) == .seconds(1))
        },
        Feature("five retries", "`configuration.maxRetries`") {
            await expect(6, .error(409, "conflict"))
        },
        Feature("retried: `conflict`", "`RetryConditions.codes`") {
            await expect(2, .error(409, "conflict"), .answer(200))
        },
        Feature("retried: `rate_limit_exceeded`", "`RetryConditions.codes`") {
            await expect(2, .error(429, "rate_limit_exceeded"), .answer(200))
        },
        Feature("retried: `timeout`, 502 and 504", "`RetryConditions.statuses`") {
            for status in [502, 504] {
                await expect(2, .answer(status), .answer(200))
            }
            await expect(2, .error(504, "timeout"), .answer(200))
        },
        Feature("retried: time-outs of the network", "`RetryConditions.failures`") {
            await expect(2, .lost(.timedOut, sent: true), .answer(200))
        },
        Feature("a `POST` is retried after any of these", "`RetryConditions.hcloud`") {
            let transport = ScriptedTransport(.answer(502), .answer(201))
            let client = CloudClient.fixture(transport) { $0.retryConditions = .hcloud }
            let response = try await client.request(.post, "servers")
            #expect(response.status == 201)
        },
    ]

    private static let officialKinds: [Feature] = [
        request("`actions`", "`client.actions`", "GET /actions/90") { try await $0.actions.get(90) },
        kind("`certificates`", "`client.certificates`", "certificates?page=1&per_page=50") {
            try await $0.certificates.all().page()
        },
        kind("`datacenters`", "`client.datacenters()`, which the API answers with 410", "datacenters") {
            try await $0.datacenters()
        },
        kind("`firewalls`", "`client.firewalls`", "firewalls?page=1&per_page=50") {
            try await $0.firewalls.all().page()
        },
        kind("`floating_ips`", "`client.floatingIPs`", "floating_ips?page=1&per_page=50") {
            try await $0.floatingIPs.all().page()
        },
        kind("`images`", "`client.images`", "images?page=1&per_page=50") { try await $0.images.all().page() },
        kind("`isos`", "`client.isos`", "isos?page=1&per_page=50") { try await $0.isos.all().page() },
        kind("`load_balancer_types`", "`client.loadBalancerTypes`", "load_balancer_types?page=1&per_page=50") {
            try await $0.loadBalancerTypes.all().page()
        },
        kind("`load_balancers`", "`client.loadBalancers`", "load_balancers?page=1&per_page=50") {
            try await $0.loadBalancers.all().page()
        },
        kind("`locations`", "`client.locations`", "locations?page=1&per_page=50") {
            try await $0.locations.all().page()
        },
        kind("`networks`", "`client.networks`", "networks?page=1&per_page=50") { try await $0.networks.all().page() },
        kind("`placement_groups`", "`client.placementGroups`", "placement_groups?page=1&per_page=50") {
            try await $0.placementGroups.all().page()
        },
        kind("`primary_ips`", "`client.primaryIPs`", "primary_ips?page=1&per_page=50") {
            try await $0.primaryIPs.all().page()
        },
        kind("`server_types`", "`client.serverTypes`", "server_types?page=1&per_page=50") {
            try await $0.serverTypes.all().page()
        },
        kind("`servers`", "`client.servers`", "servers?page=1&per_page=50") { try await $0.servers.all().page() },
        kind("`ssh_keys`", "`client.sshKeys`", "ssh_keys?page=1&per_page=50") { try await $0.sshKeys.all().page() },
        kind("`volumes`", "`client.volumes`", "volumes?page=1&per_page=50") { try await $0.volumes.all().page() },
        kind("`zones`", "`client.zones`", "zones?page=1&per_page=50") { try await $0.zones.all().page() },
        Feature("`storage_boxes`, `storage_box_types`", "`client.storageBoxes`, `client.storageBoxTypes`") {
            #expect(try await url(of: "storage_box_types") == "http://storage/v1/storage_box_types")
            let transport = ScriptedTransport(.answer(200, ["storage_boxes": []]))
            let boxes = try await CloudClient.fixture(transport).storageBoxes.all().page()
            #expect(boxes.items == [])
        },
    ]

    private static let officialErrors: [Feature] = [
        Feature("`HCloudException`", "`CloudError`") {
            let error = await failure(at: .error(404, "not_found"))
            #expect(error is any CloudError)
            #expect(await failure(at: .lost(.couldNotResolve, sent: false)) is any CloudError)
        },
        Feature(
            "`APIException.code`, `message`, `correlation_id`",
            "`APIError.code`, `APIError.message`, `APIError.correlationID`"
        ) {
            let answer = ScriptedTransport.Step.error(404, "not_found", headers: ["X-Correlation-Id": "c"])
            let error = try #require(await failure(at: answer) as? APIError)
            #expect((error.code, error.message, error.correlationID) == (.notFound, "no", "c"))
        },
        Feature("`APIException.details`", "`APIError.details`, `APIError.Details.json`") {
            let details: JSONValue = ["anything": [1]]
            let body: JSONValue = ["error": ["code": "new_code", "message": "no", "details": details]]
            let error = try #require(await failure(at: .answer(422, body)) as? APIError)
            #expect(error.details.json == details)
        },
        Feature("`ActionException`", "`ActionError`") {
            let action = Action(id: 1, command: "c", status: .error)
            let errors: [any Error] = [ActionFailed(action: action), ActionTimedOut(running: [action])]
            #expect(errors.allSatisfy { $0 is any ActionError })
        },
        Feature("`ActionFailedException`", "`ActionFailed`") {
            let action = Action(id: 1, command: "c", status: .error)
            await #expect(throws: ActionFailed.self) {
                try await CloudClient.fixture(ScriptedTransport(.answer(200))).wait(for: action)
            }
        },
        Feature("`ActionTimeoutException`", "`ActionTimedOut`") {
            let waits = try await sleeps(ActionPolling(every: .seconds(2), timeout: .seconds(1)))
            #expect(waits == [])
        },
    ]
}

// What the checks have in common.
extension Feature {
    static func url(
        of path: APIPath,
        _ configure: (inout ClientConfiguration) -> Void = { _ in }
    ) async throws -> String? {
        let transport = ScriptedTransport(.answer(200))
        _ = try await CloudClient.fixture(transport, configure: configure).request(.get, path)
        return transport.requests.first?.url
    }

    /// Expects so many attempts of a read whose answers are these, the last one for ever.
    static func expect(_ attempts: Int, _ steps: ScriptedTransport.Step...) async {
        let transport = ScriptedTransport { _, index in try steps[min(index, steps.count - 1)].get() }
        _ = try? await CloudClient.fixture(transport).request(.get, "servers")
        #expect(transport.requests.count == attempts)
    }

    /// What a read throws that is answered so.
    static func failure(at step: ScriptedTransport.Step) async -> (any Error)? {
        do {
            _ = try await CloudClient.fixture(ScriptedTransport(step)) { $0.maxRetries = 0 }.servers.get(1)
            return nil
        } catch {
            return error
        }
    }

    /// The waits for an action that never ends, until the waiting is given up.
    static func sleeps(_ polling: ActionPolling) async throws -> [Duration] {
        let running = Action(id: 1, command: "c", status: .running)
        let clock = JumpingClock()
        let transport = ScriptedTransport(.answer(200, ["actions": [running.json]]))
        let client = CloudClient.fixture(transport, clock: clock) { $0.polling = polling }
        await #expect(throws: ActionTimedOut.self) { try await client.wait(for: running) }
        return clock.sleeps
    }
}

extension ScriptedTransport {
    /// Of the first request.
    func header(_ name: String) -> String? { requests.first?.headers.first { $0.name == name }?.value }
}
