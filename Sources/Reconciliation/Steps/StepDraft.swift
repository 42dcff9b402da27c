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
    /// Whether the object is in service afterwards, whatever it was before.
    var startsObject = false
    var timeoutSeconds: Int?
    /// Whose health is awaited in the end.
    var awaitsHealthOf: ResourceAddress?
    var alternatives: [Step.Alternative] = []
    let change: Int
    /// The changes whose deletions it brings along.
    var includedChanges: [Int] = []
    /// What the object is kept below: where that is deleted, the object goes along.
    var container: Reference?
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
    /// What has others stand in for the object does not lead to it any more: no balancer sends anything there.
    case unlinked(Reference)
    /// A resource that referred to the object, or whose expressions read it, does not any more.
    case dropped(Reference)
    /// The object is gone.
    case gone(Reference)
    /// Nobody holds the value any more that only one can have.
    case free(AttributeName, scope: Value, value: Value)
    /// All that comes before the barrier is done.
    case barrier(Int)
}

/// Some drafts that come after others, each after all.
struct Precedence: Hashable {
    let earlier: Set<Int>
    /// What brings these about comes first too.
    var facts: Set<Token> = []
    let later: Set<Int>
    /// Whether that is left where it would make a circle.
    var isPreferred = false
}

/// The drafts of a whole plan.
struct StepDrafts {
    var all: [StepDraft] = []
    /// Barriers that wait for facts, by the token that tells that they are passed.
    private(set) var gates: [Token: Set<Token>] = [:]
    private var barrierCount = 0

    mutating func add(_ draft: StepDraft) -> Int {
        all.append(draft)
        return all.count - 1
    }

    mutating func order(by rules: [Precedence]) {
        for rule in rules { order(by: rule) }
    }

    private mutating func order(by rule: Precedence) {
        if rule.earlier.count > 1, rule.later.count > 1 {
            wait(for: [barrier(after: rule.earlier)], rule)
        } else {
            for index in rule.later {
                let earlier = rule.earlier.subtracting([index])
                if rule.isPreferred {
                    all[index].prefersAfter.formUnion(earlier)
                } else {
                    all[index].after.formUnion(earlier)
                }
            }
        }
        guard rule.facts.count > 1, rule.later.count > 1 else { return wait(for: rule.facts, rule) }
        let gate = nextBarrier()
        gates[gate] = rule.facts
        wait(for: [gate], rule)
    }

    private mutating func wait(for tokens: Set<Token>, _ rule: Precedence) {
        guard !tokens.isEmpty else { return }
        for index in rule.later {
            if rule.isPreferred {
                all[index].prefers.formUnion(tokens)
            } else {
                all[index].requires.formUnion(tokens)
            }
        }
    }

    /// What is true once all of these are done.
    mutating func barrier(after indices: some Sequence<Int>) -> Token {
        let token = nextBarrier()
        for index in indices { all[index].provides.insert(token) }
        return token
    }

    private mutating func nextBarrier() -> Token {
        barrierCount += 1
        return .barrier(barrierCount)
    }

    subscript(index: Int) -> StepDraft {
        get { all[index] }
        set { all[index] = newValue }
    }
}

extension StepDrafts {
    /// Those that name a value take it before the API picks it for others.
    var namedFirst: [Precedence] {
        var picking: [Value: Set<Int>] = [:]
        for (index, draft) in all.enumerated() {
            for scope in draft.picks { picking[scope, default: []].insert(index) }
        }
        guard !picking.isEmpty else { return [] }
        var naming: [Value: Set<Int>] = [:]
        for (index, draft) in all.enumerated() {
            for case .free(_, let scope, _) in draft.requires where picking[scope] != nil {
                naming[scope, default: []].insert(index)
            }
        }
        return naming.map { scope, indices in
            Precedence(earlier: indices, later: picking[scope, default: []], isPreferred: true)
        }
    }
}
