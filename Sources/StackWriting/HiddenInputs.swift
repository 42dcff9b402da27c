import ResourceModel

/// What only a creation needs and the API never shows, as variables that have a value once it is needed.
struct HiddenInputs {
    private let type: ResourceType
    private let key: String
    private let description: Description

    init(_ type: ResourceType, _ key: String, _ description: Description) {
        self.type = type
        self.key = key
        self.description = description
    }

    /// What stands at the resource: it takes over what is there, so that all of these may be missing.
    var entries: [TextNode.Entry] {
        guard !description.hidden.isEmpty else { return [] }
        let inputs = sensitive.map { name in
            let variable = variable(name)
            return TextNode.Entry(name.text, .template("${\(variable) == '' ? null : \(variable)}"))
        }
        let comment = "Taken over as it is: the API does not show \(description.hidden.quoted)."
        let id = TextNode.Entry("id", .scalar(description.object.id.description))
        return inputs + [TextNode.Entry("adopt", .map([id]), comments: [comment])]
    }

    var variables: [TextNode.Entry] {
        sensitive.map { name in
            let entries = [
                TextNode.Entry("type", .text("string")), TextNode.Entry("sensitive", .scalar("true")),
                TextNode.Entry("default", .text("")),
            ]
            let comment = "Needed only where \(type.section).\(key) has to be made anew, or is to get another one."
            return TextNode.Entry(variable(name), .map(entries), comments: [comment])
        }
    }

    private var sensitive: [AttributeName] {
        description.hidden.filter { type.attribute($0)?.isSensitive == true }
    }

    /// An identifier, as expressions need one.
    private func variable(_ name: AttributeName) -> String {
        let words = "\(key)_\(name.text)".map { $0.isLetter || $0.isNumber ? $0 : "_" }
        return words.first?.isNumber == true ? "\(type.name.text)_\(String(words))" : String(words)
    }
}
