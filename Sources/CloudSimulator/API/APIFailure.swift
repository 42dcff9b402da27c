/// An error as the API answers it: a status and `{"error": {"code", "message", "details"}}`.
struct APIFailure: Error, Sendable {
    let status: Int
    let code: String
    let message: String
    var details: JSON = [:]
    /// What is wrong with the first of the fields that the details name.
    var reason: String?

    var response: SimulatorResponse {
        SimulatorResponse(status, ["error": ["code": .string(code), "message": .string(message), "details": details]])
    }

    /// As the zones' part of the API says it: the message is the reason, where the others name the fields.
    var leadingWithReason: APIFailure {
        reason.map { APIFailure(status: status, code: code, message: $0, details: details) } ?? self
    }

    static func invalidInput(_ message: String) -> APIFailure {
        APIFailure(status: 422, code: "invalid_input", message: message, details: ["fields": []])
    }

    static func invalidInput(field: String, _ problem: String) -> APIFailure {
        invalidInput([FieldProblem(field: field, message: problem)])
    }

    static func invalidInput(_ problems: [FieldProblem]) -> APIFailure {
        var order: [String] = []
        var messages: [String: [String]] = [:]
        for problem in problems {
            if messages[problem.field] == nil { order.append(problem.field) }
            messages[problem.field, default: []].append(problem.message)
        }
        let quoted = order.map { "'\($0)'" }.joined(separator: ", ")
        let fields = order.map { name -> JSON in
            ["name": .string(name), "messages": .strings(messages[name] ?? [])]
        }
        return APIFailure(
            status: 422,
            code: "invalid_input",
            message: "invalid input in \(order.count == 1 ? "field" : "fields") \(quoted)",
            details: ["fields": .array(fields)],
            reason: problems.first?.message
        )
    }

    static func notFound(_ kind: ResourceKind, _ id: String) -> APIFailure {
        APIFailure(status: 404, code: "not_found", message: "\(kind.title) with ID '\(id)' not found")
    }

    static func notUnique(_ kind: ResourceKind, field: String = "name") -> APIFailure {
        let message =
            switch kind {
            case .server: "server name is already used"
            case .sshKey where field == "public_key": "SSH key with the same fingerprint already exists"
            case .sshKey: "SSH key name is already used"
            default: "name is already used"
            }
        return APIFailure(
            status: 409,
            code: "uniqueness_error",
            message: message,
            details: ["fields": [["name": .string(field)]]]
        )
    }

    static func limitExceeded(_ name: String, _ message: String) -> APIFailure {
        APIFailure(
            status: 403,
            code: "resource_limit_exceeded",
            message: message,
            details: ["limits": [["name": .string(name)]]]
        )
    }

    static func protected(_ message: String) -> APIFailure {
        APIFailure(status: 423, code: "protected", message: message)
    }

    static func unprocessable(_ code: String, _ message: String) -> APIFailure {
        APIFailure(status: 422, code: code, message: message)
    }

    static func serviceError(_ message: String) -> APIFailure {
        unprocessable("service_error", message)
    }

    static func conflict(_ message: String) -> APIFailure {
        APIFailure(status: 409, code: "conflict", message: message)
    }

    static func locked(_ kind: ResourceKind) -> APIFailure {
        APIFailure(
            status: 423,
            code: "locked",
            message: "cannot perform operation because \(kind.title) is locked"
        )
    }

    static func gone(_ message: String, announcement: String) -> APIFailure {
        APIFailure(
            status: 410,
            code: "deprecated_api_endpoint",
            message: message,
            details: ["announcement": .string(announcement)]
        )
    }

    static let jsonError = APIFailure(status: 400, code: "json_error", message: "the request body is not valid JSON")
    static let unauthorized = APIFailure(status: 401, code: "unauthorized", message: "unable to authenticate")
    static let readOnlyToken = APIFailure(
        status: 401,
        code: "token_readonly",
        message: "the token is only allowed to read"
    )
    static let badSelector = invalidInput(field: "label_selector", "is not a valid label selector")
    static let unknownRoute = APIFailure(status: 404, code: "not_found", message: "the requested route was not found")
    static let methodNotAllowed = APIFailure(status: 405, code: "method_not_allowed", message: "method not allowed")
    static let rateLimited = APIFailure(
        status: 429,
        code: "rate_limit_exceeded",
        message: "API rate limit exceeded, please retry later"
    )
}

/// What is wrong with one field of a request body.
struct FieldProblem: Sendable {
    let field: String
    let message: String
}
