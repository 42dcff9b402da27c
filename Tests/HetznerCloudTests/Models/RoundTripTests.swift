import FoundationEssentials
import Testing

@testable import HetznerCloud

/// Reads a value as a model and writes it again.
private struct RoundTrip: Sendable, CustomTestStringConvertible {
    let key: String
    /// What one object is called.
    let name: String
    let run: @Sendable (JSONValue) throws -> JSONValue
    /// The same from the text of an answer.
    let read: @Sendable (JSONPart) throws -> JSONValue

    init<Model: JSONDecodable & _JSONWritable>(_ key: String, _ model: Model.Type, name: String? = nil) {
        self.key = key
        self.name = name ?? key
        run = { try Model(json: $0).json }
        read = { try Model(_part: _JSONPart(json: $0)).json }
    }

    var testDescription: String { key }

    /// Every member of an answer that has a model, as one object and as a list.
    static let all: [RoundTrip] =
        [
            RoundTrip("action", Action.self), RoundTrip("actions", [Action].self),
            RoundTrip("next_actions", [Action].self), RoundTrip("metrics", Metrics.self),
            RoundTrip("pricing", Pricing.self), RoundTrip("members", [Network.Member].self),
            RoundTrip("rrset", RecordSet.self), RoundTrip("rrsets", [RecordSet].self),
            RoundTrip("snapshots", [StorageBoxSnapshot].self), RoundTrip("subaccounts", [StorageBoxSubaccount].self),
        ] + both(Certificate.self) + both(Firewall.self) + both(FloatingIP.self) + both(Image.self) + both(ISO.self)
        + both(LoadBalancer.self) + both(LoadBalancerType.self) + both(Location.self) + both(Network.self)
        + both(PlacementGroup.self) + both(PrimaryIP.self) + both(Server.self) + both(ServerType.self)
        + both(SSHKey.self) + both(StorageBox.self) + both(StorageBoxType.self) + both(Volume.self) + both(Zone.self)

    private static func both<Model: APIResource>(_ model: Model.Type) -> [RoundTrip] {
        [
            RoundTrip(Model.names.singular, Model.self),
            RoundTrip(Model.names.plural, [Model].self, name: Model.names.singular),
        ]
    }
}

@Suite struct RoundTripTests {
    /// Members of answers that are plain texts and lists of texts, or that only the client itself reads.
    private static let withoutModel: Set = [
        "folders", "meta", "password", "root_password", "snapshot", "subaccount", "wss_url", "zonefile",
    ]

    /// Documented fields that models leave out.
    private static let leftOut: Set = [
        // What `deprecation` says too.
        "image.deprecated", "load_balancer_type.deprecated", "server_type.deprecated",
        // What each of the type's `locations` says for itself.
        "server_type.deprecation",
        // The price in one place; `floating_ips` has it for each.
        "pricing.floating_ip",
        // A target is of one kind; the example is of all at once.
        "applied_to.applied_to_resources", "applied_to.label_selector", "targets.ip", "targets.label_selector",
        "targets.type",
    ]

    @Test(
        "every documented answer is read and written again without loss",
        .enabled(
            if: DocumentedAnswers.shared != nil,
            "needs ../shared/api/hcloud-openapi.json, or HZFORM_API_DESCRIPTION"
        ),
        arguments: RoundTrip.all
    )
    fileprivate func documented(trip: RoundTrip) throws {
        let examples = try #require(DocumentedAnswers.shared?.members[trip.key])
        for example in examples {
            let losses = try losses(of: trip, example).filter { !Self.leftOut.contains($0) }
            #expect(losses == [])
        }
    }

    @Test(
        "what an answer has more than once is read as if it were there once",
        .enabled(
            if: DocumentedAnswers.shared != nil,
            "needs ../shared/api/hcloud-openapi.json, or HZFORM_API_DESCRIPTION"
        ),
        arguments: RoundTrip.all
    )
    fileprivate func repeated(trip: RoundTrip) throws {
        for example in try #require(DocumentedAnswers.shared?.members[trip.key]) {
            let count = 3 + 5_000 / example.description.utf8.count
            let text = JSONValue.array(Array(repeating: example, count: count)).encoded()
            let alone = try trip.run(example)
            try #require(JSONOutline(text)).withRoot { list in
                #expect(list.elements?.count == count)
                for copy in list.elements ?? [] {
                    #expect(copy.value == example)
                    let read = try trip.read(copy)
                    #expect(read == alone)
                }
            }
        }
    }

    @Test(
        "what is wrong with a model is said alike, whether it is read from a tree or from the text",
        .enabled(if: DocumentedAnswers.shared != nil, "the API description is not at hand"),
        arguments: RoundTrip.all
    )
    fileprivate func wrong(trip: RoundTrip) throws {
        for example in try #require(DocumentedAnswers.shared?.members[trip.key]) {
            for broken in Self.variants(of: example) {
                let outline = try #require(JSONOutline(broken.encoded()))
                let fromTree = Result { try trip.run(broken) }
                let fromText = Result { try outline.withRoot(trip.read) }
                switch (fromTree, fromText) {
                case (.success(let tree), .success(let text)): #expect(tree == text)
                case (.failure(let tree as ModelError), .failure(let text as ModelError)): #expect(tree == text)
                default: Issue.record("\(fromTree) is not \(fromText)")
                }
            }
        }
    }

    /// The value with each of its parts in turn missing, or of another kind.
    private static func variants(of value: JSONValue) -> [JSONValue] {
        let others: [JSONValue] = [nil, "text", -1, 1.5, true, [], [:], [nil], ["a": []]]
        switch value {
        case .object(let object):
            var variants = others
            for (key, part) in object {
                for part in Self.variants(of: part).map(Optional.some) + [nil] {
                    var changed = object
                    changed[key] = part
                    variants.append(.object(changed))
                }
            }
            return variants
        case .array(let elements):
            guard let first = elements.first else { return others }
            return others + variants(of: first).map { .array([$0]) }
        case .null, .boolean, .integer, .number, .string:
            return others
        }
    }

    @Test(
        "every exception to reading without loss is one",
        .enabled(
            if: DocumentedAnswers.shared != nil,
            "needs ../shared/api/hcloud-openapi.json, or HZFORM_API_DESCRIPTION"
        )
    )
    func exceptions() throws {
        let members = try #require(DocumentedAnswers.shared?.members)
        let lost = try RoundTrip.all.flatMap { trip in
            try (members[trip.key] ?? []).flatMap { try losses(of: trip, $0) }
        }
        #expect(Self.leftOut.subtracting(lost) == [])
    }

    @Test(
        "every member of an answer has a model or is known to need none",
        .enabled(
            if: DocumentedAnswers.shared != nil,
            "needs ../shared/api/hcloud-openapi.json, or HZFORM_API_DESCRIPTION"
        )
    )
    func coverage() throws {
        let documented = Set(try #require(DocumentedAnswers.shared?.members.keys))
        #expect(documented.subtracting(RoundTrip.all.map(\.key)) == Self.withoutModel)
    }

    @Test("what was written is read as the same again")
    func stability() throws {
        let server = try Server(json: ResourceFixtures.server)
        #expect(try Server(json: server.json) == server)
        let loadBalancer = try LoadBalancer(json: ResourceFixtures.loadBalancer)
        #expect(try LoadBalancer(json: loadBalancer.json) == loadBalancer)
        let pricing = try Pricing(json: ResourceFixtures.pricing)
        #expect(try Pricing(json: pricing.json) == pricing)
        let metrics = try Metrics(json: ResourceFixtures.metrics)
        #expect(try Metrics(json: metrics.json) == metrics)
    }

    @Test("a time is written to the millisecond", arguments: ["2016-01-30T23:55:00Z", "2016-01-30T23:55:00.250Z"])
    func times(text: String) throws {
        #expect(try Date(json: .string(text)).json == .string(text))
    }

    private func losses(of trip: RoundTrip, _ example: JSONValue) throws -> [String] {
        lost(from: example, in: try trip.run(example), at: trip.name).sorted()
    }

    /// The last two members on the way to each value that is gone or different; the elements of a list have no name.
    private func lost(from original: JSONValue, in written: JSONValue, at path: String) -> [String] {
        switch (original, written) {
        case (.object(let original), .object(let written)):
            original.flatMap { member in
                let parent = path.split(separator: ".").last.map { "\($0)." } ?? ""
                return lost(from: member.value, in: written[member.key] ?? .null, at: parent + member.key)
            }
        case (.array(let original), .array(let written)):
            original.count == written.count
                ? zip(original, written).flatMap { lost(from: $0, in: $1, at: path) } : [path]
        case _: isSame(original, written) ? [] : [path]
        }
    }

    /// Times and amounts may be spelled differently, and what is empty may be left out.
    private func isSame(_ original: JSONValue, _ written: JSONValue) -> Bool {
        if original == written || original.number != nil && original.number == written.number { return true }
        if written.isNull { return original.array?.isEmpty ?? original.object?.isEmpty ?? false }
        if let date = try? Date(json: original) { return (try? Date(json: written)) == date }
        if let amount = try? Decimal(json: original) { return (try? Decimal(json: written)) == amount }
        return false
    }
}
