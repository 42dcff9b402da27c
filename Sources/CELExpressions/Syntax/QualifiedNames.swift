extension CELExpression {
    /// The text of `a.b.c` if it is one of the declared names with dots, or the name of a type.
    ///
    /// A variable of a macro hides every name that begins like it.
    func dottedName(among names: Set<String>, isHidden: (String) -> Bool) -> String? {
        guard case .attribute(let attribute) = node, !attribute.isOptional else {
            return nil
        }
        if attribute.operand.node.name == "net", !isHidden("net") {
            let type = "net.\(attribute.name)"
            return CELValue.typeNames.contains(type) || names.contains(type) ? type : nil
        }
        guard !names.isEmpty, let text = dottedText, names.contains(text) else {
            return nil
        }
        return hidingName.map(isHidden) == true ? nil : text
    }

    private var dottedText: String? {
        switch node {
        case .name(let name), .outerName(let name): name
        case .attribute(let attribute) where !attribute.isOptional:
            attribute.operand.dottedText.map { "\($0).\(attribute.name)" }
        default: nil
        }
    }

    /// The first name of `a.b.c`, unless it is written `.a.b.c`.
    private var hidingName: String? {
        switch node {
        case .name(let name): name
        case .attribute(let attribute): attribute.operand.hidingName
        default: nil
        }
    }
}
