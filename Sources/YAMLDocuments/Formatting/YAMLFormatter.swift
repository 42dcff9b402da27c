import Diagnostics

/// The canonical layout of a YAML file.
///
/// Two spaces a level, lists one level below their key; `{ a: b }` and `[a, b]`; at most one blank line, and one around
/// each key at the top whose value takes lines of its own; no trailing spaces; LF. Comments, anchors, tags, quotes, key
/// order, the choice between block and flow, and the line breaks inside of flow collections stay; no line is wrapped.
package enum YAMLFormatter {
    /// Lays a file out; no text where it has an error, which is told.
    ///
    /// The text means what the file means, and formatting it again gives the same.
    package static func format(
        _ bytes: [UInt8],
        path: String,
        localTags: Set<String> = []
    ) -> (text: String?, diagnostics: [Diagnostic]) {
        let diagnostics = YAMLDocument.parse(bytes, path: path, localTags: localTags).diagnostics
        guard !diagnostics.containsErrors else { return (nil, diagnostics) }
        let file = SourceFile(path: path, text: SourceText(bytes, path: path).file.text.withLineFeeds)
        do {
            let events = try PlacedEvent.all(in: file)
            let text = layout(of: events, in: file)
            let laidOut = try PlacedEvent.all(in: SourceFile(path: path, text: text))
            guard events.map(\.event) == laidOut.map(\.event) else { return (nil, [.cannotBeLaidOut(file)]) }
            return (text, diagnostics)
        } catch {
            return (nil, diagnostics + [.cannotBeLaidOut(file)])
        }
    }

    private static func layout(of events: [PlacedEvent], in file: SourceFile) -> String {
        var tree = LayoutTree(events, in: file)
        let root = tree.root()
        var layout = DocumentLayout(source: LayoutSource(file, opaque: tree.opaque))
        layout.write(tree.prologue, root)
        return layout.writer.text
    }
}

extension String {
    /// Line breaks of other systems replaced, which YAML reads as line feeds anyway.
    fileprivate var withLineFeeds: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        var bytes: [UInt8] = []
        var isAfterReturn = false
        for byte in utf8 {
            let isReturn = byte == UInt8(ascii: "\r")
            if isReturn || !(isAfterReturn && byte == UInt8(ascii: "\n")) {
                bytes.append(isReturn ? UInt8(ascii: "\n") : byte)
            }
            isAfterReturn = isReturn
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Diagnostic {
    fileprivate static func cannotBeLaidOut(_ file: SourceFile) -> Diagnostic {
        .error(
            "unsupported-layout",
            "this file cannot be formatted without changing what it means",
            at: SourceRange(file: file, at: SourcePosition(line: 1, column: 1)),
            hint: "Does it have keys over several lines, or longer than 1000 characters?"
        )
    }
}
