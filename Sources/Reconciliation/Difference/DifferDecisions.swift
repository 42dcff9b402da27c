import Diagnostics
import NetworkText
import ResourceModel

extension Differ {
    /// Decides which update brings a differing attribute about, and what that means for others.
    func differ(
        _ leaf: Leaf,
        old: Value?,
        new: Value,
        cause: AttributeChange.Cause,
        recording recorded: Value?,
        _ difference: inout Difference
    ) {
        let decision = decide(leaf, old: old, new: new, &difference)
        if case .ignored = decision {
            difference.remarks.append(
                "\(leaf.attributePath) differs from what it was created with; nothing is done about it"
            )
            return
        }
        difference.changes.append(
            AttributeChange(
                leaf.attributePath,
                old: old.map(leaf.attribute.kind.masked),
                new: leaf.attribute.kind.masked(new),
                cause: cause,
                effect: decision.effect,
                isSensitive: leaf.attribute.isSensitive,
                range: range(of: leaf)
            )
        )
        switch decision {
        case .ignored, .refused: break
        case .replacement: difference.needsReplacement = true
        case .update(let update, let isOffline):
            difference.impacts.formUnion(leaf.attribute.impacts(from: old, to: new, siblings: sibling))
            difference.intents.append(
                Intent(
                    path: leaf.path,
                    attribute: leaf.attribute,
                    update: update,
                    aim: .value,
                    old: old,
                    new: new,
                    recorded: recorded,
                    isOffline: isOffline
                )
            )
        case .rebuild(let call):
            difference.impacts.formUnion([.dataLoss, .downtime])
            difference.intents.append(
                Intent(
                    path: leaf.path,
                    attribute: leaf.attribute,
                    update: .action(call),
                    aim: .value,
                    old: old,
                    new: new,
                    recorded: new,
                    isOffline: false
                )
            )
        }
    }

    private enum Decision {
        case update(Update, isOffline: Bool)
        case rebuild(Call)
        case replacement(isWished: Bool)
        case ignored
        case refused

        var effect: AttributeChange.Effect {
            switch self {
            case .update(_, let isOffline): isOffline ? .offline : .inPlace
            case .rebuild: .rebuild
            case .replacement(let isWished): isWished ? .wishedReplacement : .replacement
            case .ignored, .refused: .ignored
            }
        }
    }

    private func decide(_ leaf: Leaf, old: Value?, new: Value, _ difference: inout Difference) -> Decision {
        let isWished = resource.lifecycle.replaceOn.contains(leaf.path[0])
        if isWished { return replacement(leaf, isWished: true, &difference) }
        return decide(leaf.attribute.update, leaf, old: old, new: new, isOffline: false, &difference)
    }

    private func decide(
        _ update: Update,
        _ leaf: Leaf,
        old: Value?,
        new: Value,
        isOffline: Bool,
        _ difference: inout Difference
    ) -> Decision {
        switch update {
        case .put, .action, .pair, .elements, .service, .nested, .whole, .input:
            return .update(update, isOffline: isOffline)
        case .offline(let inner):
            return decide(inner, leaf, old: old, new: new, isOffline: true, &difference)
        case .conditional(let condition, let first, let second):
            let chosen = condition.holds(from: old, to: new) ? first : second
            return decide(chosen, leaf, old: old, new: new, isOffline: isOffline, &difference)
        case .replace: return replacement(leaf, &difference)
        case .refuse:
            let isHidden = leaf.attribute.isSensitive
            let (shownOld, shownNew) = isHidden ? (Value.hidden, .hidden) : (old, new)
            difference.diagnostics.append(
                .needsConsent(resource, leaf.attributePath, shownOld, shownNew, at: range(of: leaf))
            )
            return .refused
        case .choice(let policy, let rebuild):
            switch resource.onChange[leaf.path[0]] ?? policy {
            case .ignore: return .ignored
            case .replace: return replacement(leaf, &difference)
            case .rebuild: return rebuild.map { .rebuild($0) } ?? .ignored
            case .error:
                difference.diagnostics.append(.changeForbidden(resource, leaf.attributePath, at: range(of: leaf)))
                return .refused
            }
        }
    }

    /// Has the changes of lists and labels replace the object where the file says so.
    func replaceAsWished(_ difference: inout Difference) {
        for name in resource.lifecycle.replaceOn.sorted() {
            let indices = difference.changes.indices.filter { index in
                difference.changes[index].path.root == name && difference.changes[index].effect == .inPlace
            }
            guard let first = indices.first else { continue }
            guard !resource.lifecycle.neverReplace else {
                let change = difference.changes[first]
                difference.diagnostics.append(.replacementForbidden(resource, change.path, at: change.range))
                continue
            }
            for index in indices { difference.changes[index].effect = .wishedReplacement }
            difference.needsReplacement = true
        }
    }

    private func replacement(_ leaf: Leaf, isWished: Bool = false, _ difference: inout Difference) -> Decision {
        guard resource.lifecycle.neverReplace else { return .replacement(isWished: isWished) }
        difference.diagnostics.append(.replacementForbidden(resource, leaf.attributePath, at: range(of: leaf)))
        return .refused
    }

    private func sibling(_ name: AttributeName) -> Value? { resource.value(name) }
}

extension ChangeCondition {
    func holds(from old: Value?, to new: Value) -> Bool {
        switch self {
        case .grows:
            guard let before = old?.integer, let after = new.integer else { return false }
            return after > before
        case .extends:
            guard let before = old?.string.flatMap({ CIDR($0) }), let after = new.string.flatMap({ CIDR($0) })
            else { return false }
            return after.contains(before)
        }
    }
}

extension Attribute {
    func impacts(of occasion: ImpactRule.Occasion) -> Set<Impact> {
        Set(impacts.filter { $0.occasion == occasion }.map(\.impact))
    }

    func impacts(from old: Value?, to new: Value, siblings: (AttributeName) -> Value?) -> Set<Impact> {
        let isCleared = old.map { !$0.isNothing && $0 != false } == true
        let applying = impacts.filter { rule in
            switch rule.occasion {
            case .always: true
            case .cleared: isCleared
            case .to(let value): new == value
            case .with(let name): siblings(name) == true
            case .elementRemoved: false
            }
        }
        return Set(applying.map(\.impact))
    }
}

extension Diagnostic {
    static func needsConsent(
        _ resource: DesiredResource,
        _ path: AttributePath,
        _ old: Value?,
        _ new: Value,
        at range: SourceRange?
    ) -> Diagnostic {
        let present = old.flatMap { $0.isNothing ? nil : $0.keyText } ?? "nothing"
        return .error(
            "needs-replacement",
            "\(resource.address) cannot change '\(path)' from \(present) to \(new.keyText): only a new object could have it, and the old one's content would be lost",
            at: range ?? resource.range,
            address: resource.address.description,
            hint: "To replace it all the same, write: lifecycle: { replace_on: [\(path.root)] }"
        )
    }

    static func changeForbidden(
        _ resource: DesiredResource,
        _ path: AttributePath,
        at range: SourceRange?
    ) -> Diagnostic {
        .error(
            "change-forbidden",
            "'\(path)' of \(resource.address) changed, and its on_change says error",
            at: range ?? resource.range,
            address: resource.address.description
        )
    }

    static func replacementForbidden(
        _ resource: DesiredResource,
        _ path: AttributePath,
        at range: SourceRange?
    ) -> Diagnostic {
        .error(
            "replacement-forbidden",
            "the change of '\(path)' needs a replacement of \(resource.address), and its lifecycle says never_replace",
            at: range ?? resource.range,
            address: resource.address.description
        )
    }
}
