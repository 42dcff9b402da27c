import JSONDocuments

/// Tells which members that a JSON Schema describes and documents do not have.
package struct SchemaCoverage {
    private let root: JSONValue

    package init(_ schema: JSONValue) {
        root = schema
    }

    /// The paths of members that no object of any document has at a place where it could.
    package func missing(in documents: [JSONValue]) -> [String] {
        missing(in: documents, root, at: "")
    }

    private func missing(in values: [JSONValue], _ schema: JSONValue, at path: String) -> [String] {
        let schema = resolved(schema)
        let objects = values.compactMap(\.object)
        let listed = schema["properties"]?.object ?? [:]
        var missing: [String] = []
        for (name, member) in listed {
            let found = objects.compactMap { $0[name] }
            missing += found.isEmpty ? [path + name] : self.missing(in: found, member, at: "\(path)\(name).")
        }
        if let other = schema["additionalProperties"], other.object != nil {
            let rest = objects.flatMap { object in object.filter { listed[$0.key] == nil }.map(\.value) }
            missing += self.missing(in: rest, other, at: path + "*.")
        }
        if let element = schema["items"] {
            missing += self.missing(in: values.compactMap(\.array).flatMap(\.self), element, at: path)
        }
        return missing
    }

    private func resolved(_ schema: JSONValue) -> JSONValue {
        guard let name = schema["$ref"]?.string?.split(separator: "/").last else { return schema }
        return root["definitions"]?[String(name)] ?? schema
    }
}
