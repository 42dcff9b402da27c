import ResourceModel

extension Refresher {
    /// Objects that are asked for one by one at the same time.
    private static let askedAtOnce = 8
    /// Where no list shows anything that is recorded, the project is most likely another one: so many are asked for
    /// before all are.
    private static let sample = 8

    /// What was found, with each recorded object that no list showed and that is there all the same.
    ///
    /// An object that goes while one of its list's pages is read moves another one to a page that was read already, and
    /// one that comes hides that from the count. So nothing counts as gone before its own ID was asked for.
    func adding(
        _ recorded: RecordedState,
        to found: [ResourceType.Name: [ResourceID: ObservedObject]]
    ) async throws -> [ResourceType.Name: [ResourceID: ObservedObject]] {
        var found = found
        let unlisted = recorded.resources.filter { _, record in
            record.objects.contains { found[record.type]?[$0] == nil }
        }
        var missing = unlisted.sorted { $0.key < $1.key }.flatMap { _, record in
            record.objects.filter { found[record.type]?[$0] == nil }.map { (type: record.type, id: $0) }
        }
        let isAnyListed = recorded.resources.values.contains { record in
            record.objects.contains { found[record.type]?[$0] != nil }
        }
        if !isAnyListed, missing.count > Self.sample {
            let first = try await objects(Array(missing.prefix(Self.sample)))
            guard !first.isEmpty else { return found }
            for (type, object) in first { found[type, default: [:]][object.id] = object }
            missing.removeFirst(Self.sample)
        }
        for (type, object) in try await objects(missing) { found[type, default: [:]][object.id] = object }
        return found
    }

    func objects(
        _ wanted: [(type: ResourceType.Name, id: ResourceID)]
    ) async throws -> [(ResourceType.Name, ObservedObject)] {
        var found: [(ResourceType.Name, ObservedObject)] = []
        for start in stride(from: 0, to: wanted.count, by: Self.askedAtOnce) {
            let batch = wanted[start..<min(start + Self.askedAtOnce, wanted.count)]
            found += try await withThrowingTaskGroup(of: (ResourceType.Name, ObservedObject?).self) { group in
                for (type, id) in batch { group.addTask { (type, try await object(type, id)) } }
                return try await group.reduce(into: []) { result, next in
                    if let object = next.1 { result.append((next.0, object)) }
                }
            }
        }
        return found
    }
}
