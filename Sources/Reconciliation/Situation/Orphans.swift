import Diagnostics
import ResourceModel

extension Situation {
    /// What labels say is this stack's, and neither the file nor the state knows: a killed apply made it and its file was
    /// taken back, or it was let go of without the file saying so.
    ///
    /// Nothing is done about it, and it is charged for as long as it is there.
    var orphans: [Diagnostic] {
        let unknown = catalog.types.flatMap { type in
            (observed.objects[type.name] ?? [:]).values.filter { object in
                object.ownership?.stack == desired.stack && owner(of: type.name, object.id) == nil
                    && !isDeposed(type.name, object.id)
            }
            .sorted { $0.id < $1.id }.map { (type, $0) }
        }
        guard !unknown.isEmpty else { return [] }
        let forgotten = desired.removals.compactMap { removal -> ResourceAddress? in
            guard case .resource(let address) = removal.from else { return nil }
            return address
        }
        // What an address left behind is cleared away with it.
        let known = Set((addresses + forgotten).map(Ownership.label))
        let orphans = unknown.filter { !known.contains($1.ownership?.addressLabel ?? "") }
        return orphans.isEmpty ? [] : [.orphans(orphans.map { title(of: $1, $0.name) }, desired)]
    }
}

extension Diagnostic {
    private static let mostNamed = 5

    fileprivate static func orphans(_ titles: [String], _ desired: DesiredState) -> Diagnostic {
        let rest = titles.count - mostNamed
        let list = titles.prefix(mostNamed).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        let verb = titles.count == 1 ? "is" : "are"
        let places = desired.isForDestruction ? "not in its state" : "neither in its file nor in its state"
        return .warning(
            "orphan",
            "\(list) \(verb) labelled as this stack's, and \(places)",
            hint: "A killed apply may have made that, or 'on_removal: keep' has let it go. Declare it again to take it"
                + " in, delete it, or name it under 'removed', and nothing is said of it any more;"
                + " 'hzform plan --unmanaged' lists what each costs."
        )
    }
}
