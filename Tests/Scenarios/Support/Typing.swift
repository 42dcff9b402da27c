extension Sandbox {
    /// Runs a line of shell on a pseudo-terminal of its own, on which another line types, seen through `typescript`.
    ///
    /// In that one `shown WORDS` waits until the words are there, line breaks left out, or the first line has ended.
    func terminal(_ line: String, typing: String, environment: [String: String]) async throws -> Run {
        try await shell(
            #"""
            rm -f typescript ended
            shown() {
                # More than ten minutes, so that nothing is left of a test that was given up.
                for _ in {1..30000}; do
                    [[ -e ended ]] && return
                    tr -d '\r\n' <typescript 2>/dev/null | grep -qE "$1" && return
                    sleep 0.02
                done
            }
            typing() { \#(typing); }
            typing 2>/dev/null | {
                script --quiet --flush --return --command '\#(line)' typescript
                status=$?
                touch ended
                exit $status
            }
            """#,
            environment: environment
        )
    }
}
