import Testing

@testable import HetznerCloud

extension Operation {
    static let all = [
        servers, serverActions, offerings, images, networks, firewalls, loadBalancers, volumes, keysAndGroups,
        certificates, floatingIPs, primaryIPs, zones, recordSets, storageBoxes, storageBoxParts,
    ].flatMap(\.self)
}

@Suite struct OperationTests {
    @Test("a typed call makes exactly the documented request", arguments: Operation.all)
    func request(operation: Operation) async throws {
        try await operation.check()
    }

    @Test("every documented operation has a typed call")
    func coverage() {
        let covered = Set(Operation.all.compactMap { $0.documented(in: DocumentedOperations.all) })
        #expect(DocumentedOperations.all.filter { !covered.contains($0) } == [])
    }

    @Test("every typed call is documented")
    func documentation() {
        let unknown = Operation.all.filter { $0.documented(in: DocumentedOperations.all) == nil }
        #expect(unknown.map(\.line) == [])
    }

    @Test(
        "the operations known here are those of the API's description",
        .enabled(
            if: DocumentedAnswers.shared != nil,
            "needs ../shared/api/hcloud-openapi.json, or HZFORM_API_DESCRIPTION"
        )
    )
    func description() throws {
        let described = try #require(DocumentedAnswers.shared).operations
        #expect(described.symmetricDifference(DocumentedOperations.all) == [])
    }
}
