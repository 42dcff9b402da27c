import Crypto
import FoundationEssentials

/// A public key that servers get when they are created.
struct SSHKey: Named {
    static let kind = ResourceKind.sshKey
    static var table: ReferenceWritableKeyPath<Project, Table<SSHKey>> { \.sshKeys }

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    let publicKey: String
    let fingerprint: String

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "name": .string(title), "fingerprint": .string(fingerprint),
            "public_key": .string(publicKey), "labels": .map(labels), "created": .string(created.text),
        ]
    }

    static func changed(from old: SSHKey?, to new: SSHKey?, in project: Project) {
        guard old?.fingerprint != new?.fingerprint else { return }
        if let old { project.relations.keysByFingerprint[old.fingerprint] = nil }
        if let new { project.relations.keysByFingerprint[new.fingerprint] = new.id }
    }

    /// MD5 over the key's bytes in colon-separated hexadecimal, or nil for what is no OpenSSH public key.
    static func fingerprint(of publicKey: String) -> String? {
        let words = publicKey.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, let blob = Data(base64Encoded: String(words[1])) else { return nil }
        // The bytes repeat the algorithm's name after its length.
        let name = Array(words[0].utf8)
        let bytes = [UInt8](blob)
        guard bytes.count > name.count + 4, Array(bytes[4..<(4 + name.count)]) == name else { return nil }
        guard bytes[0] == 0, bytes[1] == 0, Int(bytes[2]) << 8 | Int(bytes[3]) == name.count else { return nil }
        return Insecure.MD5.hash(data: blob).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }
        .joined(separator: ":")
    }
}

extension Route {
    static let sshKeys: [Route] = [
        Route(.get, "ssh_keys") { call in
            let fingerprint = ListFilter<SSHKey>(parameter: "fingerprint") { $1.contains($0.fingerprint) }
            return try call.project.list(SSHKey.self, call, sortedBy: [.id, .name], filters: [fingerprint])
        },
        Route(.post, "ssh_keys") { try $0.project.createSSHKey($0) },
        Route(.get, "ssh_keys/{id}") { try $0.project.show(SSHKey.self, $0) },
        Route(.put, "ssh_keys/{id}") { try $0.project.update(SSHKey.self, $0) },
        Route(.delete, "ssh_keys/{id}") { call in
            let key = try call.project.find(SSHKey.self, call)
            call.project.remove(SSHKey.self, key.id)
            return .noContent
        },
    ]
}

extension Project {
    fileprivate func createSSHKey(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name", .name)
        let publicKey = trimmed(input.string("public_key"))
        let labels = input.labels() ?? [:]
        let fingerprint = SSHKey.fingerprint(of: publicKey)
        if fingerprint == nil, !publicKey.isEmpty { input.reject("public_key", "is not a valid SSH public key") }
        if publicKey.isEmpty, input.value("public_key") != nil { input.reject("public_key", "must not be empty") }
        try input.finish()
        try requireUnique(SSHKey.self, name: name)
        guard let fingerprint, relations.keysByFingerprint[fingerprint] == nil else {
            throw APIFailure.notUnique(.sshKey, field: "public_key")
        }
        try requireRoom(for: SSHKey.self)
        let key = SSHKey(
            id: world.identifiers.next(.sshKey),
            title: name,
            labels: labels,
            created: now,
            publicKey: publicKey,
            fingerprint: fingerprint
        )
        save(key)
        return response(201, SSHKey.self, key.id)
    }

    private func trimmed(_ text: String) -> String {
        var slice = Substring(text)
        while slice.first?.isWhitespace == true { slice.removeFirst() }
        while slice.last?.isWhitespace == true { slice.removeLast() }
        return String(slice)
    }

    /// The key with that ID or name.
    func sshKey(_ reference: Reference) -> SSHKey? {
        switch reference {
        case .id(let id): sshKeys[id] ?? sshKeys.id(named: String(id)).flatMap { sshKeys[$0] }
        case .name(let name): sshKeys.id(named: name).flatMap { sshKeys[$0] }
        }
    }
}
