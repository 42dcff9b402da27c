/// Where the values of variables come from beside the defaults in the file; what comes later here wins.
package struct VariableSources: Sendable {
    /// Files with a map from names to values; a later one wins.
    package var files: [String] = []
    /// Of which `HZFORM_VAR_name` is the value of a variable; `env(…)` reads the others too.
    package var environment: [String: String] = [:]
    /// `name=value`, as they are written on the command line; a later one wins.
    package var assignments: [String] = []
    /// Whether a variable without a value is a mistake; where nothing is wanted, nothing needs one.
    package var areNeeded = true

    /// Of the environment: what the name of the stack ends in, unless an overlay of it names the stack.
    package var stackSuffix: String?

    package init() {}

    static let prefix = "HZFORM_VAR_"
}
