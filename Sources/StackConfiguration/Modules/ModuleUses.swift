import Diagnostics
import ResourceModel
import YAMLDocuments

/// The modules that one file uses, read when something asks for them first.
final class ModuleUses {
    /// What a name under `modules` stands for.
    enum Group {
        case single(Unit)
        case counted([Unit])
        case keyed([(key: String, unit: Unit)])
        case failed

        var units: [Unit] {
            switch self {
            case .single(let unit): [unit]
            case .counted(let units): units
            case .keyed(let units): units.map(\.unit)
            case .failed: []
            }
        }
    }

    /// Makes the unit of one use.
    typealias Maker = (ModuleUse, ModulePath, Repetition?) -> Unit?

    private unowned let scope: Scope
    private let uses: [String: ModuleUse?]
    /// In the order of the file.
    let names: [String]
    private let make: Maker
    private var groups: [String: Group] = [:]

    init(_ uses: [(name: String, use: ModuleUse?)], of scope: Scope, make: @escaping Maker) {
        self.scope = scope
        self.uses = Dictionary(uses.map { ($0.name, $0.use) }) { first, _ in first }
        names = uses.map(\.name)
        self.make = make
    }

    /// Nil where the file uses no module of that name.
    func group(_ name: String) -> Group? {
        guard let declared = uses[name] else { return nil }
        if let known = groups[name] { return known }
        guard let use = declared else { return .failed }
        let group = scope.evaluation.once(.modules(scope.module, name), at: use.keyRange, otherwise: Group.failed) {
            var hidden = Problems()
            return self.group(use, &hidden)
        }
        groups[name] = group
        return group
    }

    /// Reads a module for good, and reports what is wrong with its `count` or `for_each`.
    func settle(_ name: String, _ problems: inout Problems) {
        guard case .failed? = group(name), let use = uses[name] ?? nil else { return }
        _ = repetitions(use, &problems)
    }

    private func group(_ use: ModuleUse, _ problems: inout Problems) -> Group {
        guard use.repetition != nil else {
            return make(use, scope.module.appending(use.name), nil).map { .single($0) } ?? .failed
        }
        guard let repetitions = repetitions(use, &problems) else { return .failed }
        var units: [(repetition: Repetition, unit: Unit)] = []
        for repetition in repetitions.all {
            let path = scope.module.appending(use.name, repetition.instance)
            guard let unit = make(use, path, repetition) else { return .failed }
            units.append((repetition, unit))
        }
        guard repetitions.isKeyed else { return .counted(units.map(\.unit)) }
        return .keyed(units.map { ($0.repetition.instance.key ?? "", $0.unit) })
    }

    private func repetitions(
        _ use: ModuleUse,
        _ problems: inout Problems
    ) -> (all: [Repetition], isKeyed: Bool)? {
        guard let body = use.repetition, case .mapping(let entries) = body.content else { return ([], false) }
        return Repeater(scope).repetitions(entries, &problems).map { ($0, body["count"] == nil) }
    }
}
