import FoundationEssentials
import Testing

@testable import HetznerCloud

/// Holds what `api/` records of the library against what is promised of all models.
@Suite struct InterfaceTests {
    private static let lines: [Substring] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../.."
        let text = try? String(contentsOfFile: root + "/api/HetznerCloud.txt", encoding: .utf8)
        return (text ?? "").split(separator: "\n")
    }()

    /// The structs among what conforms to `APIModel`.
    private static let models: [String] = lines.filter { $0.hasSuffix(": conforms to APIModel") }
        .map { String($0.prefix { $0 != ":" }) }
        .filter { model in lines.contains { $0.hasPrefix("\(model): struct ") } }

    /// The stored properties of a type, whose declarations have no accessors.
    private static func properties(of type: String) -> Set<Substring> {
        Set(
            lines.filter { $0.hasPrefix("\(type).") && !$0.contains("{") }.compactMap { line in
                let name = line.dropFirst(type.count + 1).prefix { $0 != ":" }
                let isStored = line.contains(": var \(name): ") || line.contains(": let \(name): ")
                return isStored ? name : nil
            }
        )
    }

    private static func initializers(of type: String) -> [Set<Substring>] {
        lines.filter { $0.hasPrefix("\(type).init(") }.map { line in
            Set(line.dropFirst("\(type).init(".count).prefix { $0 != ")" }.split(separator: ":"))
        }
    }

    @Test("there are models")
    func count() {
        #expect(Self.models.count > 50)
        #expect(Self.models.contains("Server") && Self.models.contains("LoadBalancer.PublicNet"))
    }

    @Test("every model has an initializer with all its members", arguments: models)
    func memberwise(model: String) {
        let properties = Self.properties(of: model)
        #expect(!properties.isEmpty)
        let isThere = Self.initializers(of: model).contains { labels in
            labels.count == properties.count && labels.subtracting(["_"]).isSubset(of: properties)
        }
        #expect(isThere, "\(properties.sorted())")
    }

    @Test("every model can be coded and hashed", arguments: models)
    func conformances(model: String) {
        for name in ["Decodable", "Encodable", "Hashable", "Sendable"] {
            #expect(Self.lines.contains("\(model): conforms to \(name)"), "\(name)")
        }
    }

    @Test("what is no model of the library gets no member 'json'")
    func others() {
        let names = Self.lines.filter { $0.contains(".json: ") }.map { $0.prefix { $0 != "." } }
        #expect(
            Set(names).isDisjoint(with: ["String", "Int", "Bool", "Double", "Array", "Optional", "Date", "Dictionary"])
        )
    }
}
