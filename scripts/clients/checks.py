"""Counts what a client of the API did as it should, and says what it did not."""
import os
import sys
import traceback


class Checks:
    def __init__(self, client):
        self.client = client
        self.passed = 0
        self.failed = 0

    def equal(self, what, found, expected):
        if found == expected:
            self.passed += 1
        else:
            self._fail(what, f"{found!r}, not {expected!r}")

    def true(self, what, found):
        self.equal(what, bool(found), True)

    def life(self, kind, steps, *arguments):
        """Runs the steps of one kind; what they raise is one failure, and the next kind goes on."""
        try:
            return steps(self, *arguments)
        except Exception as problem:  # pylint: disable=broad-except
            place = traceback.extract_tb(problem.__traceback__)
            line = next((frame for frame in reversed(place) if "/clients/" in frame.filename), place[-1])
            self._fail(f"{kind}, line {line.lineno}: {line.line}", f"{type(problem).__name__}: {problem}")
            return None

    def _fail(self, what, problem):
        self.failed += 1
        print(f"{self.client}: {what}: {problem}")

    def finish(self):
        print(f"{self.client}: {self.passed} passed, {self.failed} failed")
        sys.stdout.flush()
        if counts := os.environ.get("HZFORM_COUNTS"):
            with open(counts, "a", encoding="utf-8") as file:
                file.write(f"{self.passed} {self.failed} 0\n")
