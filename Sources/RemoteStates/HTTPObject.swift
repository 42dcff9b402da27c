import FoundationEssentials
import HetznerCloud
import JSONDocuments
import StateFiles

/// A state on a server that speaks the protocol of Terraform's HTTP backend, such as GitLab's.
struct HTTPObject: RemoteObject {
    /// How the server is told that somebody wants the state for itself.
    struct Locking: Hashable, Sendable {
        let url: String
        let lockVerb: String
        let unlockVerb: String
    }

    let url: String
    let server: RemoteServer
    /// A header, where a user is given.
    let authorization: String?
    let locking: Locking

    var name: String { url }
    /// GitLab tells versions apart by it.
    var numbersVersions: Bool { true }

    /// - Parameter url: without user and password.
    init(url: String, server: RemoteServer, user: String?, password: String?) {
        self.url = url
        self.server = server
        authorization = user.map { user in
            "Basic " + Data("\(user):\(password ?? "")".utf8).base64EncodedString()
        }
        // GitLab's locks are resources of their own.
        let isGitLab = url.contains("/api/v4/projects/") && url.contains("/terraform/state/")
        locking =
            isGitLab
            ? Locking(url: url + "/lock", lockVerb: "POST", unlockVerb: "DELETE")
            : Locking(url: url, lockVerb: "LOCK", unlockVerb: "UNLOCK")
    }

    func read() async throws(RemoteFailure) -> RemoteVersion? {
        let response = try await server.send(request(.get, url))
        switch response.status {
        case 200:
            return response.body.isEmpty ? nil : RemoteVersion(bytes: response.body, tag: response.headers["etag"])
        case 204, 404: return nil
        case _: throw refusal(response)
        }
    }

    /// The lock keeps others out; where there is none, what is there is looked at first.
    func write(_ bytes: [UInt8], over version: RemoteVersion?) async throws(RemoteFailure) -> RemoteVersion {
        switch (try await read(), version) {
        case (nil, nil): break
        case (let now?, let version?) where now.says(version.bytes): break
        case _: throw RemoteFailure(.changed, "another run wrote it meanwhile")
        }
        let run = await lockedBy.run
        let place = run.map { "\(url)\(url.contains("?") ? "&" : "?")ID=\($0)" } ?? url
        let response = try await server.send(request(.post, place, body: bytes))
        guard (200...299).contains(response.status) else { throw refusal(response) }
        return RemoteVersion(bytes: bytes, tag: response.headers["etag"])
    }

    func lock(_ claim: StateClaim, at time: String) async throws(RemoteFailure) -> StateLockAnswer {
        let request = request(.post, locking.url, verb: locking.lockVerb, body: claim.json(at: time))
        let response = try await server.send(request)
        let answer = try answer(to: claim, response)
        if answer == .taken { await lockedBy.set(claim.run) }
        return answer
    }

    private func answer(
        to claim: StateClaim,
        _ response: TransportResponse
    ) throws(RemoteFailure) -> StateLockAnswer {
        switch response.status {
        case 200...299: return .taken
        case 409, 423: return holder(response, claim)
        // Many servers keep states and nothing else.
        case 404, 405, 501: return .hasNone
        case _: throw refusal(response)
        }
    }

    /// A lock that an answer was lost to is ours too.
    private func holder(_ response: TransportResponse, _ claim: StateClaim) -> StateLockAnswer {
        let info = (try? JSONParser.parse(response.body)) ?? [:]
        if info["ID"]?.string == claim.run { return .taken }
        let holder = StateClaim(run: info["ID"]?.string ?? "", holder: info["Who"]?.string ?? "another run")
        return .held(holder, since: info["Created"]?.string ?? "")
    }

    func unlock(_ claim: StateClaim) async throws(RemoteFailure) {
        await lockedBy.set(nil)
        let isGitLab = locking.unlockVerb == "DELETE"
        let place = isGitLab ? "\(locking.url)?ID=\(claim.run)" : locking.url
        let request = request(.post, place, verb: locking.unlockVerb, body: claim.json(at: ""))
        let (response, isRepeated) = try await server.sendTelling(request)
        // It was given back where the first answer was lost.
        if isRepeated, [404, 409, 423].contains(response.status) { return }
        guard (200...299).contains(response.status) else { throw refusal(response) }
    }

    private let lockedBy = LockedRun()

    private func request(
        _ method: HTTPMethod,
        _ url: String,
        verb: String? = nil,
        body: [UInt8]? = nil
    ) -> TransportRequest {
        var request = TransportRequest(method: method, url: url, body: body)
        request.verb = verb
        if let authorization { request.headers.append(("Authorization", authorization)) }
        if body != nil { request.headers.append(("Content-Type", "application/json")) }
        return request
    }

    private func refusal(_ response: TransportResponse) -> RemoteFailure {
        let hint =
            switch response.status {
            case 401, 403:
                "Put a user and a password that may do this into HZFORM_STATE_USER and HZFORM_STATE_PASSWORD."
            case 423, 409: "Somebody else has locked it."
            case _: nil as String?
            }
        return RemoteFailure(.refused(status: response.status), response.words, hint: hint)
    }
}

/// The run that has the lock, which each write has to name.
private actor LockedRun {
    private(set) var run: String?

    func set(_ run: String?) { self.run = run }
}

extension StateClaim {
    /// As Terraform tells who it is; GitLab wants each of them.
    fileprivate func json(at time: String) -> [UInt8] {
        let document: JSONValue = [
            "ID": .string(run), "Operation": "apply", "Info": "", "Who": .string(holder), "Version": "hzform",
            "Created": .string(time), "Path": "",
        ]
        return document.encoded()
    }
}
