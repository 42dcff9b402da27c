import HetznerCloud
import Tracing

/// Middleware that opens a span of swift-distributed-tracing around each attempt of a request.
///
/// The span is a client's, named after the method, with the attributes that OpenTelemetry has for HTTP; its parent is the span
/// of the task that makes the request. Its context goes along in the headers, in the form that the tracer injects. A status
/// from 400 and an error that is thrown end it as failed. Neither token nor body gets into it.
///
/// - Parameter tracer: `nil` takes the one that `InstrumentationSystem` has when the request is made.
public func tracingMiddleware(_ tracer: (any Tracer)? = nil) -> Middleware {
    { request, next in
        let tracer = tracer ?? InstrumentationSystem.tracer
        return try await tracer.withAnySpan(request.method.rawValue, ofKind: .client) { span in
            span.attributes["http.request.method"] = request.method.rawValue
            span.attributes["url.full"] = request.url
            var request = request
            tracer.inject(span.context, into: &request.headers, using: HeaderInjector())
            let response = try await next(request)
            span.attributes["http.response.status_code"] = response.status
            if let id = response.headers["X-Correlation-Id"] { span.attributes["hetzner.correlation_id"] = id }
            if response.status >= 400 { span.setStatus(SpanStatus(code: .error)) }
            return response
        }
    }
}

/// Writes the context of a span into the headers of a request.
private struct HeaderInjector: Injector {
    func inject(_ value: String, forKey key: String, into carrier: inout [(name: String, value: String)]) {
        carrier.append((name: key, value: value))
    }
}
