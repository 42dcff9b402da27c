import JSONDocuments

/// Reads the catalogue that is compiled in; what does not fit is a mistake of the generator, so it traps.
extension JSONValue {
    static func embedded(_ text: String) -> JSONValue {
        do {
            return try JSONParser.parse(text.utf8)
        } catch {
            preconditionFailure("The embedded catalogue is not JSON: \(text.prefix(60))")
        }
    }

    func embeddedString(_ name: String) -> String {
        guard let text = self[name]?.string else { preconditionFailure("The embedded catalogue lacks a \(name).") }
        return text
    }

    func embeddedInt(_ name: String) -> Int {
        guard let number = self[name]?.number else {
            preconditionFailure("The embedded catalogue lacks a number \(name).")
        }
        return Int(number)
    }

    func embeddedArray(_ name: String) -> [JSONValue] {
        guard let elements = self[name]?.array else {
            preconditionFailure("The embedded catalogue lacks a list \(name).")
        }
        return elements
    }
}
