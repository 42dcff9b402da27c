import ResourceModel

/// What objects are called in the file: each name once in its section.
struct LogicalNames {
    private var names: [ObjectKey: String] = [:]
    private var taken: [String: Set<String>] = [:]

    subscript(type: ResourceType.Name, id: ResourceID) -> String? { names[ObjectKey(type, id)] }

    var all: [ObjectKey: String] { names }

    /// Gives a name to an object, with a number behind it where another one has it.
    mutating func add(_ key: ObjectKey, in section: String, wishing wishes: [String]) -> String {
        let wish = wishes.map(Self.valid).first { !$0.isEmpty } ?? "\(Self.valid(key.type.text))-\(key.id)"
        let others = taken[section, default: []]
        var name = wish
        var number = 2
        while others.contains(name) {
            name = "\(wish)-\(number)"
            number += 1
        }
        taken[section, default: []].insert(name)
        names[key] = name
        return name
    }

    /// Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.
    static func valid(_ text: String) -> String {
        let mapped = text.unicodeScalars.reduce(into: [Character]()) { name, scalar in
            let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
            if isLetter || "0123456789-_.".unicodeScalars.contains(scalar) {
                // What stands for something else never stands beside a hyphen.
                if scalar == "-", name.last == "-" { return }
                name.append(Character(scalar))
            } else if name.last != "-" {
                name.append("-")
            }
        }
        let trimmed = mapped.prefix(100).drop { !$0.isLetter && !$0.isNumber }
        return String(String(trimmed).reversed().drop { !$0.isLetter && !$0.isNumber }.reversed())
    }
}

extension ObservedObject {
    /// The logical name that the object's labels tell, where they are of this stack.
    func recordedName(in section: String, of stack: String) -> String? {
        guard let ownership, ownership.stack == stack, ownership.addressLabel.hasPrefix("\(section).") else {
            return nil
        }
        let key = String(ownership.addressLabel.dropFirst(section.count + 1))
        return Ownership.label(for: ResourceAddress(section, key)) == ownership.addressLabel ? key : nil
    }
}
