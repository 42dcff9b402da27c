import JSONDocuments
import ResourceModel

/// What a call does to an attribute.
enum CallEffect {
    case set(Call, clearsFirst: Bool)
    case clear
    case add(Call)
    case remove(Call)
    case change(Call)
    /// It changes what nobody sees.
    case nothing

    func value(
        from body: JSONValue,
        old: JSONValue,
        _ attribute: Attribute
    ) throws(InterpretedProject.Refusal) -> JSONValue {
        switch self {
        case .nothing: return old
        case .clear: return attribute.reset?.json ?? .null
        case .set(let call, let clearsFirst):
            guard !(clearsFirst && !old.isNothing) else {
                throw InterpretedProject.Refusal("conflict_of_values", "\(attribute.name) is set already")
            }
            let value = call.body.value(in: body, attribute.kind)
            // A call without a body switches something on.
            if case .boolean = attribute.kind, value.isNull { return true }
            return value
        case .add(let call):
            return .array((old.array ?? []) + [call.body.value(in: body, attribute.kind)])
        case .remove(let call):
            let gone = call.body.value(in: body, attribute.kind)
            let left = (old.array ?? []).filter { !attribute.kind.isSame($0, gone) }
            guard left.count < old.array?.count ?? 0 else {
                throw InterpretedProject.Refusal("not_found", "there is no such \(attribute.name)", status: 404)
            }
            return .array(left)
        case .change(let call):
            let new = call.body.value(in: body, attribute.kind)
            let elements = old.array ?? []
            guard elements.contains(where: { attribute.kind.isSame($0, new) }) else {
                throw InterpretedProject.Refusal("not_found", "there is no such \(attribute.name)", status: 404)
            }
            return .array(elements.map { attribute.kind.isSame($0, new) ? $0.merging(new) : $0 })
        }
    }
}

extension Attribute {
    /// The value after an action of this name; `nil` for one that has nothing to do with it.
    func value(
        after action: String,
        with body: JSONValue,
        old: JSONValue
    ) throws(InterpretedProject.Refusal) -> JSONValue? {
        if case .nested = update, case .object(let parts) = kind {
            for part in parts {
                guard let new = try part.value(after: action, with: body, old: old[part.name.text] ?? .null) else {
                    continue
                }
                return JSONValue.object(old.object ?? [:]).merging([part.name.text: new])
            }
            return nil
        }
        guard let effect = update.effects.first(where: { $0.name == action })?.effect else { return nil }
        return try effect.value(from: body, old: old, self)
    }

    /// What nobody else may have at the same time.
    func claims(in value: JSONValue) -> Set<[JSONValue]> {
        switch claim {
        case .type: value.isNull ? [] : [[value]]
        case .target: Set(kind.targets(in: value).map { [.integer($0.id)] })
        case .among, .within, nil: kind.elementClaims(in: value)
        }
    }
}

extension Update {
    fileprivate var effects: [(name: String, effect: CallEffect)] {
        switch self {
        case .action(let call): [(call.action, .set(call, clearsFirst: false))]
        case .pair(let set, let clear, let clearsFirst):
            set.map { ($0.action, .set($0, clearsFirst: clearsFirst)) } + clear.map { ($0.action, .clear) }
        case .elements(let add, let remove, let change, _):
            [(add.action, .add(add)), (remove.action, .remove(remove))] + change.calls.map { ($0.action, .change($0)) }
        case .conditional(_, let first, let second): first.effects + second.effects
        case .offline(let inner): inner.effects
        case .choice(_, let rebuild): rebuild.map { [($0.action, .nothing)] } ?? []
        case .put, .service, .nested, .whole, .replace, .refuse, .input: []
        }
    }

    var isOffline: Bool {
        guard case .offline = self else { return false }
        return true
    }
}

extension Call {
    /// The name of the action that it asks for.
    fileprivate var action: String {
        guard case .literal(let name)? = path.last else { return "" }
        return name
    }
}

extension PowerWindow {
    func state(after action: String) -> Value? {
        switch action {
        case shutDown.action, powerOff.action: outOfService
        case powerOn.action: inService
        case _: nil
        }
    }
}

extension BodyTemplate {
    /// The value that a body made by the template carries: as a whole, under one key, or part by part.
    fileprivate func value(in body: JSONValue, _ kind: ValueKind) -> JSONValue {
        guard case .object(let entries) = self else { return body }
        for (key, template) in entries {
            if case .value = template { return body[key] ?? .null }
        }
        let parts = entries.compactMap { key, template -> (String, JSONValue)? in
            guard case .part(let name) = template, let value = body[key] else { return nil }
            return (name.text, value)
        }
        return .object(JSONObject(parts))
    }
}

extension ValueKind {
    struct Target {
        let type: ResourceType.Name
        let id: Int64
        let needs: [AttributeName]
    }

    /// What the IDs in a value refer to.
    func targets(in value: JSONValue) -> [Target] {
        switch self {
        case .reference(let kind): value.integer.map { [Target(type: kind.type, id: $0, needs: kind.needs)] } ?? []
        case .list(let kind, _, _): (value.array ?? []).flatMap(kind.targets)
        case .elements(let set): (value.array ?? []).flatMap(ValueKind.object(set.attributes).targets)
        case .object(let parts): parts.flatMap { part in value[part.name.text].map(part.kind.targets) ?? [] }
        case .string, .integer, .boolean, .oneOf, .offering, .labels: []
        }
    }

    /// The values that parts of elements have within what their siblings refer to.
    fileprivate func elementClaims(in value: JSONValue) -> Set<[JSONValue]> {
        guard case .elements(let set) = self else { return [] }
        return (value.array ?? []).reduce(into: []) { claims, element in
            for part in set.attributes {
                guard case .within(let sibling, _)? = part.claim, let held = element[part.name.text], !held.isNull,
                    let scope = element[sibling.text]
                else { continue }
                claims.insert([scope, held])
            }
        }
    }

    /// Whether two entries of a list are the same element.
    fileprivate func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        guard case .elements(let set) = self else { return left == right }
        return set.key.allSatisfy { left[$0.text] == right[$0.text] }
    }
}

extension Value {
    /// The value as the API shows it.
    var json: JSONValue {
        switch self {
        case .null, .deferred, .reference: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        case .list(let values): .array(values.map(\.json))
        case .map(let entries): .object(JSONObject(entries.sortedByKey().map { ($0.key, $0.value.json) }))
        }
    }
}

extension JSONValue {
    var isNothing: Bool {
        switch self {
        case .null, .boolean(false): true
        case .array(let values): values.isEmpty
        case .object(let object): object.isEmpty
        case .boolean, .integer, .number, .string: false
        }
    }

    /// This object with the members of another one.
    func merging(_ other: JSONValue) -> JSONValue {
        guard case .object(var all) = self, case .object(let new) = other else { return other }
        for key in new.keys { all[key] = new[key] }
        return .object(all)
    }
}
