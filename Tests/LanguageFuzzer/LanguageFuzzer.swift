import Diagnostics
import FoundationEssentials
import HetznerCatalog
import StackConfiguration
import YAMLDocuments

/// Reads bytes as a desired-state file in every way that the program does, and traps where something is not as promised.
///
/// Built with `-sanitize=fuzzer -DLIBFUZZER` it is a coverage-guided fuzzer, see `scripts/fuzz-language`. Built as usual
/// it reads the files that are named on its command line, which is how a finding is looked at.
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
        // Sorted, because brackets that a layout adds decide which of two mistakes at one place comes first.
        func codes(_ loaded: LoadedConfiguration) -> [String] { loaded.diagnostics.map { "\($0.code)" }.sorted() }
        precondition(codes(other) == codes(loaded), "a layout means the same")
    }
}

#if LIBFUZZER
    /// What libFuzzer, which brings the program's entry, calls with the bytes that it tries.
    @_cdecl("LLVMFuzzerTestOneInput")
    func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
        LanguageFuzzer.read(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    }
#else
    @main
    extension LanguageFuzzer {
        static func main() throws {
            for path in CommandLine.arguments.dropFirst() { read(Array(try Data(contentsOf: URL(filePath: path)))) }
        }
    }
#endif
