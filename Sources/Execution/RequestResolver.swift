import HetznerCloud
import Reconciliation
import Refreshing
import ResourceModel

/// A request with everything in it known.
struct ResolvedRequest: Sendable {
    let method: HTTPMethod
    let path: String
    let body: JSONValue?

    /// Whether it makes an object, so that carrying it out twice would make two.
    var isCreation: Bool { method == .post && !path.contains("/") }
}

/// Puts what is known by now in the place of references and deferred values.
struct RequestResolver: Sendable {
    let ledger: Ledger
    let refresher: Refresher
    let catalog: Catalog
    let evaluator: ExpressionEvaluator

    func request(_ request: Step.Request) async throws -> ResolvedRequest {
        var parts: [String] = []
        for part in request.path { parts.append(try await json(part).pathText) }
        return ResolvedRequest(
            method: HTTPMethod(request.method),
            path: parts.joined(separator: "/"),
            body: try await request.body.asyncMap(json)
        )
    }

    /// The value with its deferred parts evaluated; references stay.
    func evaluated(_ value: Value) async throws -> Value {
        guard value.isDeferred else { return value }
        let known = try await known(Set(value.deferredReads))
        return try value.mapLeaves { leaf in
            guard case .deferred(let deferred) = leaf else { return leaf }
            let value = try evaluator.value(of: deferred, in: catalog) { known[AttributeReference($0, $1)] }
            guard let value else { throw StepError.unknown(deferred) }
            return value
        }
    }

    private func json(_ value: Value) async throws -> JSONValue {
        let value = try await evaluated(value)
        let objects = await ledger.objects(at: value.addresses)
        return try value.requestJSON { address in
            guard case .object(_, let id) = objects[address] else {
                throw StepError(.unknownValue, "'\(address)' has no object yet, and the request needs its ID")
            }
            return id
        }
    }

    private func known(_ reads: Set<AttributeReference>) async throws -> [AttributeReference: Value] {
        var known: [AttributeReference: Value] = [:]
        for read in reads.sorted() {
            known[read] = try await value(read)
        }
        return known
    }

    /// Asks for the object where no answer has shown the attribute yet, or only that there was nothing yet.
    private func value(_ read: AttributeReference) async throws -> Value? {
        if let value = await ledger.value(read), !value.isNull, value != .list([]) { return value }
        guard let record = await ledger.record(at: read.address),
            let object = try await refresher.object(record.type, record.id)
        else { return nil }
        return await ledger.value(read, in: object, record.type)
    }
}

extension Value {
    /// As the API takes it; keys are sorted, so that the same request is the same text.
    fileprivate func requestJSON(_ id: (ResourceAddress) throws -> ResourceID) throws -> JSONValue {
        switch self {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        case .list(let values): .array(try values.map { try $0.requestJSON(id) })
        case .map(let entries):
            .object(JSONObject(try entries.sortedByKey().map { ($0.key, try $0.value.requestJSON(id)) }))
        case .reference(.resource(let address)): try id(address).json
        case .reference(.object(_, let id)): id.json
        case .deferred(let deferred):
            throw StepError.unknown(deferred)
        }
    }
}

extension StepError {
    fileprivate static func unknown(_ deferred: DeferredValue) -> StepError {
        StepError(.unknownValue, "the value of '\(deferred.source)' is still unknown")
    }
}

extension Value? {
    fileprivate func asyncMap<Result>(_ transform: (Value) async throws -> Result) async rethrows -> Result? {
        guard let value = self else { return nil }
        return try await transform(value)
    }
}

extension JSONValue {
    fileprivate var pathText: String { string ?? description }
}

extension HTTPMethod {
    fileprivate init(_ method: Call.Method) {
        self =
            switch method {
            case .post: .post
            case .put: .put
            case .delete: .delete
            }
    }
}
