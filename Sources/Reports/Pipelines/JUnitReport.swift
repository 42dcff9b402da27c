import Diagnostics

/// Diagnostics as test results, for pipelines that show these: each error is a test that failed.
package enum JUnitReport {
    /// - Parameter command: what was run; where nothing is wrong, it is the one test that passed.
    package static func text(_ diagnostics: [Diagnostic], command: String) -> String {
        let errors = diagnostics.filter { $0.severity == .error }
        let cases = errors.isEmpty ? [testCase(command, nil)] : errors.map { testCase(command, $0) }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites>
            <testsuite name="hzform" tests="\(cases.count)" failures="\(errors.count)" errors="0" skipped="0">
            \(cases.joined(separator: "\n"))
            </testsuite>
            </testsuites>

            """
    }

    private static func testCase(_ command: String, _ error: Diagnostic?) -> String {
        let name = "classname=\"hzform.\(HTMLText.escaped(command))\""
        guard let error else { return "<testcase \(name) name=\"\(HTMLText.escaped(command))\"/>" }
        let place = error.range?.description ?? error.address ?? command
        let text = HTMLText.escaped("\(error)")
        return """
            <testcase \(name) name="\(HTMLText.escaped("\(error.code.name) \(place)"))">\
            <failure message="\(HTMLText.escaped(error.message))">\(text)</failure></testcase>
            """
    }
}
