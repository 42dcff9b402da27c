import FoundationEssentials
import HetznerCatalog
import ResourceModel
import Testing

/// `docs/coming-from-terraform.md`, whose last table has every argument of the provider.
@Suite("The page for those who come from Terraform")
struct TerraformPageTests {
    private let rows: [(type: String, place: String)]

    init() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let page = try String(contentsOfFile: "\(root)/docs/coming-from-terraform.md", encoding: .utf8)
        rows = page.matches(of: /\| `(hcloud_[a-z_]+)` \| [^|]+ \| `([a-z0-9_.]+)`/).map {
            (String($0.output.1), String($0.output.2))
        }
    }

    @Test("has every resource type of the provider")
    func types() {
        let known = Set(TerraformTypes.objects.keys).union(TerraformTypes.parts)
            .union(TerraformTypes.kept.keys)
        #expect(Set(rows.map(\.type)) == known)
        #expect(known.count == 29)
    }

    @Test("names places that the language has")
    func places() {
        let unknown = rows.map(\.place).filter { place in
            let words = place.split(separator: ".").map(String.init)
            guard let type = Catalog.hetzner.type(section: words[0]) else { return true }
            let path = words.dropFirst().map { AttributeName($0) }
            guard let first = path.first else { return false }
            return type.output(first) == nil && !has(path[...], type.attributes)
        }
        #expect(unknown == [])
    }

    private func has(_ path: ArraySlice<AttributeName>, _ attributes: [Attribute]) -> Bool {
        guard let first = path.first else { return true }
        guard let attribute = attributes.first(where: { $0.name == first }) else { return false }
        let parts: [Attribute] =
            switch attribute.kind {
            case .object(let parts): parts
            case .elements(let set): set.attributes
            case .list(.object(let parts), _, _): parts
            case _: []
            }
        return has(path.dropFirst(), parts)
    }
}
