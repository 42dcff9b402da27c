import ResourceModel

extension ChangeBuilder {
    /// One window for all that needs the object out of service, and the wanted state of service itself.
    ///
    /// `isUnfinished`: an interrupted apply took the object out of service, so it goes back whatever the file says.
    func addWindow(
        _ intents: [Intent],
        service: Intent?,
        isUnfinished: Bool,
        to drafts: inout StepDrafts
    ) -> [Int] {
        guard let window = type.window, !intents.isEmpty || service != nil || isUnfinished else { return [] }
        let present = situation.bindings[address]?.attributes[window.attribute]
        let declared = requests.resource?.value(window.attribute).flatMap { $0.isNull ? nil : $0 }
        let wanted = declared ?? (isUnfinished ? window.inService : present ?? window.inService)
        // What is cleared makes room for what is set, and what rests on that comes last.
        let own = intents.filter { $0.isOffline || $0.isRebuild }
        let resting = intents.filter { !$0.isOffline && !$0.isRebuild }
        let ordered =
            own.filter { $0.new?.isNothing != false } + own.filter { $0.new?.isNothing == false } + resting
        let drafted = ordered.flatMap { steps(for: $0) }
        let inner = drafted.filter { !$0.startsObject } + drafted.filter(\.startsObject)
        let isStarted = inner.last?.startsObject == true

        var added: [Int] = []
        var opening: Int?
        // After an interruption, or in the middle of something, the object may be on its way back.
        let mayBeInService = present != window.outOfService || isUnfinished
        let isToLeave = wanted == window.outOfService && present != window.outOfService
        if isToLeave || (mayBeInService && !inner.isEmpty) {
            var open = leave(window)
            // It opens as late as it can: when all that happens inside could happen.
            open.prefers = inner.reduce(into: []) { $0.formUnion($1.requires) }
            open.outcome = wanted == window.inService ? .tookOutOfService : .changed(serviceEdits(service))
            let index = drafts.add(open)
            opening = index
            added.append(index)
        }
        for (index, var draft) in inner.enumerated() {
            // A rebuild takes the object out of service by itself.
            if index > 0, inner[index - 1].startsObject, !draft.interrupts {
                var again = leave(window)
                again.after.formUnion(added)
                again.outcome = wanted == window.inService ? .tookOutOfService : .nothing
                added.append(drafts.add(again))
            }
            if let last = added.last { draft.after.insert(last) }
            added.append(drafts.add(draft))
        }
        if wanted == window.inService, !inner.isEmpty || present != window.inService || isUnfinished {
            var close = draft(title(window.powerOn), requests.request(window.powerOn))
            close.outcome = .putIntoService(serviceEdits(service))
            close.restores = opening
            close.provides = [.settled(address)]
            close.after.formUnion(added)
            // What nothing else connects starts once it is attached.
            if let start = window.start, start.unlessAny.allSatisfy({ requests.resource?.value(at: $0) == false }) {
                close.requires.insert(.attribute(address, start.until))
            }
            added.append(drafts.add(close))
        } else if wanted == window.outOfService, isStarted {
            var close = leave(window)
            close.outcome = .changed(serviceEdits(service))
            close.after.formUnion(added)
            added.append(drafts.add(close))
        }
        return added
    }

    func leave(_ window: PowerWindow) -> StepDraft {
        var draft = draft(title(window.shutDown), requests.request(window.shutDown))
        draft.completion = .observed(
            window.attribute,
            window.outOfService,
            seconds: window.graceSeconds,
            otherwise: requests.request(window.powerOff)
        )
        draft.provides = [.settled(address)]
        return draft
    }

    private func serviceEdits(_ service: Intent?) -> [RecordedEdit] {
        service.map { edits($0, recording: $0.recorded) } ?? []
    }

    private func title(_ call: Call) -> String { call.title ?? call.path.lastLiteral }
}
