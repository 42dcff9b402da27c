import CELExpressions

/// What expressions can read outside of the file.
struct HostFiles: Sendable {
    let read: Loader.FileReader
    let environment: [String: String]

    func bytes(_ path: String, in folder: String) -> Result<[UInt8], CELFailure> {
        let path = path.hasPrefix("/") ? path : folder + path
        do {
            return .success(try read(path))
        } catch {
            return .failure(CELFailure(.invalidArgument, "'\(path)' cannot be read: \(error)"))
        }
    }

    func text(_ path: String, in folder: String) -> Result<String, CELFailure> {
        bytes(path, in: folder).flatMap { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return .failure(CELFailure(.invalidArgument, "'\(path)' is no UTF-8 text, use 'file_base64'"))
            }
            return .success(text)
        }
    }
}
