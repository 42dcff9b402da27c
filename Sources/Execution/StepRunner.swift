import Fingerprinting
import HetznerCloud
import Reconciliation
import ResourceModel

/// How a step ended.
enum StepResult: Sendable {
    case done
    case failed(StepError)
    case abandoned
}

/// Carries out one step: its request, what the request sets going, and what that leaves in the state.
struct StepRunner: Sendable {
    let step: Step
    let context: ApplyContext

    func run() async -> StepResult {
        let start = context.clock.now()
        context.report(.stepStarted(step.id))
        let result: StepResult
        do {
            let sender = RequestSender(step: step, context: context)
            try await carryOut(sender)
            if let address = step.awaitsHealthOf { try await HealthWait(address: address, sender: sender).carryOut() }
            result = .done
        } catch is CancellationError {
            result = .abandoned
        } catch {
            result = .failed(StepError(error))
        }
        await context.ledger.forget(step.changedObjects)
        report(result, after: context.clock.now() - start)
        return result
    }

    private func report(_ result: StepResult, after duration: Duration) {
        switch result {
        case .done: context.report(.stepFinished(step.id, duration: duration))
        case .failed(let error): context.report(.stepFailed(step.id, error, duration: duration))
        case .abandoned: context.report(.stepAbandoned(step.id))
        }
    }

    private func carryOut(_ sender: RequestSender) async throws {
        let request = try await context.resolver.request(step.request)
        switch step.outcome {
        case .created(let key, let record):
            try await create(request, key, record, sender)
        case .changed(let edits):
            let edits = try await known(edits)
            try await send(await keepingMark(request), sender, inPlace: edits)
            await context.ledger.recordEdits(edits, at: step.address)
        case .deleted(let id):
            await context.ledger.recordHandOver(from: id, at: step.address)
            try await send(request, sender)
            await context.ledger.recordEnd(of: id, step.type, at: step.address)
        case .tookOutOfService:
            try await takeOutOfService(request, sender)
        case .retired(let id):
            try await takeOutOfService(request, sender, id)
        case .putIntoService(let edits):
            let edits = try await known(edits)
            try await send(request, sender)
            try await mark(sender)?.remove()
            await context.ledger.recordEdits(edits, at: step.address, intoService: true)
        case .nothing:
            try await send(request, sender)
        }
    }

    /// Takes the plan's alternatives one after the other as long as the cloud has no room for what was asked for.
    private func create(
        _ request: ResolvedRequest,
        _ key: String,
        _ record: NewRecord,
        _ sender: RequestSender
    ) async throws {
        // Made without being started, it is out of service from the beginning.
        func marked(_ request: ResolvedRequest) -> ResolvedRequest {
            guard let run = context.run, record.isOutOfService else { return request }
            return request.keepingMark(of: run)
        }
        var (request, record) = (request, record)
        for alternative in step.alternatives {
            do {
                let creation = Creation(sender: sender, objectKey: key, record: try await known(record))
                return try await creation.carryOut(marked(request))
            } catch let error as APIError where error.isShortage {
                context.report(.stepFellBack(step.id, to: alternative.title, because: StepError(error)))
                request = try await context.resolver.request(alternative.request)
                record = alternative.record
            }
        }
        let creation = Creation(sender: sender, objectKey: key, record: try await known(record))
        try await creation.carryOut(marked(request))
    }

    /// Marked and recorded beforehand, so that a run that dies meanwhile leaves behind what the next one has to put back.
    private func takeOutOfService(
        _ request: ResolvedRequest,
        _ sender: RequestSender,
        _ id: ResourceID? = nil
    ) async throws {
        let mark = mark(sender, on: id)
        try await mark?.set()
        await context.ledger.recordOutOfService(true, at: step.address, of: id)
        try await send(request, sender) {
            await context.ledger.recordOutOfService(false, at: step.address, of: id)
            // What stays is found by the next run, which takes it off.
            try? await mark?.remove()
        }
    }

    private func mark(_ sender: RequestSender, on id: ResourceID? = nil) -> ServiceMark? {
        guard let run = context.run, context.catalog[step.type].hasLabels else { return nil }
        return ServiceMark(sender: sender, run: run, object: id)
    }

    private func keepingMark(_ request: ResolvedRequest) async -> ResolvedRequest {
        guard let run = context.run, await context.ledger.record(at: step.address)?.isOutOfService == true else {
            return request
        }
        return request.keepingMark(of: run)
    }

    /// `refused` is called where the API said no to what takes an object out of service.
    private func send(
        _ request: ResolvedRequest,
        _ sender: RequestSender,
        inPlace: [RecordedEdit] = [],
        refused: () async -> Void = {}
    ) async throws {
        switch step.completion {
        case .actions:
            try await sender.carryOut(request, inPlace: inPlace, refused: refused)
        case .observed(let attribute, let value, let seconds, let otherwise):
            let observation = ObservedCompletion(sender: sender, attribute: attribute, value: value)
            try await observation.carryOut(
                request,
                within: .seconds(seconds),
                otherwise: otherwise,
                refused: refused
            )
        }
    }

    // What is recorded must be known; it is fixed before the request is sent.

    private func known(_ record: NewRecord) async throws -> Creation.Record {
        var known = record
        var fingerprints: [AttributeName: Fingerprint] = [:]
        for (name, value) in record.attributes where value.isDeferred {
            switch try await self.known(value, name) {
            case .open(let value): known.attributes[name] = value
            case .secret(let fingerprint):
                known.attributes[name] = nil
                fingerprints[name] = fingerprint
            }
        }
        for (name, secret) in record.secrets {
            fingerprints[name] = try await fingerprint(of: secret, name)
        }
        return Creation.Record(record: known, fingerprints: fingerprints)
    }

    private func fingerprint(of secret: Value, _ name: AttributeName) async throws -> Fingerprint {
        let value = secret.isDeferred ? normal(try await context.resolver.evaluated(secret), name) : secret
        return context.fingerprinter.fingerprint(of: value, at: step.address, name)
    }

    private func normal(_ value: Value, _ name: AttributeName) -> Value {
        context.catalog[step.type].kind(of: name)?.normalized(value) ?? value
    }

    /// What is known by now in the form in which it is compared: its order, too, may follow from what was unknown.
    private func normal(_ value: Value, _ kind: ValueKind?) async throws -> Value {
        guard value.isDeferred else { return value }
        let known = try await context.resolver.evaluated(value)
        return kind?.normalized(known) ?? known
    }

    private func known(_ edits: [RecordedEdit]) async throws -> [RecordedEdit] {
        var known: [RecordedEdit] = []
        for edit in edits {
            switch edit {
            case .attribute(let name, let value?):
                switch try await self.known(value, name) {
                case .open(let value): known.append(.attribute(name, value))
                case .secret(let fingerprint): known.append(.fingerprint(name, fingerprint))
                }
            case .nested(let name, let part, let value?):
                let kind = context.catalog[step.type].kind(of: name)?.part(part)
                known.append(.nested(name, part, try await normal(value, kind)))
            case .element(let name, let key, let value?):
                let kind = context.catalog[step.type].kind(of: name)?.element
                known.append(.element(name, key: key, try await normal(value, kind)))
            case .secret(let name, let secret?):
                known.append(.fingerprint(name, try await fingerprint(of: secret, name)))
            case .attribute(_, nil), .nested(_, _, nil), .element(_, _, nil), .secret(_, nil), .forgetIfEmpty,
                .fingerprint, .dependencies:
                known.append(edit)
            }
        }
        return known
    }

    /// A value with all of it known; a secret as what tells whether it changes.
    private enum KnownValue {
        case open(Value)
        case secret(Fingerprint)
    }

    private func known(_ value: Value, _ name: AttributeName) async throws -> KnownValue {
        guard value.isDeferred else { return .open(value) }
        let normal = normal(try await context.resolver.evaluated(value), name)
        guard value.isHiddenOnceKnown else { return .open(normal) }
        return .secret(context.fingerprinter.fingerprint(of: normal, at: step.address, name))
    }
}

extension Value {
    /// Whether something in it is a secret that is known later.
    fileprivate var isHiddenOnceKnown: Bool {
        switch self {
        case .null, .boolean, .integer, .number, .string, .reference: false
        case .list(let values): values.contains(where: \.isHiddenOnceKnown)
        case .map(let values): values.values.contains(where: \.isHiddenOnceKnown)
        case .deferred(let deferred): deferred.isSensitive
        }
    }
}

extension Step {
    /// Objects that look different once the step was carried out; a creation's own answer is as new as it gets.
    fileprivate var changedObjects: [Reference] {
        if case .created = outcome { return occupies.filter { $0 != .resource(address) } }
        return occupies + [.resource(address)]
    }
}

extension APIError {
    /// Whether there is no room for what was asked for, so that nothing was made.
    fileprivate var isShortage: Bool { code == .resourceUnavailable || code == .placementError }
}
