import HetznerCloud
import Reconciliation
import Refreshing
import ResourceModel

/// Makes a new object, once, also when the answer is lost.
struct Creation: Sendable {
    let sender: RequestSender
    let objectKey: String
    let record: Record

    /// What is recorded about it, under the ID of the answer.
    struct Record: Sendable {
        /// With everything known.
        let record: NewRecord
        let fingerprints: [AttributeName: Fingerprint]
    }

    private var context: ApplyContext { sender.context }
    private var step: Step { sender.step }

    /// Records the object as soon as its ID is known, and then waits for its actions: a run that dies meanwhile, or an
    /// action that fails, leaves an object that the next plan repairs.
    func carryOut(_ request: ResolvedRequest) async throws {
        let made = try await make(request)
        guard let id = ObservationReader(type: context.catalog[step.type]).id(made.object) else {
            throw StepError(.unanswered, "the answer to the creation has no '\(objectKey)' with an ID")
        }
        await note(made.object, id)
        do {
            try await sender.awaitActions(made.actions)
        } catch {
            // Whatever failed, it may not have been started; the next plan sees to that.
            if isMeantToServe {
                await context.ledger.recordOutOfService(true, at: step.address)
                if let run = context.run, context.catalog[step.type].hasLabels {
                    try? await ServiceMark(sender: sender, run: run).set()  // The state says so too.
                }
            }
            if error is ActionFailed {
                await context.ledger.recordFailedCreation(at: step.address)
                await forgetIfTakenBack(id)
            }
            throw error
        }
    }

    /// The API takes back some of what it could not make; nobody is to miss that later.
    private func forgetIfTakenBack(_ id: ResourceID) async {
        do {
            guard try await context.refresher.object(step.type, id) == nil else { return }
            await context.ledger.recordEnd(of: id, step.type, at: step.address)
        } catch {
            // It is recorded, and the next plan looks again.
        }
    }

    private var isMeantToServe: Bool {
        guard let window = context.catalog[step.type].window else { return false }
        return record.record.attributes[window.attribute] != window.outOfService
    }

    private struct Made {
        let object: JSONValue
        let actions: [Action]
    }

    private func note(_ json: JSONValue, _ id: ResourceID) async {
        let type = context.catalog[step.type]
        if let object = ObservationReader(type: type).object(json) { await context.ledger.note(object, type.name) }
        await context.ledger.recordCreation(record.record.resource(id, record.fingerprints), at: step.address)
    }

    private func make(_ request: ResolvedRequest) async throws -> Made {
        var pause = Pause()
        var wasLost = false
        while true {
            do {
                let response = try await context.client
                    .request(request.method, APIPath(request.path), body: request.body)
                return Made(object: response[objectKey] ?? .null, actions: response.actions)
            } catch {
                switch Patience.verdict(on: error, request, removes: false) {
                case .repeatLater(let reason):
                    try await sender.pause(&pause, reason: reason, error)
                case .lost:
                    if let found = try await found(request, error) { return found }
                    guard !wasLost else { throw error }
                    wasLost = true
                case .fail where wasLost:
                    // The name is taken: the lost request was carried out after it had been looked for.
                    if let found = try await found(request, error) { return found }
                    throw error
                case .fail where error.isRefusal:
                    guard let reason = try await UnreadyObjects(step: step, context: context).reason() else {
                        throw error
                    }
                    try await sender.pause(&pause, reason: reason, error)
                case .done, .doneIfInPlace, .fail:
                    throw error
                }
            }
        }
    }

    /// The object that a lost request made: it has the name, and the labels that say whose it is; without those, what the
    /// request said of it, since nothing had the name when that was planned.
    ///
    /// Throws the error where there is an object of that name and nothing tells whether this run made it.
    private func found(_ request: ResolvedRequest, _ error: any Error) async throws -> Made? {
        guard let name = request.body?["name"]?.string else { throw error }
        let named = try await context.client
            .all(APIPath(request.path), key: request.path, query: [QueryItem("name", name)])
        guard let object = named.first(where: { $0["name"]?.string == name }) else { return nil }
        guard let body = request.body, let id = ObservationReader.id(object),
            ObservationReader.ownership(object) == ObservationReader.ownership(body),
            ObservationReader.ownership(body) != nil || (isNameUnique && object.shows(body))
        else { throw error }
        return Made(object: object, actions: try await runningActions(of: "\(APIPath(request.path))/\(id)"))
    }

    private var isNameUnique: Bool { context.catalog[step.type].attribute(.name)?.claim == .type }

    private func runningActions(of path: APIPath) async throws -> [Action] {
        do {
            let query = [QueryItem("status", "running")]
            return try await context.client.all("\(path)/actions", key: "actions", query: query).compactMap {
                Action($0)
            }
        } catch let error as APIError where error.status == 404 {
            // Kinds that are made at once have no actions.
            return []
        }
    }
}

extension JSONValue {
    /// Whether an object has what the body of its creation said, as far as it shows that under the same names.
    fileprivate func shows(_ body: JSONValue) -> Bool {
        (body.object ?? [:]).allSatisfy { key, wish in
            guard let shown = self[key] else { return true }
            if key == AttributeName.labels.text {
                return (wish.object ?? [:]).allSatisfy { shown[$0.key] == $0.value }
            }
            switch (wish, shown) {
            case (.string, .object), (.integer, .object): return shown["name"] == wish || shown["id"] == wish
            case (.string, .string), (.integer, .integer), (.boolean, .boolean): return shown == wish
            case _: return true  // It is shown in another form.
            }
        }
    }
}
