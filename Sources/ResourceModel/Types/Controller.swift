/// A program that makes objects by itself, and is to be left to it: a cluster's controller.
package struct Controller: Hashable, Sendable {
    /// What its objects have among their labels.
    package enum Mark: Hashable, Sendable {
        case key(String)
        case keyPrefix(String)
        case label(String, String)

        package func isAmong(_ labels: [String: String]) -> Bool {
            switch self {
            case .key(let key): labels[key] != nil
            case .keyPrefix(let prefix): labels.keys.contains { $0.hasPrefix(prefix) }
            case .label(let key, let value): labels[key] == value
            }
        }
    }

    /// As a sentence says it: `the cluster autoscaler`.
    package let name: String
    package let marks: [Mark]

    package init(_ name: String, _ marks: Mark...) {
        self.name = name
        self.marks = marks
    }
}

extension Catalog {
    /// The program that made an object of such labels.
    package func controller(of labels: [String: String]) -> Controller? {
        controllers.first { controller in controller.marks.contains { $0.isAmong(labels) } }
    }
}
