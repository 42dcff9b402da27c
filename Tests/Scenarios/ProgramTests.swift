import Foundation
import Testing

@Suite("The program")
struct ProgramTests {
    @Test("brings no language tables along: nothing that it links imports all of Foundation")
    func languageTables() throws {
        let program = try Data(contentsOf: URL(filePath: Repository.program("hzform")), options: .mappedIfSafe)
        // The tables themselves, by the names of their data, and the libraries that have them.
        for name in ["icudt", "libFoundation.so", "lib_FoundationICU.so", "libFoundationInternationalization.so"] {
            #expect(program.range(of: Data(name.utf8)) == nil, "\(name) is in it")
        }
    }
}
