import CELExpressions
import ResourceModel

/// Which of the resources that one declaration stands for a body is read as.
struct Repetition: Sendable {
    let instance: ResourceAddress.Instance
    /// `each.value`; nil where `count` is written.
    let value: CELValue?

    /// What `index` or `each` stands for.
    var binding: (name: String, value: CELValue) {
        switch instance {
        case .index(let index):
            return ("index", .int(Int64(index)))
        case .key(let key):
            let each = CELMap([("key", .string(key)), ("value", value ?? .null)])
            return ("each", .map(each))
        }
    }
}
