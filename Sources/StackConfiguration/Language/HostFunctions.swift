import CELExpressions
import Crypto
import FoundationEssentials

/// The functions that the language of the file adds to expressions.
struct HostFunctions: Sendable {
    let files: HostFiles
    /// What paths are relative to.
    let folder: String
    /// How many templates this one is inside of.
    var depth = 0

    /// How many templates can be inside of each other.
    static let deepest = 10
    /// Those that read something outside of the file, which their first argument names.
    static let readers: Set<String> = ["file", "file_base64", "template", "env"]
    static let names = [
        "file", "file_base64", "template", "env", "cidr_subnet", "cidr_host", "json", "yaml", "parse_json",
        "parse_yaml", "sha256", "sensitive", "indent", "gzip",
    ]

    var functions: CELFunctions {
        CELFunctions(
            fileFunctions + NetworkArithmetic.functions + DataFormats.functions + [sha256, sensitive, indent, gzip]
        )
    }

    private var fileFunctions: [CELFunction] {
        [
            CELFunction("file", [CELSignature([.string], .string)]) { arguments in
                lookup(files.text(arguments.text, in: folder).map { .string($0) })
            },
            CELFunction("file_base64", [CELSignature([.string], .string)]) { arguments in
                lookup(
                    files.bytes(arguments.text, in: folder).map { .string(Data($0).base64EncodedString()) }
                )
            },
            CELFunction("template", [CELSignature([.string, .map(.string, .dyn)], .string)], call: template),
            CELFunction("env", [CELSignature([.string], .string), CELSignature([.string, .string], .string)]) {
                arguments in
                if let value = files.variable(arguments.text) { return .value(.string(value)) }
                guard arguments.count < 2 else { return .value(arguments[1]) }
                let message = "the environment has no '\(arguments.text)'; env(name, default) does without"
                return .failure(CELFailure(.noValue, message))
            },
        ]
    }

    private var sha256: CELFunction {
        CELFunction("sha256", [CELSignature([.string], .string), CELSignature([.bytes], .string)]) { arguments in
            guard let bytes = arguments.first?.rawBytes else { return .value(.null) }
            let digits = SHA256.hash(data: bytes).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }
            return .value(.string(digits.joined()))
        }
    }

    /// In Base64, as user data can be.
    private var gzip: CELFunction {
        CELFunction("gzip", [CELSignature([.string], .string), CELSignature([.bytes], .string)]) { arguments in
            guard let bytes = arguments.first?.rawBytes else { return .value(.null) }
            return .value(.string(Data(Gzip.compressed(bytes)).base64EncodedString()))
        }
    }

    /// Every line but the first one begins with so many spaces: what stands inside of something that is indented.
    private var indent: CELFunction {
        CELFunction("indent", [CELSignature([.int, .string], .string)]) { arguments in
            guard case .int(let count)? = arguments.first, case .string(let text)? = arguments.last else {
                return .value(.null)
            }
            guard (0...100).contains(count) else {
                return .failure(CELFailure(.outOfRange, "indent takes 0 to 100 spaces"))
            }
            return .value(.string(text.replacing("\n", with: "\n" + String(repeating: " ", count: Int(count)))))
        }
    }

    private var sensitive: CELFunction {
        CELFunction("sensitive", [CELSignature([.parameter("T")], .parameter("T"))], makesSensitive: true) {
            .value($0.first ?? .null, isSensitive: true)
        }
    }

    /// The text of a file with the values of a map in the place of its expressions.
    private func template(_ arguments: [CELValue]) -> HostAnswer {
        let path = arguments.text
        guard case .map(let map)? = arguments.last else { return .value(.null) }
        guard depth < Self.deepest else {
            return .failure(CELFailure(.tooLarge, "'\(path)' is a template inside of ten others"))
        }
        var names = Names()
        for entry in map.entries {
            guard let name = entry.key.plainText else { continue }
            names.set(name, to: .value(entry.value, isSensitive: false), type: .dyn)
        }
        let inner = HostFunctions(files: files, folder: folder, depth: depth + 1).functions
        switch files.text(path, in: folder) {
        case .failure(let failure):
            return .failure(failure)
        case .success(let text):
            let (template, mistakes) = CELTemplate.parse(text)
            let problems = mistakes.isEmpty ? template.check(in: names.environment(inner)).problems : mistakes
            if let problem = problems.first { return .failure(CELFailure(problem, in: path, text)) }
            let result = template.evaluate(in: names.activation(inner))
            switch result.outcome {
            case .value(let value):
                return .value(value.plainText.map { .string($0) } ?? value, isSensitive: result.isSensitive)
            case .unknown(let names): return .unknown(names, isSensitive: result.isSensitive)
            case .problem(let problem):
                return .failure(CELFailure(problem, in: path, text), isSensitive: result.isSensitive)
            }
        }
    }
}

func lookup(_ result: Result<CELValue, CELFailure>) -> HostAnswer {
    switch result {
    case .success(let value): .value(value)
    case .failure(let failure): .failure(failure)
    }
}

extension [CELValue] {
    /// The text of the first argument, which the signature says is one.
    var text: String {
        guard case .string(let text)? = first else { return "" }
        return text
    }
}

extension CELValue {
    fileprivate var rawBytes: [UInt8]? {
        switch self {
        case .string(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        case .null, .bool, .int, .uint, .double, .list, .map, .optional, .type, .address, .addressRange, .object: nil
        }
    }
}

extension CELFailure {
    /// A problem in a template, with its place in the file.
    fileprivate init(_ problem: CELProblem, in path: String, _ text: String) {
        let lines = Array(text.utf8).prefix(problem.range.lowerBound).split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )
        let column = String(decoding: lines.last ?? [], as: UTF8.self).unicodeScalars.count + 1
        let hint = Hints.shell(problem, in: text + "\n").map { ". \($0)" } ?? ""
        self.init(problem.code, "in \(path):\(max(lines.count, 1)):\(column): \(problem.message)\(hint)")
    }
}
