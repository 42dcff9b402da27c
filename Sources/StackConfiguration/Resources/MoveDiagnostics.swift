import Diagnostics
import ResourceModel

extension Diagnostic {
    static func noMoveAddress(_ text: String, _ key: String, at range: SourceRange) -> Diagnostic {
        .error(
            "invalid-address",
            "expected an address for '\(key)', not \(quoted(text))",
            at: range,
            hint:
                "An address is a section and a name: servers.web, servers.web[0], modules.eu or modules.eu.servers.web."
        )
    }

    static func noMoveSection(_ section: String, _ text: String, at range: SourceRange, hint: String?) -> Diagnostic {
        .error(
            "invalid-address",
            "\(quoted(text)) is no address: there is no section '\(section)'",
            at: range,
            hint: hint
        )
    }

    static func otherType(_ old: ResourceAddress, _ new: ResourceAddress, at range: SourceRange) -> Diagnostic {
        .error(
            "invalid-move",
            "\(old) cannot become \(new): a resource keeps its type",
            at: range,
            hint: "Only names, instances and modules can change; to make something else of it, replace it."
        )
    }

    static func otherKind(_ old: MoveTarget, _ new: MoveTarget, at range: SourceRange) -> Diagnostic {
        .error("invalid-move", "a resource moves to a resource and a module to a module: \(old), \(new)", at: range)
    }

    static func intoItself(_ path: ModulePath, at range: SourceRange) -> Diagnostic {
        .error("invalid-move", "\(path) cannot move into itself", at: range)
    }

    static func movedNowhere(_ target: MoveTarget, at range: SourceRange) -> Diagnostic {
        .error("invalid-move", "\(target) moves to where it is", at: range)
    }

    static func movedTwice(_ target: MoveTarget, at range: SourceRange, first: SourceRange) -> Diagnostic {
        .error(
            "duplicate-move",
            "\(target) is moved already",
            at: range,
            notes: [Note("it is moved here", at: first)],
            hint: "A chain goes on from where it came to: from the 'to' of the first entry."
        )
    }

    static func samePlace(_ target: MoveTarget, at range: SourceRange, first: SourceRange) -> Diagnostic {
        .error(
            "move-conflict",
            "something else moves to \(target) already",
            at: range,
            notes: [Note("it is the destination here", at: first)]
        )
    }

    static func moveCircle(_ steps: [(target: MoveTarget, range: SourceRange)]) -> Diagnostic {
        .error(
            "move-cycle",
            "the entries of 'moved' go in a circle: \((steps + steps.prefix(1)).map(\.target.description).joined(separator: " → "))",
            at: steps.first?.range,
            notes: steps.dropFirst().map { Note("\($0.target) is moved here", at: $0.range) },
            hint: "Two resources change places by a third name, in two applies."
        )
    }

    static func stillDeclared(
        _ target: MoveTarget,
        _ key: String,
        at range: SourceRange,
        declared: SourceRange
    ) -> Diagnostic {
        .error(
            "still-declared",
            "\(target) is in '\(key)' and still declared",
            at: range,
            notes: [Note("it is declared here", at: declared)],
            hint: key == "moved" ? "Rename the declaration." : "Take the declaration out, or this entry."
        )
    }

    static func noDestination(_ target: MoveTarget, at range: SourceRange, hint: String?) -> Diagnostic {
        .error("unknown-address", "there is no \(target) in this file to move to", at: range, hint: hint)
    }
}
