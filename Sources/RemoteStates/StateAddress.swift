import Diagnostics
import HetznerCloud
import ResourceModel
import StateFiles

/// Where a state is said to be.
package enum StateAddress: Hashable, Sendable {
    case file(String)
    /// `https://gitlab.com/api/v4/projects/1/terraform/state/main`
    case server(String)
    /// `s3://bucket/key?endpoint=…&region=…`
    case bucket(String)

    package init(_ text: String) {
        let scheme = text.lowercased()
        if scheme.hasPrefix("https://") || scheme.hasPrefix("http://") {
            self = .server(text)
        } else if scheme.hasPrefix("s3://") {
            self = .bucket(String(text.dropFirst("s3://".count)))
        } else {
            self = .file(text)
        }
    }

    package var isRemote: Bool {
        switch self {
        case .file: false
        case .server, .bucket: true
        }
    }

    /// What keeps the state there.
    package func store(
        _ environment: [String: String],
        catalog: Catalog,
        transport: () -> any Transport,
        clock: ClientClock = .system
    ) throws(Diagnostic) -> any StateStore {
        switch self {
        case .file(let path):
            return StateFile(path: path, catalog: catalog)
        case .server(let url):
            let server = RemoteServer(transport: transport(), clock: clock)
            let object = try Self.object(url, environment, server)
            return RemoteState(object, catalog: catalog, clock: clock)
        case .bucket(let place):
            let server = RemoteServer(transport: transport(), clock: clock)
            let object = try BucketPlace(place).object(environment, server)
            return RemoteState(object, catalog: catalog, clock: clock)
        }
    }

    private static func object(
        _ url: String,
        _ environment: [String: String],
        _ server: RemoteServer
    ) throws(Diagnostic) -> HTTPObject {
        let authority = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
        guard !authority.isEmpty else { throw .noStateAddress(url, "it names no server") }
        guard !authority.contains("@") else {
            throw .error(
                "invalid-value",
                "the address of the state has a password in it, which would show wherever it is told",
                hint: "Put them into HZFORM_STATE_USER and HZFORM_STATE_PASSWORD."
            )
        }
        return HTTPObject(
            url: url,
            server: server,
            user: environment["HZFORM_STATE_USER"],
            password: environment["HZFORM_STATE_PASSWORD"]
        )
    }
}

/// What follows `s3://`, taken apart.
private struct BucketPlace {
    let bucket: String
    let key: String
    let settings: [String: String]

    init(_ text: String) throws(Diagnostic) {
        let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let place = halves[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard place.count == 2, !place[0].isEmpty, !place[1].isEmpty else {
            throw .noStateAddress("s3://\(text)", "it is written s3://BUCKET/KEY")
        }
        bucket = String(place[0])
        key = String(place[1])
        var settings: [String: String] = [:]
        for setting in halves.dropFirst().first?.split(separator: "&") ?? [] {
            let sides = setting.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, ["endpoint", "region"].contains(sides[0]) else {
                throw .noStateAddress("s3://\(text)", "behind the '?' are endpoint=… and region=… alone")
            }
            settings[String(sides[0])] = String(sides[1])
        }
        self.settings = settings
    }

    func object(_ environment: [String: String], _ server: RemoteServer) throws(Diagnostic) -> S3Object {
        func value(_ names: String...) -> String? { names.compactMap { environment[$0] }.first { !$0.isEmpty } }
        guard let keyID = value("AWS_ACCESS_KEY_ID"), let secret = value("AWS_SECRET_ACCESS_KEY") else {
            throw .error(
                "invalid-value",
                "the state is in a bucket, and there are no credentials for it",
                hint: "Put them into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
            )
        }
        let endpoint = settings["endpoint"] ?? value("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        let region = settings["region"] ?? value("AWS_REGION", "AWS_DEFAULT_REGION") ?? endpoint.flatMap(Self.region)
        let isURL = endpoint.map { $0.hasPrefix("https://") || $0.hasPrefix("http://") } ?? true
        guard isURL else { throw .noStateAddress(endpoint ?? "", "an endpoint begins with https://") }
        guard let region = region ?? (endpoint == nil ? nil : "us-east-1") else {
            throw .error(
                "invalid-value",
                "the bucket of the state has no endpoint",
                hint: "As in: s3://\(bucket)/\(key)?endpoint=https://fsn1.your-objectstorage.com"
            )
        }
        var address = endpoint ?? "https://s3.\(region).amazonaws.com"
        while address.hasSuffix("/") { address.removeLast() }
        return S3Object(
            bucket: bucket,
            key: key,
            endpoint: address,
            region: region,
            credentials: .init(keyID: keyID, secret: secret, session: value("AWS_SESSION_TOKEN")),
            server: server
        )
    }

    /// Hetzner's endpoints begin with their region.
    private static func region(of endpoint: String) -> String? {
        guard endpoint.contains(".your-objectstorage.com") else { return nil }
        return endpoint.split(separator: "/").dropFirst().first?.split(separator: ".").first.map(String.init)
    }
}

extension Diagnostic {
    fileprivate static func noStateAddress(_ text: String, _ reason: String) -> Diagnostic {
        .error("invalid-value", "'\(text)' is no place for a state: \(reason)")
    }
}
