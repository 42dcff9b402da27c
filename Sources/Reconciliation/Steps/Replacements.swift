import ResourceModel

/// A time in which an object is out of service.
struct ServiceWindow {
    let address: ResourceAddress
    /// The steps that take it out; what puts it back where it is out of service before, or only as long as that takes.
    let openings: Set<Int>
    let closings: Set<Int>
}

/// Objects that go before the ones in their place come, and the others that come.
struct Replacements {
    /// From what lets go of an old object to what takes the new one.
    private(set) var windows: [ServiceWindow] = []
    /// The creations of what replaces nothing; only looked for where something is replaced.
    private(set) var additions: [ServiceWindow] = []
    private var replaced: Set<ResourceAddress> = []

    init(_ drafts: [StepDraft], _ links: StepLinks, _ situation: Situation) {
        let creations = drafts.indices.filter { drafts[$0].outcome.creates }
        let pairs = creations.compactMap { index in
            drafts[index].after.first { drafts[$0].outcome.deletes }.map { (creation: index, deletion: $0) }
        }
        guard !pairs.isEmpty else { return }
        for (creation, deletion) in pairs {
            let address = drafts[creation].address
            let letting = situation.currentObject(at: address).map { links.releasing[$0, default: []] } ?? []
            windows.append(
                ServiceWindow(
                    address: address,
                    openings: drafts[deletion].after.union(letting).union([deletion]),
                    closings: links.completion(of: creation, drafts)
                )
            )
        }
        replaced = Set(windows.map(\.address))
        let others = creations.filter { !replaced.contains(drafts[$0].address) }
        additions = others.map { index in
            ServiceWindow(
                address: drafts[index].address,
                openings: [index],
                closings: links.completion(of: index, drafts)
            )
        }
    }

    func contains(_ address: ResourceAddress) -> Bool { replaced.contains(address) }
}

/// Which drafts are about which objects.
struct StepLinks {
    /// Those after which something does not refer to the object any more.
    private(set) var releasing: [Reference: [Int]] = [:]
    /// Of these, those that take the object from the others that stand in for it.
    private(set) var unlinking: [Reference: [Int]] = [:]
    /// Those that link the resource with the others that stand in for it.
    private(set) var linking: [ResourceAddress: [Int]] = [:]
    private var ofChange: [Int: [Int]] = [:]

    init(_ drafts: [StepDraft], _ situation: Situation) {
        for (index, draft) in drafts.enumerated() where !draft.outcome.deletes {
            ofChange[draft.change, default: []].append(index)
            for case .released(let object) in draft.provides { releasing[object, default: []].append(index) }
            let type = situation.type(of: draft.address)
            guard type.window == nil, type.attributes.contains(where: \.kind.staggersWindows) else { continue }
            for case .released(let object) in draft.provides { unlinking[object, default: []].append(index) }
            for case .exists(let address) in draft.requires { linking[address, default: []].append(index) }
        }
    }

    /// The creation, all that is done to the new object, and what links it with others.
    func completion(of creation: Int, _ drafts: [StepDraft]) -> Set<Int> {
        let own = ofChange[drafts[creation].change, default: []].filter { $0 >= creation }
        return Set(own + linking[drafts[creation].address, default: []])
    }
}

extension Step.Outcome {
    fileprivate var creates: Bool {
        guard case .created = self else { return false }
        return true
    }

    fileprivate var deletes: Bool {
        guard case .deleted = self else { return false }
        return true
    }
}
