extension LoadBalancer {
    /// A port of a load balancer, and where and how it passes on what arrives there.
    ///
    /// Only what is set is sent: `updateService` changes just that.
    public struct Service: JSONModel, JSONEncodable, Hashable {
        /// Names the service: no two have the same.
        public var listenPort: Int
        public var servedProtocol: ServedProtocol?
        public var destinationPort: Int?
        /// Whether targets learn the client's address by the PROXY protocol.
        public var usesProxyProtocol: Bool?
        public var http: HTTP?
        public var healthCheck: HealthCheck?

        /// What a service speaks with clients.
        public struct ServedProtocol: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            public static let tcp: Self = "tcp"
            public static let http: Self = "http"
            public static let https: Self = "https"
        }

        public init(
            listenPort: Int,
            servedProtocol: ServedProtocol? = nil,
            destinationPort: Int? = nil,
            usesProxyProtocol: Bool? = nil,
            http: HTTP? = nil,
            healthCheck: HealthCheck? = nil
        ) {
            self.listenPort = listenPort
            self.servedProtocol = servedProtocol
            self.destinationPort = destinationPort
            self.usesProxyProtocol = usesProxyProtocol
            self.http = http
            self.healthCheck = healthCheck
        }

        public init(_ json: JSONObject) throws(ModelError) {
            listenPort = try json.read("listen_port")
            servedProtocol = try json.read("protocol")
            destinationPort = try json.read("destination_port")
            usesProxyProtocol = try json.read("proxyprotocol")
            http = try json.read("http")
            healthCheck = try json.read("health_check")
        }

        public var json: JSONValue {
            var object: JSONObject = ["listen_port": listenPort.json]
            object.add("protocol", servedProtocol)
            object.add("destination_port", destinationPort)
            object.add("proxyprotocol", usesProxyProtocol)
            object.add("http", http)
            object.add("health_check", healthCheck)
            return .object(object)
        }
    }

    /// What only services of the protocols HTTP and HTTPS have.
    public struct HTTP: JSONModel, JSONEncodable, Hashable {
        public var certificates: [Certificate.ID]?
        /// Whether a client always comes to the same target.
        public var hasStickySessions: Bool?
        public var cookieName: String?
        /// In seconds.
        public var cookieLifetime: Int?
        /// Whether plain HTTP on port 80 is sent on to this service.
        public var redirectsHTTP: Bool?
        /// Seconds without traffic after which a connection is closed, from 30 to 300.
        public var idleTimeout: Int?

        public init(
            certificates: [Certificate.ID]? = nil,
            hasStickySessions: Bool? = nil,
            cookieName: String? = nil,
            cookieLifetime: Int? = nil,
            redirectsHTTP: Bool? = nil,
            idleTimeout: Int? = nil
        ) {
            self.certificates = certificates
            self.hasStickySessions = hasStickySessions
            self.cookieName = cookieName
            self.cookieLifetime = cookieLifetime
            self.redirectsHTTP = redirectsHTTP
            self.idleTimeout = idleTimeout
        }

        public init(_ json: JSONObject) throws(ModelError) {
            certificates = try json.read("certificates")
            hasStickySessions = try json.read("sticky_sessions")
            cookieName = try json.read("cookie_name")
            cookieLifetime = try json.read("cookie_lifetime")
            redirectsHTTP = try json.read("redirect_http")
            idleTimeout = try json.read("timeout_idle")
        }

        public var json: JSONValue {
            var object = JSONObject()
            object.add("certificates", certificates)
            object.add("sticky_sessions", hasStickySessions)
            object.add("cookie_name", cookieName)
            object.add("cookie_lifetime", cookieLifetime)
            object.add("redirect_http", redirectsHTTP)
            object.add("timeout_idle", idleTimeout)
            return .object(object)
        }
    }

    /// How a service finds out which targets are healthy.
    public struct HealthCheck: JSONModel, JSONEncodable, Hashable {
        public var checkedProtocol: Service.ServedProtocol?
        public var port: Int?
        /// Seconds between two checks.
        public var interval: Int?
        /// Seconds until a check has failed.
        public var timeout: Int?
        /// How many checks must fail in a row.
        public var retries: Int?
        public var http: Request?

        /// What a check over HTTP asks for and expects.
        public struct Request: JSONModel, JSONEncodable, Hashable {
            public var domain: String?
            public var path: String?
            /// What the body has to contain.
            public var response: String?
            /// Such as `2??`.
            public var statusCodes: [String]?
            public var usesTLS: Bool?

            public init(
                domain: String? = nil,
                path: String? = nil,
                response: String? = nil,
                statusCodes: [String]? = nil,
                usesTLS: Bool? = nil
            ) {
                self.domain = domain
                self.path = path
                self.response = response
                self.statusCodes = statusCodes
                self.usesTLS = usesTLS
            }

            public init(_ json: JSONObject) throws(ModelError) {
                domain = try json.read("domain")
                path = try json.read("path")
                response = try json.read("response")
                statusCodes = try json.read("status_codes")
                usesTLS = try json.read("tls")
            }

            public var json: JSONValue {
                var object = JSONObject()
                object.add("domain", domain)
                object.add("path", path)
                object.add("response", response)
                object.add("status_codes", statusCodes)
                object.add("tls", usesTLS)
                return .object(object)
            }
        }

        public init(
            checkedProtocol: Service.ServedProtocol? = nil,
            port: Int? = nil,
            interval: Int? = nil,
            timeout: Int? = nil,
            retries: Int? = nil,
            http: Request? = nil
        ) {
            self.checkedProtocol = checkedProtocol
            self.port = port
            self.interval = interval
            self.timeout = timeout
            self.retries = retries
            self.http = http
        }

        public init(_ json: JSONObject) throws(ModelError) {
            checkedProtocol = try json.read("protocol")
            port = try json.read("port")
            interval = try json.read("interval")
            timeout = try json.read("timeout")
            retries = try json.read("retries")
            http = try json.read("http")
        }

        public var json: JSONValue {
            var object = JSONObject()
            object.add("protocol", checkedProtocol)
            object.add("port", port)
            object.add("interval", interval)
            object.add("timeout", timeout)
            object.add("retries", retries)
            object.add("http", http)
            return .object(object)
        }
    }
}
