import ResourceModel

extension DesiredResource {
    /// An attribute as the type describes it, sensitive where the value that this resource gives it is.
    func described(_ attribute: Attribute) -> Attribute {
        guard attributes[attribute.name]?.isSensitive == true else { return attribute }
        var attribute = attribute
        attribute.isSensitive = true
        return attribute
    }
}

extension Value {
    /// What stands for a value that must not be shown.
    static let hidden: Value = "a sensitive value"

    /// The value with everything in it that is known later taken for sensitive.
    var hiddenOnceKnown: Value {
        mapLeaves { leaf in
            guard case .deferred(var deferred) = leaf else { return leaf }
            deferred.isSensitive = true
            return .deferred(deferred)
        }
    }
}

extension Observation {
    /// Whether the API's answers have it.
    package var isShown: Bool {
        guard case .never = self else { return true }
        return false
    }
}
