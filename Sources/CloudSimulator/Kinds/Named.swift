/// A kind whose objects have a unique name and labels that `PUT` changes.
protocol Named: Resource {
    var title: String { get set }
    var labels: [String: String] { get set }
}

extension Named {
    var name: String? { title }
}

extension Project {
    /// Answers `GET` of one object.
    func show<R: Resource>(_ type: R.Type, _ call: Call) throws(APIFailure) -> SimulatorResponse {
        let record = try find(type, call)
        return response(200, type, record.id)
    }

    /// Answers `PUT`: what the body does not mention stays, labels are replaced as a whole.
    func update<R: Named>(
        _ type: R.Type,
        _ call: Call,
        name rule: TextRule = .name,
        also edit: (inout R, inout Input) -> Void = { _, _ in }
    ) throws(APIFailure) -> SimulatorResponse {
        var record = try find(type, call)
        var input = try call.input()
        let name = input.optionalString("name", rule)
        let labels = input.labels()
        edit(&record, &input)
        try input.finish()
        if let name {
            try requireUnique(type, name: name, except: record.id)
            record.title = name
        }
        if let labels { record.labels = labels }
        save(record)
        return response(200, type, record.id)
    }

    /// Answers `change_protection` of the kinds that are only protected from deletion.
    func protect<R: Resource>(
        _ type: R.Type,
        _ call: Call,
        _ protection: WritableKeyPath<R, Bool>
    ) throws(APIFailure) -> SimulatorResponse {
        let record = try find(type, call)
        var input = try call.input()
        let delete = input.optionalBoolean("delete")
        try input.finish()
        let key = ObjectKey(kind: R.kind, id: record.id)
        try requireIdle(key)
        if let delete { change(type, record.id) { $0[keyPath: protection] = delete } }
        return response(finished("change_protection", on: [key]))
    }
}
