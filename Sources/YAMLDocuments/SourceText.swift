import Diagnostics

/// The text of a file, or what keeps its bytes from being text.
struct SourceText {
    let file: SourceFile
    let diagnostics: [Diagnostic]

    init(_ bytes: [UInt8], path: String) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            file = SourceFile(path: path, text: "")
            diagnostics = [.utf16(in: file)]
            return
        }
        let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
        if let text = String(validating: content, as: UTF8.self) {
            file = SourceFile(path: path, text: text)
            diagnostics = unusableCharacters(in: file)
        } else {
            file = SourceFile(path: path, text: String(decoding: content, as: UTF8.self))
            diagnostics = [.invalidUTF8(in: file, content)]
        }
    }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// The time libyaml takes grows with the square of the number of directives, which no file of ours needs.
private let mostDirectives = 100

/// Reports each character that YAML forbids, or that only some programs take for a line break, where it is first.
///
/// The rule is https://yaml.org/spec/1.2.2/#51-character-set. Line separators are allowed there, but libyaml counts
/// them as line breaks: refusing them keeps its line numbers those of every editor.
private func unusableCharacters(in file: SourceFile) -> [Diagnostic] {
    var found: Set<Unicode.Scalar> = []
    var diagnostics: [Diagnostic] = []
    let utf8 = file.text.utf8
    var directiveCount = 0
    for offset in suspiciousOffsets(in: file.text) {
        let scalar = file.text.unicodeScalars[utf8.index(utf8.startIndex, offsetBy: offset)]
        directiveCount += scalar == "%" ? 1 : 0
        if scalar == "%", directiveCount == mostDirectives + 1 {
            diagnostics.append(.tooManyDirectives(at: offset, in: file))
        }
        guard isUnusable(scalar), found.insert(scalar).inserted else { continue }
        diagnostics.append(.unusableCharacter(scalar, at: offset, in: file))
    }
    return diagnostics
}

/// Where characters start that may be unusable, judged by their first byte, and where directives start.
private func suspiciousOffsets(in text: String) -> [Int] {
    let offsets = text.utf8.withContiguousStorageIfAvailable { bytes in
        var offsets: [Int] = []
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            let isSuspicious =
                byte < 0x20
                ? byte != 0x0A && byte != 0x0D && byte != 0x09
                : byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF
                    || (byte == UInt8(ascii: "%") && (offset == 0 || bytes[offset - 1] < 0x20))
            if isSuspicious {
                offsets.append(offset)
            }
            offset += 1
        }
        return offsets
    }
    return offsets ?? []
}

private func isUnusable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
}

extension Diagnostic {
    fileprivate static func utf16(in file: SourceFile) -> Diagnostic {
        let start = SourceRange(file: file, at: SourcePosition(line: 1, column: 1))
        return .error("invalid-encoding", "the file is UTF-16, expected UTF-8", at: start)
    }

    fileprivate static func invalidUTF8(in file: SourceFile, _ bytes: ArraySlice<UInt8>) -> Diagnostic {
        let offset = firstInvalidByte(in: bytes)
        let byte = String(bytes[bytes.startIndex + offset], radix: 16, uppercase: true)
        return .error(
            "invalid-encoding",
            "the file is not UTF-8: the byte 0x\(byte) starts no character here",
            at: SourceRange(file: file, at: file.position(atUTF8Offset: offset)),
            hint: "Is it saved in another encoding, like Latin-1?"
        )
    }

    fileprivate static func tooManyDirectives(at offset: Int, in file: SourceFile) -> Diagnostic {
        .error(
            "too-many-directives",
            "more than \(mostDirectives) lines start with '%'",
            at: SourceRange(file: file, at: file.position(atUTF8Offset: offset))
        )
    }

    fileprivate static func unusableCharacter(
        _ scalar: Unicode.Scalar,
        at offset: Int,
        in file: SourceFile
    ) -> Diagnostic {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return .error(
            "unusable-character",
            "the invisible character U+\(number) cannot stand here",
            at: SourceRange(file: file, at: file.position(atUTF8Offset: offset)),
            hint: "In a double-quoted string it is written \\u\(number)."
        )
    }
}

private func firstInvalidByte(in bytes: ArraySlice<UInt8>) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) {
        offset += scalar.count
    }
    return offset
}
