import Diagnostics
import ResourceModel

/// One thing to bring about in an object that exists by then.
struct Intent {
    enum Aim {
        /// The attribute as a whole.
        case value
        case addElement(key: String)
        case removeElement(key: String)
        /// Parts of the element, each by its call.
        case changeElement(key: String, parts: [AttributeName])
    }

    /// The attribute, or an attribute nested in one.
    let path: [AttributeName]
    let attribute: Attribute
    /// The update that applies, conditions and choices decided.
    let update: Update
    let aim: Aim
    /// What is there, or the element as it is there.
    let old: Value?
    /// What is wanted, or the element as it is wanted; the default where the file does not say it any more.
    var new: Value?
    /// The value for the state file; `nil` where the file does not say it any more.
    var recorded: Value?
    /// The element's key in the state file, where it is written differently from how it is compared.
    var recordedKey: String?
    /// The key of an element that goes as addresses write it, where what it refers to is about to be replaced.
    var ownedKey: String?
    /// Whether the object has to be out of service.
    let isOffline: Bool
    /// Whether the state knows another element by the key already, when this one is removed.
    var isSuperseded = false

    var root: AttributeName { path[0] }

    /// The same with another value for the state file.
    func recording(_ value: Value?) -> Intent {
        var intent = self
        intent.recorded = value
        return intent
    }

    /// What its calls leave behind.
    func notes(_ companion: (Call) -> CompanionFate) -> [String] {
        if case .action(let call) = update { return [call.note].compactMap(\.self) }
        guard case .pair(let set, let clear, let clearsFirst) = update else { return [] }
        let isCleared = new.map { $0.isNothing || $0 == false } ?? true
        let isLetGo = old.map { !$0.isNothing && $0 != false } ?? false
        let cleared = isLetGo && (isCleared || clearsFirst) ? clear : []
        return ((isCleared ? [] : set) + cleared).compactMap { call in
            guard call.endsCompanion else { return call.note }
            return switch companion(call) {
            case .ends: call.note
            case .staysBehind: call.noteOnOthers
            case .isDeclared: nil
            }
        }
    }
}

/// A call that makes an object useful again which a failed action left without use.
struct Revival {
    /// What tells how the object is.
    let output: AttributeName
    let call: Call
}

/// All that distinguishes a wish from what is there.
struct Difference {
    /// For the plan's reader.
    var changes: [AttributeChange] = []
    var intents: [Intent] = []
    var revivals: [Revival] = []
    /// What is as wanted but recorded otherwise.
    var edits: [RecordedEdit] = []
    /// Whether only a new object can be as wanted.
    var needsReplacement = false
    /// Whether a new object is wanted though this one would do.
    private(set) var isReplacementRequested = false
    /// Whether the object is replaced because it is of no use.
    private(set) var isUnusable = false
    /// Whether something of the object would be destroyed, and only its labels tell so far whose it is.
    private(set) var isPostponed = false
    /// What the next apply does then.
    private(set) var noteOnPostponement: String?
    var impacts: Set<Impact> = []
    var remarks: [String] = []
    var diagnostics: [Diagnostic] = []

    var isEmpty: Bool { intents.isEmpty && revivals.isEmpty && !needsReplacement }

    /// Whether it is that of something which is as wanted, and recorded so.
    var isNothing: Bool {
        isEmpty && changes.isEmpty && edits.isEmpty && remarks.isEmpty && diagnostics.isEmpty && impacts.isEmpty
            && !isReplacementRequested && !isUnusable && !isPostponed
    }

    /// Whether nothing differs but the label that tells the address.
    var isOwnershipAlone: Bool { !needsReplacement && changes.allSatisfy { $0.path.isOwnershipLabel } }

    mutating func replaceUnusable() {
        needsReplacement = true
        isUnusable = true
    }

    /// Does nothing about the object yet: a label alone is no reason to give anything up.
    mutating func postpone() {
        noteOnPostponement =
            "it is only taken into the state; the next apply \(needsReplacement ? "replaces" : "changes") it"
        needsReplacement = false
        isPostponed = true
        for index in changes.indices { changes[index].effect = .ignored }
        intents = []
        revivals = []
        edits = []
        impacts = []
    }

    /// Replaces the object because the command line says so.
    mutating func request(replacementOf resource: DesiredResource?) {
        if let resource, resource.lifecycle.neverReplace {
            diagnostics.append(.requestedReplacementForbidden(resource))
        } else if !needsReplacement {
            needsReplacement = true
            isReplacementRequested = true
        }
    }
}

extension Diagnostic {
    fileprivate static func requestedReplacementForbidden(_ resource: DesiredResource) -> Diagnostic {
        .error(
            "replacement-forbidden",
            "--replace names \(resource.address), and its lifecycle says never_replace",
            at: resource.range,
            address: resource.address.description
        )
    }
}
