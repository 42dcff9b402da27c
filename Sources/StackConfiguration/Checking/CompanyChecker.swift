import Diagnostics
import ResourceModel

/// Checks what has to be alone among all that is kept below the same resource, by itself or in its list.
struct CompanyChecker {
    let rule: Constraint.LoneObject
    /// Those of the type.
    let drafts: [Draft]
    let all: Drafts

    private struct Group: Hashable {
        let holder: ResourceAddress
        let part: String
    }

    private struct Member {
        let kind: String
        let place: SourceRange
    }

    func check(_ problems: inout Problems) {
        var groups: [Group: [Member]] = [:]
        for draft in drafts {
            guard case .reference(.resource(let holder))? = draft.attributes[rule.reference]?.value,
                let part = draft.attributes[rule.part]?.value.string,
                let kind = draft.attributes[rule.condition]?.value.string
            else { continue }
            groups[Group(holder: holder, part: part), default: []]
                .append(Member(kind: kind, place: draft.range(of: rule.condition)))
        }
        let holders = Set(groups.keys.map(\.holder))
        let listed = Dictionary(uniqueKeysWithValues: holders.map { ($0, self.listed(by: $0)) })
        for (group, members) in groups {
            check(members, besides: listed[group.holder]?[group.part] ?? [], group.part, &problems)
        }
    }

    private func listed(by holder: ResourceAddress) -> [String: [Member]] {
        guard let draft = all[holder] else { return [:] }
        return draft.elements(of: rule.list).reduce(into: [:]) { members, element in
            guard let part = element.value[rule.part]?.string, let kind = element.value[rule.condition]?.string else {
                return
            }
            let place = element.places?.range(of: rule.condition.text) ?? element.range ?? draft.range(of: rule.list)
            members[part, default: []].append(Member(kind: kind, place: place))
        }
    }

    /// One of the two stands by itself: the list's own elements are the list's matter.
    private func check(_ members: [Member], besides listed: [Member], _ part: String, _ problems: inout Problems) {
        let all = members + listed
        guard let sole = all.first(where: { rule.texts.contains($0.kind) }),
            let other = all.first(where: { $0.kind != sole.kind })
        else { return }
        // What cannot be there at all is not said to be there with others.
        guard !problems.diagnostics.contains(where: { $0.range == sole.place }) else { return }
        let isByItself = members.contains { $0.place == sole.place }
        problems.report(
            isByItself
                ? .notAlone(sole.kind, part, other.kind, at: sole.place, written: other.place)
                : .notAlone(other.kind, part, sole.kind, at: other.place, written: sole.place)
        )
    }
}
