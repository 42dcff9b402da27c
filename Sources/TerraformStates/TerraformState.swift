import Diagnostics
import JSONDocuments

/// What Terraform or OpenTofu know of a project: a state file, or what `terraform show -json` prints.
///
/// https://developer.hashicorp.com/terraform/internals/json-format
package struct TerraformState: Sendable {
    private static let version: Int64 = 4

    /// Of the provider that is asked for, in the order of the file.
    package let resources: [TerraformResource]
    /// How many there are of other providers.
    package let others: Int

    /// - Parameter prefix: what the types of the provider begin with: `hcloud_`.
    package init(_ bytes: [UInt8], path: String, prefix: String) throws(Diagnostic) {
        let json: JSONValue
        do {
            json = try JSONParser.parse(bytes, repeatedKeys: .lastCounts)
        } catch {
            throw .noJSON(path, isEmpty: bytes.isEmpty)
        }
        let all = try Self.resources(json, path)
        resources = all.filter { $0.type.hasPrefix(prefix) }
        others = all.count - resources.count
        guard !resources.isEmpty else { throw .nothingOfOurs(path, prefix, others) }
    }

    private static func resources(_ json: JSONValue, _ path: String) throws(Diagnostic) -> [TerraformResource] {
        if json["encrypted_data"] != nil { throw .encrypted(path) }
        if json["deployment"] != nil { throw .isExport(path) }
        if json["format_version"] != nil, json["version"] == nil {
            guard json["planned_values"] == nil else { throw .isPlan(path) }
            return (json["values"]?["root_module"]).map { shown($0, in: []) } ?? []
        }
        guard let version = json["version"]?.integer else { throw .noState(path) }
        guard version == Self.version else { throw .otherVersion(version, path) }
        guard let entries = json["resources"]?.array else { throw .noState(path) }
        return entries.flatMap(stored)
    }

    /// One of a state file, with all its instances.
    private static func stored(_ entry: JSONValue) -> [TerraformResource] {
        guard let type = entry["type"]?.string, let name = entry["name"]?.string else { return [] }
        let modules = modules(entry["module"]?.string ?? "")
        let isData = entry["mode"]?.string == "data"
        return (entry["instances"]?.array ?? []).map { instance in
            TerraformResource(
                address(modules, isData, type, name),
                in: modules,
                type,
                name,
                index(instance["index_key"]),
                // What a state of Terraform before 0.12 had is kept as it was until it is next refreshed.
                instance["attributes"] ?? instance["attributes_flat"],
                TerraformResource.Condition(
                    isData: isData,
                    isDeposed: instance["deposed"]?.string != nil,
                    isTainted: instance["status"]?.string == "tainted"
                )
            )
        }
    }

    /// What a module and those in it have, as `terraform show -json` prints them.
    private static func shown(_ module: JSONValue, in modules: [String]) -> [TerraformResource] {
        let own = (module["resources"]?.array ?? []).compactMap { entry -> TerraformResource? in
            guard let type = entry["type"]?.string, let name = entry["name"]?.string else { return nil }
            let isData = entry["mode"]?.string == "data"
            return TerraformResource(
                address(modules, isData, type, name),
                in: modules,
                type,
                name,
                index(entry["index"]),
                entry["values"],
                TerraformResource.Condition(
                    isData: isData,
                    isDeposed: entry["deposed_key"]?.string != nil,
                    isTainted: entry["tainted"]?.boolean == true
                )
            )
        }
        let inner = (module["child_modules"]?.array ?? []).flatMap { child in
            shown(child, in: Self.modules(child["address"]?.string ?? ""))
        }
        return own + inner
    }

    private static func address(_ modules: [String], _ isData: Bool, _ type: String, _ name: String) -> String {
        (modules.map { "module.\($0)" } + (isData ? ["data"] : []) + [type, name]).joined(separator: ".")
    }

    private static func index(_ json: JSONValue?) -> TerraformResource.Index? {
        json?.integer.map { .number($0) } ?? json?.string.map { .key($0) }
    }

    /// The modules of an address, whose keys may have dots of their own: `module.eu.module.node["a.b"]`.
    private static func modules(_ address: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var isInKey = false
        for character in address {
            if character == "\"" { isInKey.toggle() }
            if character == ".", !isInKey {
                parts.append(part)
                part = ""
            } else {
                part.append(character)
            }
        }
        return (parts + [part]).enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }
}

extension Diagnostic {
    private static func unusable(_ path: String, _ why: String, hint: String? = nil) -> Diagnostic {
        .error("terraform-state", "nothing was written: '\(path)' \(why)", hint: hint)
    }

    fileprivate static func noJSON(_ path: String, isEmpty: Bool) -> Diagnostic {
        unusable(
            path,
            isEmpty ? "is empty" : "is not whole: its JSON cannot be read to its end",
            hint: "Pull the state again with 'terraform state pull > \(path)'."
        )
    }

    fileprivate static func noState(_ path: String) -> Diagnostic {
        unusable(path, "is no state of Terraform or OpenTofu", hint: "Take one with 'terraform state pull'.")
    }

    fileprivate static func isPlan(_ path: String) -> Diagnostic {
        unusable(
            path,
            "is a plan of Terraform, and not a state",
            hint: "Show the state: 'terraform show -json' without a file."
        )
    }

    fileprivate static func isExport(_ path: String) -> Diagnostic {
        unusable(path, "is an export of Pulumi, and not a state of Terraform", hint: "Give it with --from-pulumi.")
    }

    fileprivate static func encrypted(_ path: String) -> Diagnostic {
        unusable(
            path,
            "is encrypted by OpenTofu",
            hint: "Where the key is known, 'tofu state pull' prints it in plain text."
        )
    }

    fileprivate static func otherVersion(_ version: Int64, _ path: String) -> Diagnostic {
        unusable(
            path,
            "is a state of version \(version), and 4 is expected",
            hint: version < 4
                ? "Terraform 0.12 and later write version 4: upgrade, and run 'terraform refresh' there first."
                : "It is of a newer Terraform: 'terraform show -json' prints a form that stays the same."
        )
    }

    fileprivate static func nothingOfOurs(_ path: String, _ prefix: String, _ others: Int) -> Diagnostic {
        unusable(
            path,
            others == 0
                ? "has no resources" : "has no resource whose type begins with '\(prefix)', only others (\(others))",
            hint: "Is it the state of another workspace?"
        )
    }
}
