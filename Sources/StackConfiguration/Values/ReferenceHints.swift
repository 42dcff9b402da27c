import ResourceModel

/// What somebody most likely meant who wrote a name that nothing has.
struct ReferenceHints {
    let section: String
    let declarations: Declarations

    private var names: [String] { declarations.names(in: section) + declarations.existing.keys(in: section) }

    func hint(for name: String, _ problems: inout Problems) -> String {
        if let instance = instance(called: name) {
            return "In the cloud that is the name of '\(instance)': write that."
        }
        if let instances = instances(by: name) { return "An expression stands in ${…}: \"\(instances)\"." }
        if let key = key(in: name) { return "A reference is the logical name alone: '\(key)'." }
        if let question = problems.question(for: name, among: names) { return question }
        guard declarations.module.isRoot else {
            return "A module knows its own names alone; its user gives it IDs: \"${\(section).\(name).id}\"."
        }
        if Int64(name) != nil {
            return
                "An ID is looked up, and named by what you call it: existing: { \(section): { NAME: { id: \(name) } } }"
        }
        guard isLogicalName(name) else {
            return "A reference is a logical name: declare it under '\(section)', and write that name here."
        }
        return
            "Declare it under '\(section)'; if it is in the project already: existing: { \(section): { \(name): { name: … } } }"
    }

    /// One of several resources, by the name that it has in the cloud where its file gives none.
    private func instance(called name: String) -> String? {
        names.first { instance in
            guard let (key, index) = Self.parts(of: instance) else { return false }
            let suffix = Int(index).map { String($0 + 1) } ?? index.filter { $0 != "\"" }
            return name == "\(key)-\(suffix)"
        }
    }

    /// `web[${index}]` for `web[index]`.
    private func instances(by name: String) -> String? {
        guard let (key, index) = Self.parts(of: name), ["index", "each.key", "each.value"].contains(index),
            names.contains(where: { Self.parts(of: $0)?.key == key })
        else { return nil }
        return "\(key)[${\(index)}]"
    }

    /// The logical name in what is written as an expression of ours, or of another tool's.
    private func key(in name: String) -> String? {
        let words = name.filter { !"${} ".contains($0) }.split(separator: ".").map(String.init)
        guard words != [name] else { return nil }
        return words.first { names.contains($0) }
    }

    private static func parts(of name: String) -> (key: Substring, index: Substring)? {
        guard name.hasSuffix("]"), let bracket = name.firstIndex(of: "[") else { return nil }
        return (name[..<bracket], name[name.index(after: bracket)...].dropLast())
    }
}
