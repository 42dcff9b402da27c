import Diagnostics

/// A YAML file with one document in it.
package enum YAMLDocument {
    /// Reads a file into nodes.
    ///
    /// The diagnostics are sorted by position. After a syntax error there is no document; after others it is there,
    /// with `invalid` in the places that were reported. The document is at most 64 collections deep, and aliases stand
    /// for at most a million nodes, whatever the bytes are.
    ///
    /// - Parameter localTags: tags such as `!append`, which are kept beside the value before which they stand.
    package static func parse(
        _ bytes: [UInt8],
        path: String,
        localTags: Set<String> = []
    ) -> (document: YAMLNode?, diagnostics: [Diagnostic]) {
        let source = SourceText(bytes, path: path)
        guard source.diagnostics.isEmpty else {
            return (nil, source.diagnostics)
        }
        var text = source.file.text
        let result = text.withUTF8 { read($0, of: source.file, localTags) }
        return (result.document, result.diagnostics.sortedByPosition())
    }
}

private func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    of file: SourceFile,
    _ localTags: Set<String>
) -> (document: YAMLNode?, diagnostics: [Diagnostic]) {
    var builder = DocumentBuilder(file: file, events: EventReader(bytes, of: file), localTags: localTags)
    do {
        let document = try builder.document()
        return (document, builder.diagnostics)
    } catch {
        return (nil, builder.diagnostics + [error])
    }
}
