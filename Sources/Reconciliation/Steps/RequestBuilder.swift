import ResourceModel

/// Makes requests of one object from the calls of its type.
struct RequestBuilder {
    let type: ResourceType
    let address: ResourceAddress
    /// The object itself: the present one, or whatever creation puts at the address.
    let this: Reference
    /// The wish; `nil` where the resource is not declared any more.
    let resource: DesiredResource?
    let perspective: Perspective

    func request(_ call: Call, value: Value? = nil, kind: ValueKind? = nil) -> Step.Request {
        Step.Request(
            call.method,
            path(call, value),
            body: body(call.body, value: value, kind: kind)
        )
    }

    /// A `PUT` on the object.
    func put(_ entries: [String: Value]) -> Step.Request {
        Step.Request(.put, [.string(type.collection.path), .reference(this)], body: .map(entries))
    }

    private func path(_ call: Call, _ value: Value?) -> [Value] {
        let parts = call.path.map { part -> Value in
            switch part {
            case .literal(let text): .string(text)
            case .id: .reference(this)
            case .output(let name): output(name)
            case .target: value ?? .null
            case .attribute(let name): attribute(name) ?? .null
            case .part(let name): .string(value?[name]?.keyText ?? "")
            }
        }
        guard call.path.first == .id else { return parts }
        return [.string(type.collection.path)] + parts
    }

    /// What a template means; `nil` for something to leave out.
    func body(_ template: BodyTemplate, value: Value?, kind: ValueKind?) -> Value? {
        switch template {
        case .value: value.flatMap { sendable($0, kind) }
        case .part(let name): value?[name].flatMap { sendable($0, kind?.part(name)) }
        case .attribute(let name, let fallback): attribute(name) ?? (fallback.isNull ? nil : fallback)
        case .output(let name): output(name)
        case .id: .reference(this)
        case .constant(let constant): constant.isNull ? nil : constant
        case .object(let entries), .spread(let entries): object(entries, value, kind)
        case .objectIfAny(let entries): object(entries, value, kind).flatMap { $0 == .map([:]) ? nil : $0 }
        case .list(let templates): .list(templates.compactMap { body($0, value: value, kind: kind) })
        case .each(let template):
            .list((value?.list ?? []).compactMap { body(template, value: $0, kind: kind?.element) })
        case .mapped(let table): value.flatMap { table[$0.keyText] }
        case .explicitNull: .null
        case .orNull(let template): body(template, value: value, kind: kind) ?? .null
        case .name(let suffix, let type): name.map { .string(free($0 + suffix, of: type)) }
        }
    }

    private func object(_ entries: [(String, BodyTemplate)], _ value: Value?, _ kind: ValueKind?) -> Value? {
        var object: [String: Value] = [:]
        for (key, template) in entries { object[key] = body(template, value: value, kind: kind) }
        return .map(object)
    }

    private func attribute(_ name: AttributeName) -> Value? {
        guard let value = resource?.value(name), let kind = type.attribute(name)?.kind, !value.isNull else {
            return nil
        }
        return sendable(perspective.desired(value, kind, of: address), kind)
    }

    /// The text, or where an object of the type has that name the first number behind it that makes it free.
    private func free(_ name: String, of type: ResourceType.Name?) -> String {
        guard let type else { return name }
        let relations = perspective.situation.relations
        var (free, number) = (name, 1)
        while relations.isName(free, of: type) {
            number += 1
            free = "\(name)-\(number)"
        }
        return free
    }

    private var name: String? {
        resource?.value(.name)?.string ?? perspective.situation.bindings[address]?.name
    }

    /// An output of the object: its value where the object is known, else read when the request is sent.
    func output(_ name: AttributeName) -> Value {
        if case .object(_, let id) = this, let object = perspective.situation.bindings[address], object.id == id,
            let value = object.outputs[name]
        {
            return value
        }
        return laterOutput(name)
    }

    /// An output that is read when the request is sent.
    private func laterOutput(_ name: AttributeName) -> Value {
        .deferred(.output(AttributeReference(address, name)))
    }

    /// The value without nulls, and with the words for own addresses replaced; those that are known already are not there
    /// any more.
    private func sendable(_ value: Value, _ kind: ValueKind?) -> Value? {
        let named = kind?.mapOwnAddresses(value) { word in
            type.output(AttributeName(word)) == nil ? nil : laterOutput(AttributeName(word))
        }
        return (named ?? value).withoutNulls
    }
}

extension Value {
    /// Without what is null, at any depth; `nil` where nothing is left.
    fileprivate var withoutNulls: Value? {
        switch self {
        case .null: nil
        case .map(let entries): .map(entries.compactMapValues(\.withoutNulls))
        case .list(let values): .list(values.compactMap(\.withoutNulls))
        case .boolean, .integer, .number, .string, .reference, .deferred: self
        }
    }
}
