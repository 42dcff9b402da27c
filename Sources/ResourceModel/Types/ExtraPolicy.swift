/// What happens to elements of a declared list that somebody else added; the values of `extra`.
package enum ExtraPolicy: String, Hashable, Sendable, CaseIterable {
    case keep
    case remove
    case error
}

extension Attribute {
    /// What happens to foreign elements where the file does not say; `nil` for what is no list that others add to.
    package var undeclared: Undeclared? {
        switch (kind, update.withoutWindow) {
        case (.labels, _): .kept
        case (_, .elements(_, _, _, let undeclared)): undeclared
        case (.list(.object, order: .irrelevant, _), .action): .removed
        case _: nil
        }
    }

    /// Whether it is a list in an element to which others may add.
    package var isShared: Bool { sharedBy != nil || takesForeignEntries }

    /// Whether `extra` can speak of it.
    package var takesExtra: Bool {
        if isShared { return true }
        return switch undeclared {
        case .kept, .removed: true
        case .inherent, nil: false
        }
    }

    /// What happens to foreign elements of it in a resource that says this.
    package func undeclared(_ extra: Extra) -> Undeclared {
        guard takesExtra, let policy = extra.policy(for: self) else { return undeclared ?? .removed }
        return policy == .keep ? .kept : .removed
    }
}

extension ResourceType {
    /// The lists of which `extra` can speak, also those in elements.
    package var listsWithExtra: [Attribute] {
        let parts = attributes.flatMap { attribute -> [Attribute] in
            guard case .elements(let set) = attribute.kind else { return [] }
            return set.attributes.filter(\.isShared)
        }
        return attributes.filter(\.takesExtra) + parts
    }
}

/// `extra` of a resource.
package struct Extra: Hashable, Sendable {
    /// For each list that the file names.
    package var byName: [AttributeName: ExtraPolicy]
    /// For all other lists; labels are none.
    package var ofLists: ExtraPolicy?

    package init(byName: [AttributeName: ExtraPolicy] = [:], ofLists: ExtraPolicy? = nil) {
        self.byName = byName
        self.ofLists = ofLists
    }

    package func policy(for attribute: Attribute) -> ExtraPolicy? {
        if let policy = byName[attribute.name] { return policy }
        if case .labels = attribute.kind { return nil }
        return ofLists
    }
}

extension Update {
    fileprivate var withoutWindow: Update {
        guard case .offline(let inner) = self else { return self }
        return inner.withoutWindow
    }
}
