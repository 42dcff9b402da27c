/// One instance of a resource as Terraform, or OpenTofu, knows it.
package struct TerraformResource: Hashable, Sendable {
    package enum Index: Hashable, Sendable {
        case number(Int64)
        case key(String)
    }

    /// The modules that it stands in, with their indices: `eu`, `node["a"]`.
    package let modules: [String]
    /// `hcloud_server`.
    package let type: String
    package let name: String
    package let index: Index?
    /// The number that Hetzner gave it; `nil` where its ID is none.
    package let id: Int64?
    /// Its name in the cloud, where it has one.
    package var cloudName: String?
    /// The IDs and names of what it is part of or connects: a record's zone, an attachment's server and volume.
    package var owners: [String] = []
    /// Whether it was read and not made.
    package let isData: Bool
    /// Whether a replacement left it behind.
    package let isDeposed: Bool
    /// Whether Terraform would make it anew, because its creation failed half-way or somebody said so.
    package let isTainted: Bool

    /// All instances of it, as commands name them: `module.eu.hcloud_server.web`.
    package var address: String {
        (modules.map { "module.\($0)" } + (isData ? ["data"] : []) + [type, name]).joined(separator: ".")
    }

    /// As people call it who leave out its type: `eu-web`.
    package var words: String { (modules + [name]).joined(separator: "-") }
}
