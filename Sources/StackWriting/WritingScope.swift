import LabelText
import ResourceModel

/// One object of a project.
package struct ObjectKey: Hashable, Sendable, Comparable {
    package let type: ResourceType.Name
    package let id: ResourceID

    package init(_ type: ResourceType.Name, _ id: ResourceID) {
        self.type = type
        self.id = id
    }

    package static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        (left.type, left.id) < (right.type, right.id)
    }
}

/// Which objects of a project a file is written of.
package struct WritingScope: Sendable {
    /// What the file calls its stack; objects of others are left to them.
    package var stack: String
    /// Only objects with such labels; `nil` for all.
    package var selector: LabelSelector?
    /// Only these; `nil` for all.
    package var objects: Set<ObjectKey>?
    /// What to call them, where somebody has names for them already.
    package var names: [ObjectKey: String] = [:]

    package init(stack: String) { self.stack = stack }
}

/// Something that is in the project and not in the file.
package struct LeftOut: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case stack(String)
        case controller(String)
        case labels
        case unnamed
    }

    package let key: ObjectKey
    package let name: String?
    package let reason: Reason
}
