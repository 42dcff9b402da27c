import ResourceModel
import StateFiles
import TestSupport
import Testing

@Suite("Merged states")
struct StateMergeTests {
    private static func state(_ resources: [String: RecordedResource]) -> RecordedState {
        let pairs = resources.map { (ResourceAddress.fixture($0.key), $0.value) }
        return RecordedState(stack: "shop", resources: Dictionary(uniqueKeysWithValues: pairs))
    }

    private static func box(_ id: Int64, _ attributes: [AttributeName: Value] = [:]) -> RecordedResource {
        RecordedResource(type: .box, id: ResourceID(id), attributes: attributes)
    }

    private func merge(
        _ base: [String: RecordedResource],
        _ ours: [String: RecordedResource],
        _ theirs: [String: RecordedResource]
    ) -> StateMerge {
        StateMerge(base: Self.state(base), ours: Self.state(ours), theirs: Self.state(theirs))
    }

    @Test("have what both sides added, and not what either side removed")
    func resources() {
        let (a, b, c, d) = (Self.box(1), Self.box(2), Self.box(3), Self.box(4))
        let merge = merge(
            ["boxes.a": a, "boxes.b": b],
            ["boxes.a": a, "boxes.c": c],
            ["boxes.b": b, "boxes.d": d]
        )
        #expect(merge.merged == Self.state(["boxes.c": c, "boxes.d": d]))
        #expect(merge.conflicts == [])
    }

    @Test("have each side's attributes, and call only one that both set to two values a conflict")
    func attributes() {
        let merge = merge(
            ["boxes.a": Self.box(1, ["model": "small", "place": "here", "name": "a"])],
            ["boxes.a": Self.box(1, ["model": "large", "place": "here", "name": "b"])],
            ["boxes.a": Self.box(1, ["model": "small", "name": "c"])]
        )
        #expect(merge.merged == Self.state(["boxes.a": Self.box(1, ["model": "large", "name": "b"])]))
        #expect(merge.conflicts == ["boxes.a.name"])
    }

    @Test("do not forget a new object where the other side only removed the old one")
    func replacement() {
        let replaced = Self.box(7, ["model": "large"])
        for sides in [([:], ["boxes.a": replaced]), (["boxes.a": replaced], [:])] {
            let merge = merge(["boxes.a": Self.box(1)], sides.0, sides.1)
            #expect(merge.merged == Self.state(["boxes.a": replaced]))
            #expect(merge.conflicts == [])
        }
        let twice = merge(["boxes.a": Self.box(1)], ["boxes.a": replaced], ["boxes.a": Self.box(8)])
        #expect(twice.conflicts == ["boxes.a.id"])
    }

    @Test("have an object that one side moved at one address, and call what the other side did to it a conflict")
    func moves() {
        let (old, changed) = (Self.box(1, ["model": "small"]), Self.box(1, ["model": "large"]))
        let base = ["boxes.a": old]
        let alone = merge(base, ["boxes.b": old], base)
        #expect(alone.merged == Self.state(["boxes.b": old]))
        #expect(alone.conflicts == [])
        let changedByThem = merge(base, ["boxes.b": old], ["boxes.a": changed])
        #expect(changedByThem.merged == Self.state(["boxes.b": old]))
        #expect(changedByThem.conflicts == ["boxes.b and boxes.a"])
        let changedByUs = merge(base, ["boxes.a": changed], ["boxes.b": old])
        #expect(changedByUs.merged == Self.state(["boxes.a": changed]))
        #expect(changedByUs.conflicts == ["boxes.a and boxes.b"])
        let movedTwice = merge(base, ["boxes.b": old], ["boxes.c": old])
        #expect(movedTwice.merged == Self.state(["boxes.b": old]))
        #expect(movedTwice.conflicts == ["boxes.b and boxes.c"])
        let removed = merge(base, ["boxes.b": old], [:])
        #expect(removed.merged == Self.state([:]))
        #expect(removed.conflicts == [])
        let swapped = merge(
            ["boxes.a": old, "boxes.b": Self.box(2)],
            ["boxes.a": Self.box(2), "boxes.b": old],
            ["boxes.a": old, "boxes.b": Self.box(2)]
        )
        #expect(swapped.merged == Self.state(["boxes.a": Self.box(2), "boxes.b": old]))
        #expect(swapped.conflicts == [])
    }

    @Test("are what both edits leave, whichever side is called ours", arguments: UInt64(1)...200)
    func descendants(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let names = (1...6).map { "boxes.b\($0)" }
        let attributes: [AttributeName] = ["name", "model", "place"]
        var base: [String: RecordedResource] = [:]
        for (index, name) in names.enumerated() where Bool.random(using: &generator) {
            base[name] = Self.box(Int64(index + 1), ["name": "n", "model": "m"])
        }
        var sides = [base, base]
        var both = base
        var conflicts: Set<String> = []
        // Each address is edited by one side or by both, attribute by attribute.
        for (index, name) in names.enumerated() {
            let removes = (0..<2).map { _ in Int.random(in: 0..<5, using: &generator) == 0 }
            if base[name] == nil {
                guard let side = [0, 1, nil].randomElement(using: &generator) ?? nil else { continue }
                let new = Self.box(Int64(100 + index), ["name": "new"])
                sides[side][name] = new
                both[name] = new
            } else if removes.contains(true) {
                for side in 0..<2 where removes[side] { sides[side][name] = nil }
                both[name] = nil
            } else {
                for attribute in attributes {
                    let values = (0..<2).map { _ in Int.random(in: 0..<3, using: &generator) }
                    for side in 0..<2 where values[side] > 0 {
                        sides[side][name]?.attributes[attribute] = .string("v\(values[side])")
                    }
                    switch (values[0], values[1]) {
                    case (0, 0): break
                    case (0, let value), (let value, 0): both[name]?.attributes[attribute] = .string("v\(value)")
                    case (let one, let other):
                        if one != other { conflicts.insert("\(name).\(attribute)") }
                        both[name]?.attributes[attribute] = .string("v\(one)")
                    }
                }
            }
        }
        let one = merge(base, sides[0], sides[1])
        let other = merge(base, sides[1], sides[0])
        #expect(Set(one.conflicts) == conflicts, "seed \(seed)")
        #expect(Set(other.conflicts) == conflicts, "seed \(seed)")
        #expect(one.merged == Self.state(both), "seed \(seed)")
        if conflicts.isEmpty { #expect(one.merged == other.merged, "seed \(seed)") }
    }
}
