/// Texts of others in HTML.
enum HTMLText {
    /// So that it is text wherever it stands, in attributes too.
    static func escaped(_ text: String) -> String {
        text.withoutControls.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case _: result.unicodeScalars.append(scalar)
            }
        }
    }
}
