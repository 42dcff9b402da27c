import CELExpressions

extension CELTemplate {
    /// The text that gives the ID of what this one's text gives, `${servers.web.id}` for `${servers.web}`, and a list of
    /// them for a list; nil where it gives anything but resources.
    func textOfIDs(_ text: String, of value: CELValue?) -> String? {
        guard soleExpression != nil, let value else { return nil }
        let source = text.dropFirst(2).dropLast()
        let isPath = source.allSatisfy { $0.isLetter || $0.isNumber || "_.[]'\"".contains($0) }
        let whole = isPath ? String(source) : "(\(source))"
        if value.hasID { return "${\(whole).id}" }
        guard case .list(let list) = value, !list.elements.isEmpty, list.elements.allSatisfy(\.hasID) else {
            return nil
        }
        return "${\(whole).map(object, object.id)}"
    }
}

extension CELValue {
    /// Whether it is something that the API has, or will have.
    fileprivate var hasID: Bool {
        guard case .object(let object) = self else { return false }
        return switch ScopeObject(object) {
        case .resource, .lookedUp: true
        case .section, .existing, .existingSection, .modules, .module, nil: false
        }
    }
}
