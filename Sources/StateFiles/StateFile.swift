import Diagnostics
import ResourceModel

/// The file that keeps what earlier applies set.
public struct StateFile: Sendable {
    public let path: String
    private let catalog: Catalog
    private var file: DurableFile { DurableFile(path: path) }

    public init(path: String, catalog: Catalog) {
        self.path = path
        self.catalog = catalog
    }

    /// The state of a stack; an empty one where there is no file yet.
    package func read(stack: String) throws(Diagnostic) -> RecordedState {
        guard let found = try read() else { return RecordedState(stack: stack) }
        guard found.state.stack == stack else {
            throw .foreignState(found.state.stack, expected: stack, in: found.file)
        }
        return found.state
    }

    /// The state in the file, whatever stack it is of; `nil` where there is no file.
    package func read() throws(Diagnostic) -> (state: RecordedState, file: SourceFile)? {
        let bytes: [UInt8]
        do {
            bytes = try file.read()
        } catch {
            if error.isMissingFile { return nil }
            throw .stateCannot("read", path: path, error.description)
        }
        let file = SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
        return (try StateDecoder(bytes: bytes, file: file, catalog: catalog).state(), file)
    }

    /// Replaces the file; the same state gives the same bytes.
    package func save(_ state: RecordedState) throws(Diagnostic) {
        do {
            try file.replace(with: Array(StateDocument.text(state).utf8))
        } catch {
            throw .stateCannot("written", path: path, error.description)
        }
    }

    /// Finds out before anything is applied whether ``save(_:)`` could work, also after so many more steps.
    package func checkWritable(steps: Int = 0) throws(Diagnostic) {
        // More than a resource of any type has been seen to take.
        let bytesOfStep = 4096
        do {
            try file.checkReplaceable(growingBy: steps * bytesOfStep)
        } catch {
            throw .stateCannot("written", path: path, error.description)
        }
    }
}
