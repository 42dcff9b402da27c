import ResourceModel

/// A step before it has its place in the order.
struct StepDraft {
    let address: ResourceAddress
    let type: ResourceType.Name
    let title: String
    var request: Step.Request
    var completion = Step.Completion.actions
    var outcome = Step.Outcome.nothing
    var occupies: Set<Reference> = []
    /// What is true once it is done; whoever requires the same waits for it.
    var provides: Set<Token> = []
    var requires: Set<Token> = []
    /// What it waits for too where that makes no circle.
    var prefers: Set<Token> = []
    /// What the API picks a value in, where only one can have each: the networks that it gives addresses of.
    var picks: Set<Value> = []
    /// Drafts that come first.
    var after: Set<Int> = []
    /// Drafts that come first, unless they would have to wait for this one.
    var prefersAfter: Set<Int> = []
    /// The draft that makes this one necessary whatever happens in between.
    var restores: Int?
    /// Whether the object is out of service as long as it takes, and back by itself.
    var interrupts = false
    var timeoutSeconds: Int?
    var alternatives: [Step.Alternative] = []
    let change: Int
    /// Whether it takes something away, so that what rests on that goes first.
    var clears = Clearing.nothing

    enum Clearing: Hashable {
        case nothing
        /// A value, or an element.
        case value
        /// Something is switched off, which is a setting like its opposite.
        case flag
    }
}

/// A fact that some steps bring about and others wait for.
enum Token: Hashable {
    /// An object made by this plan is at the address.
    case exists(ResourceAddress)
    /// The attribute is as wanted.
    case attribute(ResourceAddress, AttributeName)
    /// The resource is as wanted altogether.
    case settled(ResourceAddress)
    /// Nothing refers to the object any more.
    case released(Reference)
    /// Nothing needs this attribute of the object any more in its old form.
    case releasedPart(Reference, AttributeName)
    /// A resource that referred to the object, or whose expressions read it, does not any more.
    case dropped(Reference)
    /// The object is gone.
    case gone(Reference)
    /// Nobody holds the value any more that only one can have.
    case free(AttributeName, scope: Value, value: Value)
}

/// The drafts of a whole plan.
struct StepDrafts {
    private(set) var all: [StepDraft] = []

    mutating func add(_ draft: StepDraft) -> Int {
        all.append(draft)
        return all.count - 1
    }

    /// Has those that name a value take it before the API picks it for others.
    mutating func putNamedFirst() {
        guard all.contains(where: { !$0.picks.isEmpty }) else { return }
        var naming: [Value: Set<Int>] = [:]
        for (index, draft) in all.enumerated() {
            for case .free(_, let scope, _) in draft.requires { naming[scope, default: []].insert(index) }
        }
        for index in all.indices {
            for scope in all[index].picks { all[index].prefersAfter.formUnion(naming[scope, default: []]) }
        }
    }

    mutating func stagger(by sequence: WindowSequence) { all = sequence.applied(to: all) }

    subscript(index: Int) -> StepDraft {
        get { all[index] }
        set { all[index] = newValue }
    }
}
