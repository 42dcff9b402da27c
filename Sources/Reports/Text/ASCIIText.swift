extension String {
    /// The text with hzform's own signs in ASCII, for terminals that have no others; what users wrote stays.
    package var withASCIISigns: String {
        guard utf8.contains(where: { $0 > 127 }) else { return self }
        return reduce(into: "") { text, character in
            switch character {
            case "…": text += "..."
            case "→": text += "->"
            case "←": text += "<-"
            case "–", "—", "─": text += "-"
            case "│": text += "|"
            case "×": text += "x"
            case "·", "•": text += "*"
            case "‘", "’": text += "'"
            case "“", "”": text += "\""
            case _: text.append(character)
            }
        }
    }
}
