import ResourceModel

/// What the API never shows: from where somebody has it, or as variables that are empty until they are needed.
struct HiddenInputs {
    private let type: ResourceType
    private let key: String
    private let description: Description
    private let given: [AttributeName: GivenNotes.Input]

    init(_ type: ResourceType, _ key: String, _ description: Description, _ notes: GivenNotes?) {
        self.type = type
        self.key = key
        self.description = description
        // What a creation needs is a secret, and is not copied into one more file.
        given = (notes?.inputs ?? [:]).filter { name, input in
            if case .text = input { !description.hidden.contains(name) } else { true }
        }
    }

    /// What stands at the resource.
    ///
    /// Where a creation needs it the resource takes over what is there, so that it may be missing.
    var entries: [TextNode.Entry] {
        let inputs = hidden.compactMap { name in node(name).map { TextNode.Entry(name.text, $0) } }
        guard !description.hidden.isEmpty || !description.secrets.isEmpty else { return inputs }
        let whole = description.hidden.filter { type.attribute($0)?.isShown != true }
        let lists = description.secrets.map(\.list)
        let shown = description.hidden.filter { !whole.contains($0) && !lists.contains($0) }
        let parts = shown + Array(Set(lists)).sorted()
        let unseen = [whole.quoted] + (parts.isEmpty ? [] : ["all of \(parts.quoted)"])
        let comment =
            "Taken over as it is: the API does not show \(unseen.filter { !$0.isEmpty }.joined(separator: ", or "))."
        let id = TextNode.Entry("id", .scalar(description.object.id.description))
        return inputs + [TextNode.Entry("adopt", .map([id]), comments: [comment])]
    }

    var variables: [TextNode.Entry] {
        let own = hidden.compactMap { name in
            variable(name).map { entry($0.name, $0.description, of: "\(type.section).\(key)") }
        }
        return own
            + description.secrets.map { secret in
                entry(secret.variable, secret.description, of: "\(secret.owner) of \(type.section).\(key)")
            }
    }

    private func entry(_ name: String, _ description: String?, of owner: String) -> TextNode.Entry {
        let comment = "Empty leaves it as it is: needed only to create \(owner) again, or to change it."
        return TextNode.Entry(name, .secretVariable(description), comments: [comment])
    }

    private var hidden: [AttributeName] {
        let sensitive = type.attributes.filter { $0.isSensitive && !$0.isShown }.map(\.name)
        return sensitive.filter { description.hidden.contains($0) || given[$0] != nil }
    }

    private func node(_ name: AttributeName) -> TextNode? {
        if case .text(let text)? = given[name] { return .text(text) }
        return variable(name).map { .orNull($0.name) }
    }

    private func variable(_ name: AttributeName) -> (name: String, description: String?)? {
        switch given[name] {
        case .text?: nil
        case .variable(let given, let description)?: (type.variable(given), description)
        case nil: (type.variable("\(key)_\(name.text)"), nil)
        }
    }
}
