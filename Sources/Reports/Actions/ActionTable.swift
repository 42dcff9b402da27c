import FoundationEssentials
import HetznerCloud

extension ObjectTable {
    /// Actions in the order in which they are given.
    package static func actions(_ actions: [Action]) -> ObjectTable {
        let columns: [Column] = [
            .number("id"), .text("action"), .text("status"), .number("done"), .text("started"), .text("on"),
            .text("error"),
        ]
        return ObjectTable(columns, actions, key: "actions") { action in
            [
                action.id.description, action.command, action.status.words, "\(action.progress) %",
                action.started?.formatted(.iso8601) ?? "", action.resources.map(\.words).joined(separator: ", "),
                action.error?.description ?? "",
            ]
        }
    }
}

extension Action {
    /// How it ended, or how far it is: for a line of its own.
    package var progressLine: String {
        let place = resources.isEmpty ? "" : " on \(resources.map(\.words).joined(separator: ", "))"
        let end = error.map { ": \($0)" } ?? (isFinished ? "" : ", \(progress) %")
        return "\(id) \(command)\(place): \(status.words)\(end)"
    }
}

extension Action.Status {
    fileprivate var words: String {
        switch self {
        case .running: "running"
        case .success: "success"
        case .error: "error"
        case .unknown(let name): name
        }
    }
}

extension Action.Resource {
    fileprivate var words: String { "\(type) \(id)" }
}
