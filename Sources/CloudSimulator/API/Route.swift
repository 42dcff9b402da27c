/// One operation of the API: a method, a path below `/v1`, and what answers it.
struct Route: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    /// Throws only `APIFailure`; closures do not infer a typed throw.
    typealias Handler = @Sendable (Call) throws -> SimulatorResponse

    let method: Method
    /// Segments; `{…}` takes any one.
    let path: String
    let handle: Handler

    init(_ method: Method, _ path: String, _ handle: @escaping Handler) {
        self.method = method
        self.path = path
        self.handle = handle
    }
}

/// An authenticated request on its way to the operation that answers it.
struct Call {
    let project: Project
    /// What stood in the place of the `{…}` of the route's path.
    let parameters: [String]
    let query: Query
    let body: [UInt8]
    /// The path without the query, and the host that the client asked, for links to other pages.
    let path: String
    let host: String

    func input() throws(APIFailure) -> Input {
        try Input(body)
    }

    /// The ID in the path; what is no number names nothing.
    func id(_ kind: ResourceKind, at index: Int = 0) throws(APIFailure) -> Int {
        guard let id = Int(parameters[index]), id > 0 else { throw APIFailure.notFound(kind, parameters[index]) }
        return id
    }
}

/// Finds the route of a path, segment by segment; a fixed segment goes before a placeholder.
struct Router: Sendable {
    private struct Node: Sendable {
        var fixed: [Substring: Node] = [:]
        /// One element at most: an array, because a struct cannot hold itself.
        var placeholder: [Node] = []
        var routes: [Route.Method: Route] = [:]
    }

    private var root = Node()

    init(_ routes: [Route]) {
        for route in routes {
            Router.insert(route, at: route.path.split(separator: "/")[...], into: &root)
        }
    }

    private static func insert(_ route: Route, at path: ArraySlice<Substring>, into node: inout Node) {
        guard let segment = path.first else {
            precondition(node.routes[route.method] == nil, "Two routes for \(route.method.rawValue) \(route.path).")
            node.routes[route.method] = route
            return
        }
        if segment.hasPrefix("{") {
            if node.placeholder.isEmpty { node.placeholder.append(Node()) }
            insert(route, at: path.dropFirst(), into: &node.placeholder[0])
        } else {
            insert(route, at: path.dropFirst(), into: &node.fixed[segment, default: Node()])
        }
    }

    func route(_ method: String, _ path: Substring) throws(APIFailure) -> (route: Route, parameters: [String]) {
        var node = root
        var parameters: [String] = []
        for segment in path.split(separator: "/") {
            if let next = node.fixed[segment] {
                node = next
            } else if let next = node.placeholder.first {
                guard let text = Query.decoded(segment) else { throw APIFailure.unknownRoute }
                parameters.append(text)
                node = next
            } else {
                throw APIFailure.unknownRoute
            }
        }
        guard !node.routes.isEmpty else { throw APIFailure.unknownRoute }
        guard let method = Route.Method(rawValue: method), let route = node.routes[method] else {
            throw APIFailure.methodNotAllowed
        }
        return (route, parameters)
    }
}
