import HetznerCloud
import Testing

extension Project {
    /// Sends a request that names objects of the project by name, and sees its actions through.
    func send(_ method: String, _ path: String, _ body: String?, _ client: CloudClient) async throws {
        let method = try #require(HTTPMethod(rawValue: method))
        var parts = path.split(separator: "/").map(String.init)
        if parts.count > 1 {
            let object = try #require(self[parts[0], named: parts[1]], "there is no \(path)")
            parts[1] = String(object.id)
            if parts.count > 3, let part = object.parts.first(where: { $0.path == parts[2] && $0.name == parts[3] }) {
                parts[3] = String(part.id)
            }
        }
        var text = body ?? ""
        for object in objects {
            text = text.replacing("\"@\(object.kind)/\(object.name)\"", with: String(object.id))
        }
        let json = text.isEmpty ? nil : try JSONParser.parse(Array(text.utf8))
        let answer = try await client.request(method, APIPath(parts.joined(separator: "/")), body: json)
        for action in answer.actions {
            let end = try await client.wait(for: action)
            #expect(end.status == .success)
        }
    }
}
