import JSONDocuments

/// One instance of a resource as Terraform, OpenTofu or Pulumi know it.
package struct TerraformResource: Hashable, Sendable {
    package enum Index: Hashable, Sendable {
        case number(Int64)
        case key(String)
    }

    /// What becomes of it with the tool that made it.
    package struct Condition: Hashable, Sendable {
        /// Whether it was read and not made.
        package var isData = false
        /// Whether a replacement left it behind.
        package var isDeposed = false
        /// Whether it would be made anew, because its creation failed half-way or somebody said so.
        package var isTainted = false
    }

    /// All instances of it, as commands name them: `module.eu.hcloud_server.web`.
    package let address: String
    /// The modules that it stands in, with their indices: `eu`, `node["a"]`.
    package let modules: [String]
    /// `hcloud_server`.
    package let type: String
    package let name: String
    package let index: Index?
    package let condition: Condition
    /// The number that Hetzner gave it; `nil` where its ID is none.
    package let id: Int64?
    /// What tells where it is kept that has no number: its `name`, its `type` and its `zone`.
    package let texts: [String: String]
    /// The IDs and names of what it is part of or connects: a record's zone, an attachment's server and volume.
    package let owners: [String]

    /// - Parameter attributes: what the state has of the instance.
    init(
        _ address: String,
        in modules: [String],
        _ type: String,
        _ name: String,
        _ index: Index?,
        _ attributes: JSONValue?,
        _ condition: Condition
    ) {
        self.address = address
        self.modules = modules
        self.type = type
        self.name = name
        self.index = index
        self.condition = condition
        id = attributes?["id"].flatMap { $0.integer ?? $0.string.flatMap { Int64($0) } }
        let texts = ["name", "type", "zone"].map { ($0, Self.text(attributes?[$0])) }
        self.texts = Dictionary(texts.compactMap { name, text in text.map { (name, $0) } }) { first, _ in first }
        let links = (attributes?.object ?? [:]).filter { $0.key == "zone" || $0.key.hasSuffix("_id") }
        owners = links.compactMap { key, value in
            // A subnet's begins with its network's.
            Self.text(value).map { key == "subnet_id" ? String($0.prefix { $0 != "-" }) : $0 }
        }
    }

    private static func text(_ json: JSONValue?) -> String? { json?.string ?? json?.integer.map { String($0) } }

    /// Its name in the cloud, where it has one.
    package var cloudName: String? { texts["name"] }

    /// As people call it who leave out its type: `eu-web`.
    package var words: String { (modules + [name]).joined(separator: "-") }
}
