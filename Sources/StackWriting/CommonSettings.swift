import ResourceModel

/// What `settings` says because most objects, or all of them, have it.
struct CommonSettings {
    /// By the names of settings: `location`.
    private(set) var defaults: [AttributeName: Value] = [:]
    private(set) var labels: [String: String] = [:]

    init(_ taken: [(type: ResourceType, objects: [ObservedObject])]) {
        var counts: [AttributeName: [Value: Int]] = [:]
        var labelled: [[String: String]] = []
        for (type, objects) in taken {
            for attribute in type.attributes {
                guard let setting = attribute.presence.setting else { continue }
                for object in objects {
                    guard let value = object.attributes[attribute.name], !value.isNull else { continue }
                    counts[setting, default: [:]][value, default: 0] += 1
                }
            }
            if type.hasLabels { labelled += objects.map { $0.writableLabels } }
        }
        defaults = counts.compactMapValues { values in
            values.max { ($0.value, $1.key.keyText) < ($1.value, $0.key.keyText) }?.key
        }
        guard labelled.count > 1, let first = labelled.first else { return }
        labels = first.filter { label in labelled.allSatisfy { $0[label.key] == label.value } }
    }

    var node: TextNode? {
        let common = labels.sortedByKey().map { TextNode.Entry($0.key, .text($0.value)) }
        let entries =
            defaults.sorted { $0.key < $1.key }.map { TextNode.Entry($0.key.text, .text($0.value.keyText)) }
            + (common.isEmpty ? [] : [TextNode.Entry("labels", .map(common))])
        return entries.isEmpty ? nil : .map(entries)
    }
}

extension ObservedObject {
    /// The labels that a file can have.
    var writableLabels: [String: String] {
        labels.filter { !$0.key.hasPrefix("hetzner.cloud/") && !Ownership.isReserved($0.key) }
    }
}
