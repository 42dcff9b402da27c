/// Reads the catalogue that is compiled in; what does not fit is a mistake of the generator, so it traps.
extension JSON {
    static func embedded(_ text: String) -> JSON {
        do {
            return try JSONParser.value(of: Array(text.utf8))
        } catch {
            preconditionFailure("The embedded catalogue is not JSON: \(text.prefix(60))")
        }
    }

    var text: String? {
        if case .string(let text)? = Optional(self) { text } else { nil }
    }

    func embeddedString(_ name: String) -> String {
        guard let text = self[name]?.text else { preconditionFailure("The embedded catalogue lacks a \(name).") }
        return text
    }

    func embeddedInt(_ name: String) -> Int {
        switch self[name] {
        case .int(let value): value
        case .double(let value): Int(value)
        default: preconditionFailure("The embedded catalogue lacks a number \(name).")
        }
    }

    func embeddedArray(_ name: String) -> [JSON] {
        guard case .array(let elements)? = self[name] else {
            preconditionFailure("The embedded catalogue lacks a list \(name).")
        }
        return elements
    }
}
