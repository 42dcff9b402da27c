import Diagnostics
import ResourceModel

/// A resource of which the file may list several values for some attributes.
struct Candidate {
    /// One value of a list, and at which place it stands.
    struct Listed: Hashable {
        let name: String
        let index: Int
    }

    struct List {
        let attribute: Attribute
        let values: [Listed]
        let places: Places?
    }

    /// Why a value cannot be had.
    struct Refusal {
        let text: String
        let range: SourceRange?
    }

    /// What can be had in one location, best first, and why the rest cannot.
    struct Offer {
        var combinations: [Choices.Combination] = []
        var refusals: [Refusal] = []
    }

    let resource: DesiredResource
    let lists: [List]
    private let type: ResourceType
    private let object: ObservedObject?
    private let record: RecordedResource?
    private let stock: Stock

    init(_ resource: DesiredResource, _ bound: Bindings) {
        self.resource = resource
        type = bound.type(of: resource.address)
        object = bound.objects[resource.address]
        record = bound.recorded.resources[resource.address]
        stock = Stock(offerings: bound.observed.offerings)
        lists = type.attributes.compactMap { attribute in
            guard attribute.takesAlternatives, let wish = resource.attributes[attribute.name],
                let values = Self.listed(wish.value)
            else { return nil }
            return List(attribute: attribute, values: values, places: wish.places)
        }
    }

    /// The values of a list; `nil` for a single one.
    static func listed(_ value: Value) -> [Listed]? {
        guard case .list(let values) = value, values.allSatisfy({ $0.string != nil }) else { return nil }
        return values.enumerated().compactMap { index, value in
            value.string.map { Listed(name: $0, index: index) }
        }
    }

    var address: ResourceAddress { resource.address }
    var hasLists: Bool { !lists.isEmpty }
    var range: SourceRange? { lists.lazy.compactMap(\.places?.range).first }

    /// Whether the API can have no room for one.
    var canRunOut: Bool {
        type.attributes.contains { attribute in
            guard case .offering(let offering) = attribute.kind else { return false }
            return offering.takesRoom
        }
    }

    /// Where it may be, best first; nothing where the file does not say.
    var locations: [String] {
        guard let place = type.place?.name else { return [] }
        if let list = lists.first(where: { $0.attribute.name == place }) { return list.values.map(\.name) }
        return resource.value(place)?.string.map { [$0] } ?? []
    }

    /// Where its object is, if the file takes it.
    var keptLocation: String? {
        type.place.flatMap { present($0.name) }.flatMap { locations.contains($0) ? $0 : nil }
    }

    /// All combinations of listed values in a location that can be had.
    func offer(at location: String?) -> Offer {
        var offer = Offer()
        for combination in combinations(at: location) {
            let isKept =
                keptLocation == location
                && lists.allSatisfy { list in
                    combination[list.attribute.name]?.name == present(list.attribute.name)
                }
            let refusal = object != nil && isKept ? nil : refusal(of: combination, at: location)
            if let refusal {
                offer.refusals.append(refusal)
            } else {
                offer.combinations.append(combination)
            }
        }
        return offer
    }

    /// In the order of the lists, what the object has first.
    private func combinations(at location: String?) -> [Choices.Combination] {
        lists.reduce([[:]]) { combinations, list in
            let isPlace = list.attribute.name == type.place?.name
            let usable = isPlace ? list.values.filter { $0.name == location } : list.values
            let current = present(list.attribute.name)
            let ordered = usable.filter { $0.name == current } + usable.filter { $0.name != current }
            return combinations.flatMap { combination in
                ordered.map { listed in combination.merging([list.attribute.name: listed]) { _, new in new } }
            }
        }
    }

    /// The recorded value, so that what was changed behind the file's back is put back; else what is there.
    private func present(_ name: AttributeName) -> String? {
        guard object != nil else { return nil }
        let recorded = record?.attributes[name]?.string
        let listed = lists.first { $0.attribute.name == name }?.values.map(\.name)
        if let recorded, listed?.contains(recorded) ?? true { return recorded }
        return object?.attributes[name]?.string
    }

    private func refusal(of combination: Choices.Combination, at location: String?) -> Refusal? {
        let choice = resource.selecting(combination)
        let isNew = object == nil || (location != nil && location != type.place.flatMap { present($0.name) })
        guard let problem = stock.problem(with: choice, type, at: location, fitting: isNew ? nil : object) else {
            return nil
        }
        let blamed = lists.first { $0.attribute.name == problem.attribute } ?? lists.first
        let index = blamed.flatMap { combination[$0.attribute.name]?.index }
        return Refusal(text: problem.text, range: index.flatMap { blamed?.places?[$0] }?.range ?? range)
    }
}
