import ResourceModel

/// Writes secrets of elements that the API never shows, as variables that are empty until they are needed.
struct ElementSecrets {
    /// One that was written.
    struct Written {
        let list: AttributeName
        /// What has it, as a sentence calls it: `subaccount 'ci'`.
        let owner: String
        let variable: String
        let description: String?
    }

    private let type: ResourceType
    private let key: String
    private let given: [AttributeName: GivenNotes.Input]
    private(set) var written: [Written] = []

    /// - Parameter key: the logical name of what has the elements.
    init(_ type: ResourceType, _ key: String, _ notes: GivenNotes?) {
        self.type = type
        self.key = key
        given = notes?.inputs ?? [:]
    }

    mutating func node(_ part: Attribute, of element: Value, _ set: ElementSet, in list: Attribute) -> TextNode {
        let name = set.key(of: element)
        var variable = type.variable("\(key)_\(name)_\(part.name)")
        var description: String?
        if case .variable(let text, let words)? = given[list.secret(of: part.name, in: name)] {
            (variable, description) = (type.variable(text), words)
        } else if written.contains(where: { $0.variable == variable }) {
            variable += "_\(written.count + 1)"
        }
        let owner = "\(set.noun) '\(name)'"
        written.append(Written(list: list.name, owner: owner, variable: variable, description: description))
        return .orNull(variable)
    }
}

extension ResourceType {
    /// A text as expressions need a variable's name.
    func variable(_ text: String) -> String {
        let words = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        return words.first?.isNumber == true ? "\(name.text)_\(words)" : words
    }
}

extension TextNode {
    /// A variable's value; nothing where that is empty.
    static func orNull(_ variable: String) -> TextNode { .template("${\(variable) == '' ? null : \(variable)}") }

    /// The variable, with what it is for.
    static func secretVariable(_ description: String?) -> TextNode {
        var entries = [
            Entry("type", .text("string")), Entry("sensitive", .scalar("true")), Entry("default", .text("")),
        ]
        if let description { entries.append(Entry("description", .text(description))) }
        return .map(entries)
    }
}
