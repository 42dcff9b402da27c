import Diagnostics
import ResourceModel

/// Which resources a plan is made for, as the command line says it.
public struct Selection: Hashable, Sendable {
    /// Addresses to plan for, with what they need; empty for all.
    public var targets: [String]
    /// Addresses to leave as they are, with what needs them.
    public var excluded: [String]
    /// Addresses whose objects are replaced because the command line says so.
    public var replaced: [String]
    /// Whether an address that nothing has is no mistake, because an apply may just have removed it.
    private(set) var isAfterApply = false

    public init(targets: [String] = [], excluded: [String] = [], replaced: [String] = []) {
        self.targets = targets
        self.excluded = excluded
        self.replaced = replaced
    }

    public static let all = Selection()

    /// The same resources, some of which may be gone and none of which is replaced again; what confirms an apply.
    package var afterApply: Selection {
        var selection = self
        selection.replaced = []
        selection.isAfterApply = true
        return selection
    }
}

extension ResourceAddress {
    /// Whether an address on the command line means this one: itself, the declaration that it is an instance of, or a
    /// module that it stands in.
    func isMeant(by target: MoveTarget) -> Bool {
        switch target {
        case .module(let path): path.covers(module)
        case .resource(let address): address == self || (address.instance == nil && address == declared)
        }
    }
}

extension Diagnostic {
    static func unknownAddress(_ text: String, option: String, among addresses: [ResourceAddress]) -> Diagnostic {
        .error(
            "unknown-address",
            "\(option) names '\(text)', and neither the file nor the state has such a resource",
            hint: Suggestion.question(for: text, among: addresses.map(\.description))
        )
    }

    static func undeclaredReplacement(_ address: ResourceAddress) -> Diagnostic {
        .error(
            "undeclared-replacement",
            "--replace names '\(address)', which is not in the file: there is nothing to create in its place"
        )
    }

    static func unselectedReplacement(_ address: ResourceAddress, by option: String) -> Diagnostic {
        .error(
            "unselected-replacement",
            "--replace names '\(address)', and \(option) leaves it out",
            hint: option == "--target" ? "Name it with --target too." : "Leave it out, or replace it: not both."
        )
    }

    static func excludedUser(_ user: ResourceAddress, of replaced: ResourceAddress?) -> Diagnostic {
        let target = replaced?.description ?? "something"
        return .error(
            "excluded-user",
            "\(target) would be replaced, and \(user), which refers to it, would lose it: --exclude leaves it out",
            hint: "Leave \(target) out too, or neither."
        )
    }

    static func partialPlan(leavingOut count: Int) -> Diagnostic {
        .warning(
            "partial-plan",
            "this plan is partial: \(count == 1 ? "1 resource is" : "\(count) resources are") left out",
            hint: "Plan without --target and --exclude to see all that is left to do."
        )
    }
}
