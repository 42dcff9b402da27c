/// Turns the tree of a pattern into instructions.
struct PatternCompiler {
    private var instructions: [PatternInstruction] = []

    private static let maximumCount = 20_000

    mutating func finished() -> [PatternInstruction] {
        instructions + [.match]
    }

    mutating func emit(_ node: PatternNode) throws(CELFailure) {
        switch node {
        case .empty: break
        case .scalar(let set): try append(.scalar(set))
        case .assertion(let assertion): try append(.assertion(assertion))
        case .sequence(let nodes):
            for node in nodes {
                try emit(node)
            }
        case .alternatives(let branches): try emit(alternatives: branches)
        case .repeated(let node, let minimum, let maximum): try emit(node, minimum, maximum)
        }
    }

    private mutating func append(_ instruction: PatternInstruction) throws(CELFailure) {
        guard instructions.count < Self.maximumCount else {
            throw CELFailure(.tooLarge, "the pattern is too large: its repetitions stand for too many characters")
        }
        instructions.append(instruction)
    }

    private mutating func emit(alternatives branches: [PatternNode]) throws(CELFailure) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try emit(branch)
                break
            }
            let split = instructions.count
            try append(.jump(0))
            try emit(branch)
            jumps.append(instructions.count)
            try append(.jump(0))
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps {
            instructions[jump] = .jump(instructions.count)
        }
    }

    private mutating func emit(_ node: PatternNode, _ minimum: Int, _ maximum: Int?) throws(CELFailure) {
        for _ in 0..<minimum {
            // A step even for what stands for nothing, so that the count is bounded.
            try append(.jump(instructions.count + 1))
            try emit(node)
        }
        guard let maximum else {
            let split = instructions.count
            try append(.jump(0))
            try emit(node)
            try append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        var splits: [Int] = []
        for _ in minimum..<maximum {
            splits.append(instructions.count)
            try append(.jump(0))
            try emit(node)
        }
        for split in splits {
            instructions[split] = .split(split + 1, instructions.count)
        }
    }
}

/// Walks over a text once, in all the states that the pattern can be in at the same time.
struct PatternMatcher {
    private let instructions: [PatternInstruction]
    /// The round in which an instruction was last reached, so that none is walked twice in one.
    private var reached: [Int]
    private var round = 0
    private var stack: [Int] = []
    private var isMatched = false

    init(_ instructions: [PatternInstruction]) {
        self.instructions = instructions
        reached = Array(repeating: -1, count: instructions.count)
    }

    mutating func isFound(
        in text: String.UnicodeScalarView,
        _ budget: inout EvaluationBudget
    ) throws(CELFailure) -> Bool {
        try budget.spend(1 + instructions.count / 16)
        var current: [Int] = []
        var following: [Int] = []
        var previous: Unicode.Scalar?
        var position = text.startIndex
        while true {
            let next = position < text.endIndex ? text[position] : nil
            // A match may begin anywhere; states that are there already were added in this round.
            add(0, to: &current, previous, next)
            if isMatched {
                return true
            }
            guard let next else {
                return false
            }
            try budget.spend(1 + current.count / 8)
            position = text.index(after: position)
            let afterNext = position < text.endIndex ? text[position] : nil
            round += 1
            following.removeAll(keepingCapacity: true)
            for state in current {
                if case .scalar(let set) = instructions[state], set.contains(next) {
                    add(state + 1, to: &following, next, afterNext)
                }
            }
            swap(&current, &following)
            previous = next
        }
    }

    private mutating func add(
        _ state: Int,
        to states: inout [Int],
        _ previous: Unicode.Scalar?,
        _ next: Unicode.Scalar?
    ) {
        stack.append(state)
        while let state = stack.popLast() {
            guard reached[state] != round else {
                continue
            }
            reached[state] = round
            switch instructions[state] {
            case .match: isMatched = true
            case .jump(let target): stack.append(target)
            case .split(let first, let second):
                stack.append(second)
                stack.append(first)
            case .assertion(let assertion):
                if assertion.holds(before: previous, after: next) {
                    stack.append(state + 1)
                }
            case .scalar: states.append(state)
            }
        }
    }
}
