import ArgumentParser
import Diagnostics
import HetznerCatalog
import HetznerCloud
import Workflow

struct APICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Send any request to the API, and print what it answers.",
        discussion: """
            With the token, the retries and the pace of every other command. Fields are the query of GET and DELETE, and the \
            body of POST and PUT; what is JSON is taken as that (3, true, null, '["a"]', '"3"'), all else as text.

            Examples:
              hzform api GET servers -f status=running --paginate
              hzform api POST servers/42/actions/change_type -f server_type=cx33 -f upgrade_disk=false
            """
    )

    @Argument(help: "GET, POST, PUT or DELETE.")
    var method: HTTPMethod

    @Argument(help: ArgumentHelp("What follows /v1/, as the API's reference has it: servers/42.", valueName: "path"))
    var path: String

    @Option(
        name: [.customShort("f"), .customLong("field")],
        help: ArgumentHelp(
            "A field; labels[env]=prod is one in another, ssh_keys[]=ops one of a list.",
            valueName: "key=value"
        )
    )
    var fields: [String] = []

    @Option(
        help: ArgumentHelp("The body, as JSON, from a file; - is standard input.", valueName: "file"),
        completion: .file()
    )
    var input: String?

    @Flag(help: "Read a list to its end, and print it as one page.")
    var paginate = false

    @OptionGroup var project: ProjectOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var style: StyleOptions

    func validate() throws {
        guard !paginate || method == .get else { throw ValidationError("'--paginate' is for GET.") }
        guard input == nil || method == .post || method == .put else {
            throw ValidationError("'--input' is for POST and PUT.")
        }
        guard input == nil || fields.isEmpty else {
            throw ValidationError("'--input' and '--field' exclude each other.")
        }
    }

    func run() async throws {
        let output = Output(style)
        try await output.reporting {
            let request = try RequestFields(fields)
            let body = try body(request)
            let cloud = try await CloudAccess(cloudOptions, project, output: output)
            let answer = try await cloud.workflow(.hetzner).calling {
                let query = typedQuery + (method == .get || method == .delete ? request.query : [])
                guard paginate else {
                    return try await cloud.client.request(method, target, query: query, body: body).json
                }
                return try await wholeList(cloud.client, query)
            }
            try await cloud.close()
            if let answer { output.result(answer.pretty() + "\n") }
        }
    }

    /// As it is written in the reference, with `/v1` or without.
    private var target: APIPath {
        let path = path.prefix { $0 != "?" }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).drop { $0.isEmpty }
        if parts.last?.isEmpty == true { parts.removeLast() }
        return APIPath((parts.first == "v1" ? parts.dropFirst() : parts).joined(separator: "/"))
    }

    /// What stands behind a '?', as addresses have it.
    private var typedQuery: [QueryItem] {
        path.drop { $0 != "?" }.dropFirst().split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            let value = pair[name.endIndex...].dropFirst()
            return QueryItem(Self.decoded(name), Self.decoded(value))
        }
    }

    /// With the characters that an address has as `%41`.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = String(Substring(rest.prefix(2)))
            guard byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(digits, radix: 16) else {
                bytes.append(byte)
                continue
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func body(_ request: RequestFields) throws(WorkflowFailure) -> JSONValue? {
        guard method == .post || method == .put else { return nil }
        guard let input else { return request.body }
        do {
            return try JSONParser.parse(try FileBytes.read(input == "-" ? "/dev/stdin" : input))
        } catch {
            throw WorkflowFailure(.error("file", "'\(input)' is no body: \(error)"))
        }
    }

    /// The pages of a list, put together under the list's own name.
    private func wholeList(_ client: CloudClient, _ query: [QueryItem]) async throws -> JSONValue? {
        let query = query.contains { $0.name == "per_page" } ? query : query + [QueryItem("per_page", 50)]
        let first = try await client.request(.get, target, query: query)
        guard let key = first.json?.listKey else { return first.json }
        var items = first[key]?.array ?? []
        var next = first.json?.nextPage
        while let number = next {
            let page = try await client.request(.get, target, query: query + [QueryItem("page", number)])
            items += page[key]?.array ?? []
            next = page.json?.nextPage
        }
        return .object([key: .array(items)])
    }
}

extension HTTPMethod: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

extension JSONValue {
    /// The member that is a list, where this is an answer with one.
    fileprivate var listKey: String? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.value.array != nil }?.key
    }

    fileprivate var nextPage: Int? { self["meta"]?["pagination"]?["next_page"]?.integer.map { Int($0) } }
}
