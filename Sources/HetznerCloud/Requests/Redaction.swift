/// Hides what must not get into a log.
enum Redaction {
    static let mark = "hidden"

    /// Members of the API's bodies that give access to something, or (user data) usually hold what does.
    static let secretMembers: Set = ["password", "private_key", "root_password", "tsig_key", "user_data", "wss_url"]
}

extension JSONValue {
    /// The same value with every secret replaced, however deep; what is `null` stays, because it tells nothing.
    func redacted() -> JSONValue {
        switch self {
        case .null, .boolean, .integer, .number, .string: return self
        case .array(let elements): return .array(elements.map { $0.redacted() })
        case .object(let object):
            let members = object.map { member in
                let isSecret = Redaction.secretMembers.contains(member.key) && !member.value.isNull
                return (member.key, isSecret ? .string(Redaction.mark) : member.value.redacted())
            }
            return .object(JSONObject(members))
        }
    }
}
