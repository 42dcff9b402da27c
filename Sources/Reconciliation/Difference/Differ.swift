import Diagnostics
import ResourceModel

/// Compares one declared resource with its object, attribute by attribute.
struct Differ {
    let perspective: Perspective
    let resource: DesiredResource
    let type: ResourceType
    let object: ObservedObject
    let record: RecordedResource

    private var address: ResourceAddress { resource.address }
    var isAdopted: Bool { perspective.situation.adopted.contains(address) }

    func difference() -> Difference {
        var difference = Difference()
        for described in type.attributes
        where isSaid(described) && !isIgnored(described.name) && !object.unsettled.contains(described.name) {
            let attribute = resource.described(described)
            if case .nested = attribute.update, case .object(let parts) = attribute.kind {
                let whole = sides(of: attribute)
                for part in parts where !isIgnored(part.name, of: attribute.name) {
                    let leaf = Leaf([attribute.name, part.name], part)
                    if isCovered(part, by: whole.desired) {
                        let sides = whole.part(part.name)
                        record(sides.desired, leaf, recorded: sides.recorded, &difference)
                    } else {
                        compare(uncovered(part, whole), leaf, &difference)
                    }
                }
            } else {
                compare(sides(of: attribute), Leaf([attribute.name], attribute), &difference)
            }
        }
        compareOwnership(&difference)
        compareMark(&difference)
        compareHealth(&difference)
        replaceAsWished(&difference)
        return difference
    }

    /// Whether the file or the state has a word about the attribute; nothing else makes a difference, but for labels,
    /// of which others may have added some.
    private func isSaid(_ attribute: Attribute) -> Bool {
        if case .labels = attribute.kind { return true }
        return resource.attributes[attribute.name] != nil || record.attributes[attribute.name] != nil
            || !record.fingerprints.isEmpty
    }

    /// An attribute at its place.
    struct Leaf {
        let path: [AttributeName]
        let attribute: Attribute

        init(_ path: [AttributeName], _ attribute: Attribute) {
            self.path = path
            self.attribute = attribute
        }

        var attributePath: AttributePath { AttributePath(path.map { .attribute($0) }) }
    }

    /// Whether a sibling in the same object brings about what this attribute asks for.
    private func isCovered(_ part: Attribute, by wish: Value?) -> Bool {
        part.coveredBy.flatMap { wish?[$0] }.map { !$0.isNull } ?? false
    }

    /// The sides of a part; where the sibling that took care of it goes, its default has to be brought about anew.
    private func uncovered(_ part: Attribute, _ whole: Sides) -> Sides {
        let sides = whole.part(part.name)
        guard let sibling = part.coveredBy, let recorded = whole.recorded?[sibling], !recorded.isNull,
            whole.observed?[sibling]?.isNull == false
        else { return sides }
        return Sides(desired: sides.desired, recorded: sides.recorded ?? part.reset, observed: false)
    }

    private func isIgnored(_ name: AttributeName) -> Bool {
        resource.lifecycle.ignoreChanges[name]?.isEmpty == true
    }

    private func isIgnored(_ part: AttributeName, of name: AttributeName) -> Bool {
        resource.lifecycle.ignoreChanges[name]?.contains(part.text) == true
    }

    func sides(of attribute: Attribute) -> Sides {
        let desired = resource.value(attribute.name).map { perspective.desired($0, attribute.kind, of: address) }
        let recorded = record.attributes[attribute.name].map { perspective.recorded($0, attribute.kind, of: address) }
        let observed = object.attributes[attribute.name].map { perspective.observed($0, attribute.kind) }
        let sides = Sides(
            desired: desired,
            recorded: recorded,
            observed: observed.map { withoutDeclared($0, attribute) }
        )
        return withFormerLabels(sides, attribute)
            .ignoring(resource.lifecycle.ignoreChanges[attribute.name] ?? [], attribute.kind)
    }

    /// The elements of a list without those that are at an address of their own.
    private func withoutDeclared(_ elements: Value, _ attribute: Attribute) -> Value {
        guard let list = elements.list, !list.isEmpty else { return elements }
        return .list(list.filter { perspective.situation.owner(of: $0, in: attribute, of: object, type) == nil })
    }

    private func compare(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) {
        let attribute = leaf.attribute
        if attribute.isSensitive, !attribute.observation.isShown {
            compareSensitive(sides, leaf, &difference)
        } else if attribute.isSensitive {
            compareWhole(sides, leaf, &difference)
        } else if case .input = attribute.update {
            record(sides.desired, leaf, recorded: sides.recorded, &difference)
        } else if case .never = attribute.observation {
            compareUnseen(sides, leaf, &difference)
        } else if case .labels = attribute.kind {
            compareLabels(sides, leaf, &difference)
        } else if case .elements = attribute.update.innermost {
            compareElements(sides, leaf, &difference)
        } else {
            compareWhole(sides, leaf, &difference)
        }
    }

    private func compareSensitive(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) {
        guard let wish = sides.desired, !isAdopted, !isRecorded(wish, leaf.attribute.name) else {
            difference.edits += edit(recording: sides.desired, leaf.attribute.name)
            return
        }
        differ(leaf, old: nil, new: wish, cause: .edited, recording: wish, &difference)
    }

    /// What the API never shows is compared with what was recorded.
    private func compareUnseen(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) {
        guard sides.desired != sides.recorded else { return }
        let compared = leaf.attribute.kind.compared
        guard sides.desired.map(compared) != sides.recorded.map(compared) else {
            return record(sides.desired, leaf, recorded: sides.recorded, &difference)
        }
        guard let wish = sides.desired, !isAdopted else {
            return record(sides.desired, leaf, recorded: sides.recorded, &difference)
        }
        differ(leaf, old: sides.recorded, new: wish, cause: .edited, recording: wish, &difference)
    }

    private func compareLabels(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) {
        let ignored = resource.lifecycle.ignoreChanges[leaf.attribute.name] ?? []
        let wish = (sides.desired?.map ?? [:]).filter { !ignored.contains($0.key) }
        let recorded = sides.recorded?.map ?? [:]
        let present = sides.observed?.map ?? [:]
        let foreign = present.keys.filter { wish[$0] == nil && recorded[$0] == nil && !ignored.contains($0) }
        if refusesExtra(leaf.attribute) { refuse(foreign.sorted { $0.precedes($1) }, of: leaf, &difference) }
        let isOverruled = leaf.attribute.undeclared(resource.lifecycle.extra) == .removed
        let extra = isOverruled && !refusesExtra(leaf.attribute) ? foreign : []
        let dropped = extra + recorded.keys.filter { wish[$0] == nil && present[$0] != nil && !ignored.contains($0) }
        let differing = wish.keys.filter { wish[$0] != present[$0] }
        guard !(dropped.isEmpty && differing.isEmpty) else {
            return record(sides.desired, leaf, recorded: sides.recorded, &difference)
        }
        for key in (dropped + differing).sorted(by: { $0.precedes($1) }) {
            let cause: AttributeChange.Cause =
                wish[key] == nil
                ? (recorded[key] == nil ? .drifted : .unset) : recorded[key] == wish[key] ? .drifted : .edited
            difference.changes.append(
                AttributeChange(
                    leaf.attributePath.appending(element: key),
                    old: present[key],
                    new: wish[key],
                    cause: cause,
                    effect: .inPlace,
                    range: resource.attributes[leaf.path[0]]?.places?.range(of: key)
                )
            )
        }
        let merged = present.filter { !dropped.contains($0.key) }.merging(wish) { _, new in new }
        difference.intents.append(
            Intent(
                path: leaf.path,
                attribute: leaf.attribute,
                update: .put,
                aim: .value,
                old: sides.observed,
                new: .map(merged),
                recorded: sides.desired,
                isOffline: false
            )
        )
    }

    private func compareWhole(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) {
        guard let written = sides.desired else { return compareUnset(sides, leaf, &difference) }
        let complete = leaf.attribute.kind.withDefaults(written, recorded: sides.recorded)
        let wish = withExtra(complete, sides, leaf, &difference)
        let secrets = changedSecrets(of: leaf.attribute, written)
        let open = sides.withoutSecrets(leaf.attribute.kind)
        let isMet = isMet(leaf.attribute.kind.withoutSecrets(wish), by: sides.observed, leaf.attribute)
        let stranding = isMet ? strandingTarget(leaf, sides.observed) : nil
        guard !isMet || !secrets.isEmpty || stranding != nil else {
            difference.edits += secretEdits(of: leaf.attribute, written)
            return record(open.desired, leaf, recorded: sides.recorded, &difference)
        }
        guard !keepsWhatItWasMadeOf(sides, leaf, &difference) else { return }
        let changed = secrets.isEmpty ? cause(of: open, leaf) : .edited
        let cause = stranding.map { .follows($0) } ?? changed
        if cause == .drifted, leaf.attribute.isUsedUp, sides.observed?.isNothing ?? true { return }
        if cause == .drifted, !leaf.attribute.repairsDrift {
            let values =
                leaf.attribute.isSensitive
                ? "something else in the cloud than the file says"
                : "\(sides.observed.shownInTheCloud) in the cloud; the file says \(wish.keyText)"
            difference.remarks.append("\(leaf.attributePath) is \(values)")
            return
        }
        differ(leaf, old: sides.observed, new: wish, cause: cause, recording: written, &difference)
    }

    /// What gives up the range in which an object's address lies, so that it has to leave and come back.
    func strandingTarget(_ leaf: Leaf, _ present: Value?) -> ResourceAddress? {
        guard case .object = leaf.attribute.kind, leaf.path.count == 1, let present else { return nil }
        return StrandedAddresses(type, leaf.path[0], perspective).strandedPart(of: present)?.target
    }

    /// What an earlier apply set and the file does not say any more goes back to its default.
    private func compareUnset(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) {
        guard sides.recorded != nil || record.fingerprints[leaf.attribute.name] != nil else { return }
        guard let reset = leaf.attribute.reset, !reset.isSatisfied(by: sides.observed) else {
            return record(nil, leaf, recorded: sides.recorded, &difference)
        }
        differ(leaf, old: sides.observed, new: reset, cause: .unset, recording: nil, &difference)
    }

    /// Objects that change as a whole are compared in the parts that the file says.
    func isMet(_ wish: Value, by present: Value?, _ attribute: Attribute) -> Bool {
        guard case .object(let described) = attribute.kind, case .map(let parts) = wish else {
            return wish.isSatisfied(by: present)
                || attribute.kind.compared(wish).isSatisfied(by: present.map(attribute.kind.compared))
        }
        return parts.allSatisfy { name, value in
            if let sibling = described.first(where: { $0.name.text == name })?.rangeOf {
                return value.isRange(around: present?[sibling])
            }
            return value.isSatisfied(by: present?[AttributeName(name)])
        }
    }

    /// Something that is replaced is a reason of its own.
    private func cause(of sides: Sides, _ leaf: Leaf) -> AttributeChange.Cause {
        let follows = sides.desired?.addresses.first { perspective.replaced.contains($0) }
        if let follows { return .follows(follows) }
        guard leaf.attribute.isSensitive, let wish = sides.desired, !wish.isDeferred else { return sides.cause }
        return isRecorded(wish, leaf.attribute.name) ? .drifted : .edited
    }

    private func record(_ wish: Value?, _ leaf: Leaf, recorded: Value?, _ difference: inout Difference) {
        guard wish?.isDeferred != true else { return }
        if leaf.attribute.isSensitive || (wish == nil && record.fingerprints[leaf.attribute.name] != nil) {
            difference.edits += edit(recording: wish, leaf.attribute.name, insteadOf: recorded)
            return
        }
        guard wish != recorded else { return }
        let edit: RecordedEdit =
            leaf.path.count > 1
            ? .nested(leaf.path[0], leaf.path[1], wish) : .attribute(leaf.path[0], wish.map { recordable($0, leaf) })
        difference.edits.append(edit)
    }

    /// The wish as it is recorded: with the words for own addresses that the comparison has put addresses in the place of.
    func recordable(_ wish: Value, _ leaf: Leaf) -> Value {
        let attribute = leaf.attribute
        guard attribute.kind.mentionsOwnAddress, let written = resource.value(attribute.name) else { return wish }
        let sides = Sides(desired: perspective.evaluated(written, attribute.kind), recorded: nil, observed: nil)
        return sides.ignoring(resource.lifecycle.ignoreChanges[attribute.name] ?? [], attribute.kind).desired ?? wish
    }

    func range(of leaf: Leaf) -> SourceRange? {
        let places = resource.attributes[leaf.path[0]]?.places
        guard leaf.path.count > 1 else { return places?.range }
        return places?.range(of: leaf.path[1].text)
    }
}

extension Value? {
    fileprivate var shownInTheCloud: String {
        guard let value = self, !value.isNothing else { return "nothing" }
        return value.keyText
    }
}
