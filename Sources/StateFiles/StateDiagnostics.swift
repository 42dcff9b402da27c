import Diagnostics
import JSONDocuments
import ResourceModel

extension Diagnostic {
    static func unreadableState(_ error: JSONParseError, in file: SourceFile) -> Diagnostic {
        if let line = mergeConflict(in: file) {
            let place = SourceRange(file: file, at: SourcePosition(line: line, column: 1))
            return .error(
                "state-conflict",
                "the state file has an unresolved merge conflict",
                at: place,
                hint:
                    "Keep both sides' resources, remove the markers, and run 'hzform plan' to see that nothing is lost."
            )
        }
        let place = SourceRange(file: file, at: file.position(atUTF8Offset: error.offset))
        let isTruncated = error.reason == .unexpectedEnd
        return .error(
            "unreadable-state",
            isTruncated ? "the state file ends too early" : "the state file is no JSON: \(error.reason)",
            at: place,
            hint: "Take the last good version out of git; the file is untouched."
        )
    }

    /// The line of the first conflict marker of git.
    private static func mergeConflict(in file: SourceFile) -> Int? {
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.hasPrefix("<<<<<<< ") }.map { $0 + 1 }
    }

    static func stateIsSomethingElse(in file: SourceFile, _ reason: String) -> Diagnostic {
        .error("not-a-state", "'\(file.path)' is no state file: \(reason)", at: start(of: file))
    }

    static func stateIsNewer(_ format: Int64, in file: SourceFile) -> Diagnostic {
        .error(
            "newer-state",
            "the state file has format \(format), which was written by a newer hzform",
            at: start(of: file),
            hint: "Update hzform; the file is untouched."
        )
    }

    static func foreignState(_ stack: String, expected: String, in file: SourceFile) -> Diagnostic {
        .error(
            "foreign-state",
            "the state file belongs to stack '\(stack)', not to '\(expected)'",
            at: place(ofLast: "\"stack\": \(JSONValue.string(stack))", in: file),
            hint: """
                Name its own state with --state. If the stack was renamed, give the state its new name:

                    hzform state rename \(expected)

                """
        )
    }

    static func malformed(_ what: String, at key: String, in file: SourceFile) -> Diagnostic {
        .error("malformed-state", "'\(key)' in the state file \(what)", at: place(of: key, in: file))
    }

    static func unknownRecordedType(_ type: String, at key: String, in file: SourceFile) -> Diagnostic {
        .error(
            "unknown-recorded-type",
            "the state file records '\(key)' with the unknown type '\(type)'",
            at: place(of: key, in: file),
            address: key,
            hint: "Update hzform; the file is untouched."
        )
    }

    static func unknownRecordedSection(_ section: String, at key: String, in file: SourceFile) -> Diagnostic {
        .error(
            "unknown-recorded-type",
            "the state file records '\(key)' in the unknown section '\(section)'",
            at: place(of: key, in: file),
            address: key,
            hint: "Update hzform; the file is untouched."
        )
    }

    static func doubledObject(
        _ id: ResourceID,
        at first: String,
        and second: String,
        in file: SourceFile
    ) -> Diagnostic {
        .error(
            "doubled-object",
            "the state file has the object \(id) at '\(second)', and at '\(first)' too",
            at: place(of: second, in: file),
            notes: [Diagnostic.Note("it is also here", at: place(of: first, in: file))],
            hint:
                "Keep the entry that the file declares and remove the other one: two branches were merged that both had it."
        )
    }

    package static func stateCannot(_ what: String, path: String, _ reason: String) -> Diagnostic {
        .error("state-file", "the state file '\(path)' cannot be \(what): \(reason)")
    }

    private static func start(of file: SourceFile) -> SourceRange {
        SourceRange(file: file, at: SourcePosition(line: 1, column: 1))
    }

    /// Where a member is whose key others in the state may have, too, in the layout that hzform writes.
    private static func place(ofLast member: String, in file: SourceFile) -> SourceRange {
        guard let found = file.text.ranges(of: member).last else { return start(of: file) }
        let offset = file.text.utf8.distance(from: file.text.startIndex, to: found.lowerBound)
        return SourceRange(file: file, at: file.position(atUTF8Offset: offset))
    }

    /// Where a resource's key is, in the layout that hzform writes.
    private static func place(of key: String, in file: SourceFile) -> SourceRange {
        let quoted = JSONValue.string(key).description
        guard let found = file.text.firstRange(of: quoted) else { return start(of: file) }
        let offset = file.text.utf8.distance(from: file.text.startIndex, to: found.lowerBound)
        return SourceRange(file: file, at: file.position(atUTF8Offset: offset))
    }
}
