import Diagnostics
import JSONDocuments

/// What Pulumi knows of a project: what `pulumi stack export` prints.
///
/// Its provider for Hetzner Cloud is made of Terraform's: types and attributes are the same in other letters.
/// https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_export/
package struct PulumiExport: Sendable {
    /// Those that Pulumi writes today; a fourth adds what nothing here asks for.
    private static let versions: ClosedRange<Int64> = 3...4

    /// Of the provider that is asked for, as Terraform's would be; in the order of the file, in which what others depend
    /// on comes first.
    package let resources: [TerraformResource]
    /// How many there are of other providers.
    package let others: Int

    /// - Parameter prefix: what Terraform's types of the provider begin with: `hcloud_`.
    package init(_ bytes: [UInt8], path: String, prefix: String) throws(Diagnostic) {
        let json: JSONValue
        do {
            json = try JSONParser.parse(bytes, repeatedKeys: .lastCounts)
        } catch {
            throw .noJSON(path, isEmpty: bytes.isEmpty)
        }
        let all = try Self.entries(json, path)
        let own = all.filter { $0.type.hasPrefix(prefix) }
        others = all.count - own.count
        let names = RepeatedNames(own)
        resources = own.map { entry in
            let place = names.place(of: entry)
            return TerraformResource(
                entry.urn,
                in: [],
                entry.type,
                place.name,
                place.number.map { .number($0) },
                entry.attributes,
                entry.condition
            )
        }
        guard !resources.isEmpty else { throw .nothingOfOurs(path, others) }
    }

    private static func entries(_ json: JSONValue, _ path: String) throws(Diagnostic) -> [Entry] {
        guard let deployment = json["deployment"], let version = json["version"]?.integer else { throw .noExport(path) }
        guard versions.contains(version) else { throw .otherVersion(version, path) }
        return (deployment["resources"]?.array ?? []).compactMap(Entry.init)
    }

    /// A resource with what it would be called by Terraform.
    fileprivate struct Entry {
        let urn: String
        let type: String
        let name: String
        let attributes: JSONValue
        let condition: TerraformResource.Condition

        /// `nil` for what is only in Pulumi: stacks, providers, and what holds others together.
        init?(_ json: JSONValue) {
            guard let urn = json["urn"]?.string, let type = json["type"]?.string, !type.hasPrefix("pulumi:"),
                json["custom"]?.boolean == true
            else { return nil }
            self.urn = urn
            self.type = Self.terraformType(type)
            // urn:pulumi:STACK::PROJECT::TYPES::NAME, and a name may have colons of its own.
            let parts = urn.split(separator: "::", maxSplits: 3, omittingEmptySubsequences: false)
            name = parts.count == 4 ? String(parts[3]) : urn
            let outputs = json["outputs"]?.object ?? json["inputs"]?.object ?? [:]
            let values = outputs.filter { $0.key != "id" }.map { (Self.snakeCase($0.key), $0.value) }
            attributes = .object(JSONObject(values + [("id", json["id"] ?? .null)]))
            condition = TerraformResource.Condition(
                isData: json["external"]?.boolean == true,
                isDeposed: json["delete"]?.boolean == true,
                isTainted: json["taint"]?.boolean == true
            )
        }

        /// `hcloud:index/serverNetwork:ServerNetwork` is `hcloud_server_network`.
        private static func terraformType(_ type: String) -> String {
            let parts = type.split(separator: ":")
            guard let package = parts.first, let name = parts.last, parts.count == 3 else { return type }
            return "\(package)_\(snakeCase(String(name)))"
        }

        private static func snakeCase(_ text: String) -> String {
            text.reduce(into: "") { result, character in
                if character.isUppercase, !result.isEmpty { result.append("_") }
                result += character.lowercased()
            }
        }
    }
}

/// The names that programs give in a loop: `web-0` and `web-1` are two of `web`.
private struct RepeatedNames {
    private struct Stem: Hashable {
        let type: String
        let text: String
    }

    /// The first number of each that has all up to its last one.
    private let firsts: [Stem: Int64]

    init(_ entries: [PulumiExport.Entry]) {
        let names = Set(entries.map { Stem(type: $0.type, text: $0.name) })
        let numbered = entries.filter { !$0.condition.isDeposed }.compactMap { entry in
            Self.split(entry.name).map { (Stem(type: entry.type, text: $0.stem), $0.number) }
        }
        firsts = Dictionary(grouping: numbered, by: \.0).compactMapValues { members in
            let numbers = members.map(\.1).sorted()
            guard numbers.count > 1, let first = numbers.first, first < 2, let stem = members.first?.0,
                numbers == Array(first..<first + Int64(numbers.count)), !names.contains(stem)
            else { return nil }
            return first
        }
    }

    func place(of entry: PulumiExport.Entry) -> (name: String, number: Int64?) {
        guard let split = Self.split(entry.name), let first = firsts[Stem(type: entry.type, text: split.stem)] else {
            return (entry.name, nil)
        }
        return (split.stem, split.number - first)
    }

    private static func split(_ name: String) -> (stem: String, number: Int64)? {
        guard let hyphen = name.lastIndex(where: { "-_".contains($0) }), hyphen > name.startIndex,
            let number = Int64(name[name.index(after: hyphen)...]),
            String(number) == name[name.index(after: hyphen)...]
        else { return nil }
        return (String(name[..<hyphen]), number)
    }
}

extension Diagnostic {
    private static func unusable(_ path: String, _ why: String, hint: String) -> Diagnostic {
        .error("pulumi-export", "nothing was written: '\(path)' \(why)", hint: hint)
    }

    fileprivate static func noJSON(_ path: String, isEmpty: Bool) -> Diagnostic {
        unusable(
            path,
            isEmpty ? "is empty" : "is not whole: its JSON cannot be read to its end",
            hint: "Export it again with 'pulumi stack export --file \(path)'."
        )
    }

    fileprivate static func noExport(_ path: String) -> Diagnostic {
        unusable(
            path,
            "is no export of Pulumi",
            hint: "Take one with 'pulumi stack export'; a state of Terraform is for --from-tfstate."
        )
    }

    fileprivate static func otherVersion(_ version: Int64, _ path: String) -> Diagnostic {
        unusable(
            path,
            "is an export of version \(version), and 3 is expected",
            hint: version < 3
                ? "Upgrade Pulumi, and run 'pulumi refresh' there first."
                : "It is of a newer Pulumi than this hzform knows."
        )
    }

    fileprivate static func nothingOfOurs(_ path: String, _ others: Int) -> Diagnostic {
        unusable(
            path,
            others == 0 ? "has no resources" : "has no resource of Hetzner Cloud, only others (\(others))",
            hint: "Is it the export of another stack?"
        )
    }
}
