/// All resource types that a program knows.
public struct Catalog: Sendable {
    /// In the order of their definition, which is the order of documentation.
    package let types: [ResourceType]
    /// What `existing` can look up beside objects of the types.
    package let offeringLookups: [LookupKind]
    /// What people write who know the types from elsewhere.
    package let misnomers: Misnomers
    /// Who makes objects of the types by itself, beside any file.
    package let controllers: [Controller]
    private let bySection: [String: Int]
    private let byName: [ResourceType.Name: Int]

    package init(
        _ types: [ResourceType],
        lookups: [LookupKind] = [],
        misnomers: Misnomers = Misnomers(),
        controllers: [Controller] = []
    ) {
        self.types = types
        self.misnomers = misnomers
        self.controllers = controllers
        offeringLookups = lookups
        bySection = Dictionary(types.enumerated().map { ($1.section, $0) }) { first, _ in first }
        byName = Dictionary(types.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    package func type(section: String) -> ResourceType? { bySection[section].map { types[$0] } }

    /// The type of a name that came out of this catalog.
    package subscript(name: ResourceType.Name) -> ResourceType {
        guard let index = byName[name] else { preconditionFailure("the catalog has no type '\(name)'") }
        return types[index]
    }

    package func find(_ name: ResourceType.Name) -> ResourceType? { byName[name].map { types[$0] } }
}
