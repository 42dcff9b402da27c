import ResourceModel

// What an object was made of, which it reads only once: when it is made.
extension Differ {
    /// Whether what the object was made of is gone by now, and the file says nothing new: it stays as it is then.
    func keepsWhatItWasMadeOf(_ sides: Sides, _ leaf: Leaf, _ difference: inout Difference) -> Bool {
        guard !leaf.attribute.repairsDrift, sides.observed?.isNothing ?? true,
            case .offering(let offering) = leaf.attribute.kind, let written = resource.value(leaf.attribute.name)
        else { return false }
        if isMade(of: written, sides, offering) {
            // The state says so too, so that a plan which asks nobody comes to the same.
            if let recorded = sides.recorded, !recorded.isNull {
                difference.edits.append(.attribute(leaf.path[0], .null))
            }
            difference.remarks.append(
                "\(leaf.attributePath) is not in the cloud any more; what was made of it stays as it is"
            )
            return true
        }
        guard let before = sides.recorded?.string, isOlder(written, than: before, offering) else { return false }
        difference.remarks.append(
            "\(leaf.attributePath) \(before) is not in the cloud any more, and the newest one that the lookup finds, "
                + "\(written.keyText), is older; what was made of it stays as it is"
        )
        return true
    }

    /// Whether the file says what it said when the object was made; what is in the place of that is another one.
    private func isMade(of written: Value, _ sides: Sides, _ offering: Offering) -> Bool {
        guard let recorded = sides.recorded else { return isAdopted }
        let origins = written.addresses
        return !origins.isEmpty && origins.allSatisfy(record.dependencies.contains)
            && !perspective.situation.isThere(recorded, insteadOf: offering)
    }

    /// Whether a lookup of the newest falls back on one that was made before the one that is gone.
    private func isOlder(_ written: Value, than before: String, _ offering: Offering) -> Bool {
        let situation = perspective.situation
        guard let text = written.string, situation.desired.newest[offering.section]?.contains(text) == true,
            let found = Int64(text), let gone = Int64(before)
        else { return false }
        return found < gone && !situation.isThere(.integer(gone), insteadOf: offering)
    }
}
