import CLibYAML

extension YAMLDocument {
    /// The version of the libyaml that is used: `0.2.5`.
    package static var libraryVersion: String { String(cString: yaml_get_version_string()) }
}
