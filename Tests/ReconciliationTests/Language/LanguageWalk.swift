import ResourceModel

/// Everything that is used of the language of descriptions in a value, found by going through all of it.
struct LanguageWalk {
    /// The cases of each enumeration that are used, and those that there are.
    private(set) var used: [String: Set<String>] = [:]
    private(set) var known: [String: Set<String>] = [:]
    /// The properties that are there, and those that say something somewhere.
    private(set) var properties: Set<String> = []
    private(set) var telling: Set<String> = []
    /// Enumerations of which nobody says what cases they have.
    private(set) var unlisted: Set<String> = []

    init(_ catalog: Catalog) { visit(catalog) }

    var unusedCases: [String] {
        known.flatMap { name, cases in cases.subtracting(used[name, default: []]).map { "\(name).\($0)" } }.sorted()
    }

    var idleProperties: [String] { properties.subtracting(telling).sorted() }

    private mutating func visit(_ value: Any) {
        // Which values and places a catalog names is no matter of the language.
        guard !(value is Value), !(value is AttributePath) else { return }
        let mirror = Mirror(reflecting: value)
        let name = String(reflecting: type(of: value))
        if mirror.displayStyle == .enum, name.hasPrefix("ResourceModel.") { note(value, name) }
        if mirror.displayStyle == .struct, name.hasPrefix("ResourceModel.") {
            for child in mirror.children { note(child.value, of: "\(name).\(child.label ?? "")") }
        }
        for child in mirror.children { visit(child.value) }
    }

    private mutating func note(_ value: Any, _ name: String) {
        if let value = value as? any LanguageEnumeration {
            noteCase(value, name)
        } else if let value = value as? any CaseIterable {
            noteSimpleCase(value, name)
        } else {
            unlisted.insert(name)
        }
    }

    private mutating func noteCase(_ value: some LanguageEnumeration, _ name: String) {
        used[name, default: []].insert("\(value.languageCase)")
        known[name] = cases(of: value)
    }

    private func cases<Element: LanguageEnumeration>(of element: Element) -> Set<String> {
        Set(Element.Case.allCases.map { "\($0)" })
    }

    private mutating func noteSimpleCase<Simple: CaseIterable>(_ value: Simple, _ name: String) {
        used[name, default: []].insert("\(value)")
        known[name] = Set(Simple.allCases.map { "\($0)" })
    }

    /// A property says something where it is true, is there, or has something in it; a flag is to be false somewhere too.
    private mutating func note(_ value: Any, of property: String) {
        if let flag = value as? Bool {
            properties.formUnion(["\(property) = true", "\(property) = false"])
            telling.insert("\(property) = \(flag)")
            return
        }
        properties.insert(property)
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional, .collection, .set, .dictionary:
            if !mirror.children.isEmpty { telling.insert(property) }
        case _:
            telling.insert(property)
        }
    }
}
