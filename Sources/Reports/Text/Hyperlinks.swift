/// Links on places in files, as `hzform.yaml:12:7`, for terminals that open what is clicked on: the escape sequence OSC 8.
///
/// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
package struct Hyperlinks: Sendable {
    /// With `{host}`, `{path}`, `{line}` and `{column}`.
    private let format: String
    private let folder: String
    private let host: String
    private let isFile: @Sendable (String) -> Bool

    package static let usualFormat = "file://{host}{path}"
    package static let formatVariable = "HZFORM_HYPERLINK_FORMAT"

    /// - Parameters:
    ///   - format: where a place leads to; ``usualFormat`` where nothing is given.
    ///   - folder: what relative paths are relative to.
    ///   - isFile: whether there is a file of that absolute path; nothing else is linked.
    package init(format: String?, folder: String, host: String, isFile: @escaping @Sendable (String) -> Bool) {
        self.format = format.flatMap { $0.isEmpty ? nil : $0 } ?? Self.usualFormat
        self.folder = folder
        self.host = host
        self.isFile = isFile
    }

    /// Whether a terminal is known to understand links: as many programs have it, `FORCE_HYPERLINK` says so of others, and
    /// with 0 that it does not.
    package static func areUnderstood(_ environment: [String: String]) -> Bool {
        func has(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        if let force = environment["FORCE_HYPERLINK"], !force.isEmpty { return force != "0" }
        let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "mintty"]
        if programs.contains(environment["TERM_PROGRAM"] ?? "") { return true }
        let terminals = ["xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour"]
        if terminals.contains(where: { (environment["TERM"] ?? "").hasPrefix($0) }) { return true }
        // GNOME's and others that are made of VTE, from 0.50 on; Windows Terminal; KDE's.
        let vte = Int(environment["VTE_VERSION"] ?? "") ?? 0
        let konsole = Int(environment["KONSOLE_VERSION"] ?? "") ?? 0
        return vte >= 5_000 || konsole >= 201_200 || has("WT_SESSION")
    }

    /// The text with a link on each place in a file that there is.
    package func linked(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var word = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\u{1B}" {
                result += word + [scalar]
                word = .init()
                // What sets a colour is over with its first letter.
                while let part = rest.popFirst() {
                    result.append(part)
                    if part.properties.isAlphabetic { break }
                }
            } else if scalar == ":", let place = Self.place(rest), let path = path(of: String(word)) {
                result += link(String(word) + ":" + place.text, to: path, place.line, place.column).unicodeScalars
                word = .init()
                rest = rest.dropFirst(place.text.unicodeScalars.count)
            } else if Self.isPartOfPath(scalar) {
                word.append(scalar)
            } else {
                result += word + [scalar]
                word = .init()
            }
        }
        return String(result + word)
    }

    private static func isPartOfPath(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._-+@~".unicodeScalars.contains(scalar)
    }

    /// `12:7` or `12` at the beginning of what follows the colon.
    private static func place(_ rest: Substring.UnicodeScalarView) -> (text: String, line: Int, column: Int)? {
        let line = rest.prefix { ("0"..."9").contains($0) }
        guard let number = Int(String(line)) else { return nil }
        let after = rest.dropFirst(line.count)
        let column = after.first == ":" ? after.dropFirst().prefix { ("0"..."9").contains($0) } : after.prefix(0)
        guard let place = Int(String(column)) else { return (String(line), number, 1) }
        return ("\(String(line)):\(String(column))", number, place)
    }

    private func path(of word: String) -> String? {
        guard !word.isEmpty else { return nil }
        let path = word.hasPrefix("/") ? word : "\(folder)/\(word)"
        return isFile(path) ? path : nil
    }

    private func link(_ text: String, to path: String, _ line: Int, _ column: Int) -> String {
        let target = format.replacing("{host}", with: host).replacing("{path}", with: Self.encoded(path))
            .replacing("{line}", with: "\(line)").replacing("{column}", with: "\(column)")
        return "\u{1B}]8;;\(target)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }

    private static func encoded(_ path: String) -> String {
        let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-~".utf8)
        return path.utf8.map { byte in
            kept.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
