extension LoadBalancer {
    /// A port of a load balancer, and where and how it passes on what arrives there.
    ///
    /// Only what is set is sent: `updateService` changes just that.
    public struct Service: APIModel {
        /// Names the service: no two have the same.
        public var listenPort: Int
        /// What clients speak on the listening port.
        public var servedProtocol: ServedProtocol?
        /// Where targets listen.
        ///
        /// For HTTP and HTTPS, the API takes 80 if it is not given.
        public var destinationPort: Int?
        /// Whether targets learn the client's address by the PROXY protocol.
        public var usesProxyProtocol: Bool?
        /// What only HTTP and HTTPS need; `nil` for TCP.
        public var http: HTTP?
        /// When a target gets traffic of this service; the API fills in what is not given.
        public var healthCheck: HealthCheck?

        /// What a service speaks with clients.
        public struct ServedProtocol: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// Passes bytes on without looking at them.
            public static let tcp: Self = "tcp"
            /// Passes on requests; sees headers, paths and cookies.
            public static let http: Self = "http"
            /// Ends TLS with the service's certificates, then does what `http` does.
            public static let https: Self = "https"
        }

        /// Describes a service for a request.
        ///
        /// A new one needs protocol and, for TCP, the destination port; a change has only what is to be different.
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

        public init(_ json: JSONFields) throws(ModelError) {
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
    public struct HTTP: APIModel {
        /// For TLS; without any, HTTPS is passed through as it is.
        public var certificates: [Certificate.ID]?
        /// Whether a client always comes to the same target.
        public var hasStickySessions: Bool?
        /// Of the cookie that makes sessions stick; the API takes `HCLBSTICKY` if it is not given.
        public var cookieName: String?
        /// In seconds.
        public var cookieLifetime: Int?
        /// Whether plain HTTP on port 80 is sent on to this service.
        public var redirectsHTTP: Bool?
        /// Seconds without traffic after which a connection is closed, from 30 to 300.
        public var idleTimeout: Int?

        /// Describes the part for a request; what is `nil` is left out, and keeps its value.
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

        public init(_ json: JSONFields) throws(ModelError) {
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
    public struct HealthCheck: APIModel {
        /// `tcp` connects; `http` also asks and looks at the answer.
        public var checkedProtocol: Service.ServedProtocol?
        /// Where to check; usually the destination port.
        public var port: Int?
        /// Seconds between two checks.
        public var interval: Int?
        /// Seconds until a check has failed.
        public var timeout: Int?
        /// How many checks must fail in a row.
        public var retries: Int?
        /// What to ask for; `nil` for checks by TCP.
        public var http: Request?

        /// What a check over HTTP asks for and expects.
        public struct Request: APIModel {
            /// Sent as `Host`; `nil` sends none.
            public var domain: String?
            /// What to ask for, percent-encoded, such as `/health`.
            public var path: String?
            /// What the body has to contain.
            public var response: String?
            /// Such as `2??`.
            public var statusCodes: [String]?
            /// Whether the check speaks HTTPS.
            public var usesTLS: Bool?

            /// Describes the part for a request; what is `nil` is left out, and keeps its value.
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

            public init(_ json: JSONFields) throws(ModelError) {
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

        /// Describes the check for a request; what is `nil` is left out, and keeps its value.
        ///
        /// The API's own values are an interval of 15 seconds, a time-out of 10 and 3 retries.
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

        public init(_ json: JSONFields) throws(ModelError) {
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
