import LabelText

/// The rules that keys and values of labels obey.
/// https://docs.hetzner.cloud/reference/cloud#labels
enum Labels {
    static func problem(in labels: [String: String]) -> String? {
        for (key, value) in labels.sorted(by: { $0.key < $1.key }) {
            guard LabelSyntax.isKey(key) else { return "'\(key)' is not a valid label key" }
            guard !key.hasPrefix("hetzner.cloud/") else { return "the prefix 'hetzner.cloud/' is reserved" }
            guard LabelSyntax.isValue(value) else { return "'\(value)' is not a valid label value" }
        }
        return nil
    }
}
