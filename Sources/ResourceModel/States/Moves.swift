import Diagnostics

/// What `moved` and `removed` speak of.
package enum MoveTarget: Hashable, Sendable {
    /// A resource; without an instance, all of them, also of the modules around it.
    case resource(ResourceAddress)
    /// A module with all that stands in it; without an instance, all of them.
    case module(ModulePath)

    /// Reads `servers.web`, `servers.web[0]`, `modules.eu` or `modules.eu.servers.web`; `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        if let path = ModulePath(text) {
            self = .module(path)
        } else if let address = ResourceAddress(text) {
            self = .resource(address)
        } else {
            return nil
        }
    }

    package func contains(_ address: ResourceAddress) -> Bool {
        switch self {
        case .resource(let own):
            own.section == address.section && own.key == address.key && own.module.coversAll(of: address.module)
                && (own.instance == nil || own.instance == address.instance)
        case .module(let path): path.covers(address.module)
        }
    }
}

extension MoveTarget: CustomStringConvertible {
    package var description: String {
        switch self {
        case .resource(let address): address.description
        case .module(let path): path.description
        }
    }
}

/// One entry of `moved`: what is recorded at an address is from now on at another one.
package struct Move: Sendable {
    package let from: MoveTarget
    package let to: MoveTarget
    package let range: SourceRange?

    package init(from: MoveTarget, to: MoveTarget, range: SourceRange? = nil) {
        self.from = from
        self.to = to
        self.range = range
    }

    /// The other way round.
    package var reversed: Move { Move(from: to, to: from, range: range) }

    /// Where what is at an address goes; `nil` where it is not moved.
    package func destination(of address: ResourceAddress) -> ResourceAddress? {
        guard from.contains(address) else { return nil }
        switch (from, to) {
        case (.resource(let old), .resource(let new)):
            // All instances keep theirs, unless the file says which one is meant.
            let isWhole = old.instance == nil && new.instance == nil
            if !isWhole, old.instance != address.instance { return nil }
            guard let module = old.module.rebasing(address.module, onto: new.module) else { return nil }
            return (isWhole ? new.with(instance: address.instance) : new).with(module: module)
        case (.module(let old), .module(let new)):
            return old.rebasing(address.module, onto: new).map { address.with(module: $0) }
        case (.resource, .module), (.module, .resource):
            return nil
        }
    }
}

/// One entry of `removed`: what is recorded at an address is forgotten, and stays in the cloud.
package struct Removal: Sendable {
    package let from: MoveTarget
    package let range: SourceRange?

    package init(from: MoveTarget, range: SourceRange? = nil) {
        self.from = from
        self.range = range
    }
}
