/// What a report of a fault should say of the program: its version and those of what it uses.
package struct VersionReport: Encodable {
    let format_version = 1
    let version: String
    let commit: String?
    let swift: String?
    let libcurl: String
    let libyaml: String

    /// - Parameters:
    ///   - commit: What a release was built from; `nil` in any other build.
    ///   - swift: The compiler's version, in a release.
    package init(_ version: String, commit: String?, swift: String?, libcurl: String, libyaml: String) {
        self.version = version
        self.commit = commit
        self.swift = swift
        self.libcurl = libcurl
        self.libyaml = libyaml
    }

    package func json() -> String { JSONText.document(self) }
}
