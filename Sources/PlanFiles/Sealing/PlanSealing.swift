import Crypto
import Diagnostics
import Reconciliation
import ResourceModel

/// Makes of a plan what may be kept and shown: no secret is in it, and it is equal to another one of the same.
///
/// Secrets become fingerprints, what is known later its expression with a digest of what that was told, and places are
/// relative to the folder of the desired-state file. What is left out cannot be carried out any more.
struct PlanSeal {
    let catalog: Catalog
    /// Tells a secret by a text from which nobody can guess it.
    let fingerprint: @Sendable (Value, ResourceAddress, AttributeName) -> String
    let folder: ReadFolder

    func sealed(_ plan: Plan) -> Plan {
        let hidden = plan.sensitiveNames
        var sealed = Plan(
            stack: plan.stack,
            changes: plan.changes.map { self.sealed($0) },
            steps: plan.steps.map { self.sealed($0, hiding: hidden[$0.address] ?? []) },
            barriers: plan.barriers,
            recorded: plan.recorded.withUsedSalts,
            unchanged: plan.unchanged,
            remarks: plan.remarks,
            outputs: plan.outputs.map { self.sealed($0) }
        )
        sealed.succeeding = plan.succeeding
        sealed.cost = plan.cost
        sealed.objectNames = plan.objectNames
        return sealed
    }

    private func sealed(_ change: Change) -> Change {
        var sealed = Change(
            address: change.address,
            type: change.type,
            kind: change.kind,
            reason: change.reason,
            attributes: change.attributes.map { self.sealed($0, at: change.address) },
            impacts: change.impacts,
            notes: change.notes,
            steps: change.steps,
            currentID: change.currentID,
            origin: change.origin,
            range: change.range.map { self.sealed($0) }
        )
        sealed.cost = change.cost
        return sealed
    }

    private func sealed(_ change: AttributeChange, at address: ResourceAddress) -> AttributeChange {
        AttributeChange(
            change.path,
            old: change.old.map { sealed($0, at: address) },
            new: change.new.map { sealed($0, at: address) },
            cause: change.cause,
            effect: change.effect,
            isSensitive: change.isSensitive,
            range: change.range.map(sealed)
        )
    }

    private func sealed(_ range: SourceRange) -> SourceRange {
        SourceRange(file: SourceFile(path: folder.name(of: range.file.path), text: ""), at: range.start)
    }

    private func sealed(_ output: OutputChange) -> OutputChange {
        let address = ResourceAddress("outputs", output.name)
        func value(_ value: Value) -> Value {
            output.isSensitive ? secret(value, at: address, "value") : sealed(value, at: address)
        }
        return OutputChange(
            output.name,
            before: output.before.map(value),
            after: value(output.after),
            isSensitive: output.isSensitive
        )
    }
}

// Steps.
extension PlanSeal {
    private func sealed(_ step: Step, hiding names: Set<String>) -> Step {
        let names = names.union(catalog[step.type].sensitiveNames)
        var sealed = Step(
            id: step.id,
            address: step.address,
            type: step.type,
            title: step.title,
            request: self.sealed(step.request, of: step, names),
            waitsFor: step.waitsFor,
            occupies: step.occupies,
            completion: self.sealed(step.completion, of: step, names),
            outcome: self.sealed(step.outcome, of: step),
            restores: step.restores
        )
        sealed.barriers = step.barriers
        sealed.timeoutSeconds = step.timeoutSeconds
        sealed.awaitsHealthOf = step.awaitsHealthOf
        sealed.alternatives = step.alternatives.map { other in
            Step.Alternative(
                title: other.title,
                request: self.sealed(other.request, of: step, names),
                record: self.sealed(other.record, of: step)
            )
        }
        return sealed
    }

    private func sealed(_ request: Step.Request, of step: Step, _ names: Set<String>) -> Step.Request {
        Step.Request(
            request.method,
            request.path.map { sealed($0, at: step.address) },
            body: request.body.map { sealed($0, at: step.address, hiding: names) }
        )
    }

    private func sealed(_ completion: Step.Completion, of step: Step, _ names: Set<String>) -> Step.Completion {
        guard case .observed(let attribute, let value, let seconds, let otherwise) = completion else {
            return completion
        }
        let request = sealed(otherwise, of: step, names)
        return .observed(attribute, sealed(value, at: step.address), seconds: seconds, otherwise: request)
    }

    private func sealed(_ outcome: Step.Outcome, of step: Step) -> Step.Outcome {
        switch outcome {
        case .created(let key, let record): .created(objectKey: key, sealed(record, of: step))
        case .changed(let edits): .changed(edits.map { sealed($0, of: step) })
        case .putIntoService(let edits): .putIntoService(edits.map { sealed($0, of: step) })
        case .deleted, .tookOutOfService, .retired, .nothing: outcome
        }
    }

    private func sealed(_ record: NewRecord, of step: Step) -> NewRecord {
        var record = record
        record.attributes = record.attributes.mapValues { sealed($0, at: step.address) }
        record.secrets = Dictionary(
            uniqueKeysWithValues: record.secrets.map { ($0, secret($1, at: step.address, $0)) }
        )
        return record
    }

    private func sealed(_ edit: RecordedEdit, of step: Step) -> RecordedEdit {
        func value(_ value: Value?) -> Value? { value.map { sealed($0, at: step.address) } }
        return switch edit {
        case .attribute(let name, let new): .attribute(name, value(new))
        case .nested(let name, let part, let new): .nested(name, part, value(new))
        case .element(let name, let key, let new): .element(name, key: key, value(new))
        case .secret(let name, let new): .secret(name, new.map { secret($0, at: step.address, name) })
        case .forgetIfEmpty, .fingerprint, .dependencies: edit
        }
    }
}

// Values.
extension PlanSeal {
    /// The value with everything under one of the names kept secret, however deep.
    ///
    /// Requests carry an attribute under its own name, so the names tell what is secret.
    private func sealed(_ value: Value, at address: ResourceAddress, hiding names: Set<String>) -> Value {
        switch value {
        case .map(var entries):
            for (key, part) in entries {
                let isSecret = names.contains(key) && !part.isNull
                entries[key] =
                    isSecret
                    ? secret(part, at: address, AttributeName(key)) : sealed(part, at: address, hiding: names)
            }
            return .map(entries)
        case .list(let values): return .list(values.map { sealed($0, at: address, hiding: names) })
        case .null, .boolean, .integer, .number, .string, .reference, .deferred: return sealed(value, at: address)
        }
    }

    private func sealed(_ value: Value, at address: ResourceAddress) -> Value {
        value.mapLeaves { leaf in
            guard case .deferred(let deferred) = leaf else { return leaf }
            return .deferred(sealed(deferred, at: address))
        }
    }

    private func sealed(_ deferred: DeferredValue, at address: ResourceAddress) -> DeferredValue {
        switch deferred.formula {
        case .output, .text, .sealed: return deferred
        case .merged, .expression:
            let contents = deferred.contents
            let isSecret = deferred.isSensitive || contents.isSensitive
            let digest =
                isSecret
                ? fingerprint(.string(contents.text), address, "expression") : Digest.of(contents.text.utf8)
            let seal = SealedValue(source: deferred.source, digest: digest)
            return .sealed(seal, reads: deferred.reads, isSensitive: deferred.isSensitive)
        }
    }

    /// A value of which only a fingerprint is kept; of one that is known later, that of its expression.
    private func secret(_ value: Value, at address: ResourceAddress, _ name: AttributeName) -> Value {
        if case .deferred(let deferred) = value {
            var hidden = sealed(deferred, at: address)
            hidden.isSensitive = true
            return .deferred(hidden)
        }
        let known = value.isDeferred ? Value.string(value.contents.text) : value
        let seal = SealedValue(source: nil, digest: fingerprint(known, address, name))
        return .deferred(.sealed(seal, reads: [], isSensitive: true))
    }
}

extension RecordedState {
    /// As it comes back from a file.
    fileprivate var withUsedSalts: RecordedState {
        var state = self
        state.salts = usedSalts
        return state
    }
}

extension Plan {
    /// The names of the attributes whose values are not shown though their types allow it, by resource.
    fileprivate var sensitiveNames: [ResourceAddress: Set<String>] {
        var names: [ResourceAddress: Set<String>] = [:]
        for change in changes {
            for attribute in change.attributes where attribute.isSensitive {
                names[change.address, default: []].insert(attribute.path.root.text)
            }
        }
        return names
    }
}

/// Tells whether something is the same, of what may be known.
enum Digest {
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        let digits = SHA256.hash(data: Array(bytes)).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }
        return "sha256:\(digits.joined())"
    }
}
