import Configuration
import Diagnostics
import FoundationEssentials
import HetznerCatalog
import YAMLDocuments

/// Reads bytes as a desired-state file in every way that the program does, and traps where something is not as promised.
///
/// Built with `-sanitize=fuzzer -DLIBFUZZER` it is a coverage-guided fuzzer, see `scripts/fuzz-language`. Built as usual
/// it reads the files that are named on its command line, which is how a finding is looked at.
@main
struct LanguageFuzzer {
    private static var loader: Loader { Loader(catalog: .hetzner) { _ in throw NoFile() } }

    struct NoFile: Error, CustomStringConvertible {
        let description = "No such file or directory"
    }

    static func read(_ bytes: [UInt8]) {
        let loaded = loader.load(bytes, path: "hzform.yaml")
        precondition((loaded.desired == nil) == loaded.diagnostics.containsErrors, "a state or an error")
        precondition(loaded.diagnostics == loaded.diagnostics.sortedByPosition(), "in the order of the file")
        _ = DiagnosticRenderer(loaded.diagnostics).text(color: false)
        let (text, _) = YAMLFormatter.format(bytes, path: "hzform.yaml")
        guard let text else { return }
        let again = YAMLFormatter.format(Array(text.utf8), path: "hzform.yaml").text
        precondition(again == text, "a layout stays what it is")
        let other = loader.load(Array(text.utf8), path: "hzform.yaml")
        precondition(other.diagnostics.map(\.code) == loaded.diagnostics.map(\.code), "a layout means the same")
    }

    #if LIBFUZZER
        static func main() {
            var count = CommandLine.argc
            var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
            _ = runFuzzer(&count, &arguments) { data, size in
                read(Array(UnsafeBufferPointer(start: data, count: size)))
                return 0
            }
        }
    #else
        static func main() throws {
            for path in CommandLine.arguments.dropFirst() { read(Array(try Data(contentsOf: URL(filePath: path)))) }
        }
    #endif
}

#if LIBFUZZER
    /// libFuzzer's own loop; its `main` is not used, because a program of SwiftPM has one.
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runFuzzer(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32
#endif
