extension MessageChapter {
    static let file = MessageChapter(
        title: "The file",
        explanations: [
            MessageExplanation(
                code: "duplicate-element",
                meaning: "A list has two elements that the API would take for one.",
                remedy: "Remove one of them."
            ),
            MessageExplanation(
                code: "duplicate-key",
                meaning: "A key is written twice: in one map, or in two files that are included.",
                remedy: "Remove one of them; to lay one file over another, use `-f` twice."
            ),
            MessageExplanation(
                code: "duplicate-name",
                meaning: "Two resources of one type, or a variable and a local, have the same name.",
                remedy: "Rename one; `name:` is the name in the cloud."
            ),
            MessageExplanation(
                code: "duplicate-value",
                meaning: "Two resources have a value that only one may have.",
                remedy: "Change one of them."
            ),
            MessageExplanation(
                code: "empty-file",
                meaning: "The desired-state file has nothing in it.",
                remedy: "Write `stack: NAME` and the resources; `hzform init` writes a file to start from."
            ),
            MessageExplanation(
                code: "empty-key",
                meaning: "A key has no text.",
                remedy: "Name it, or remove the line."
            ),
            MessageExplanation(
                code: "exclusive-attributes",
                meaning: "Two attributes cannot be written together.",
                remedy: "Keep one of them."
            ),
            MessageExplanation(
                code: "impossible-combination",
                meaning: "Values that are right by themselves cannot be had together.",
                remedy: "The message says which; change one of them."
            ),
            MessageExplanation(
                code: "include-cycle",
                meaning: "Files include each other in a circle, or too deep.",
                remedy: "Include each file once."
            ),
            MessageExplanation(
                code: "invalid-encoding",
                meaning: "The file is not UTF-8.",
                remedy: "Save it as UTF-8."
            ),
            MessageExplanation(
                code: "invalid-label",
                meaning: "A label's key or value is not what the API takes.",
                remedy:
                    "Letters, digits, `-`, `_` and `.`, at most 63 characters, begun and ended by a letter or digit."
            ),
            MessageExplanation(
                code: "invalid-logical-name",
                meaning: "A key under a section or `modules` cannot be part of an address.",
                remedy: "Use letters, digits, and between them `-` or `_`."
            ),
            MessageExplanation(
                code: "invalid-merge",
                meaning: "`<<` merges a map or a list of maps, and this is neither.",
                remedy: "Give it an alias of a map."
            ),
            MessageExplanation(
                code: "invalid-name",
                meaning: "A name cannot be given to this kind of thing.",
                remedy: "The message says which characters and lengths are allowed."
            ),
            MessageExplanation(
                code: "invalid-syntax",
                meaning: "The text is no YAML at this place.",
                remedy: "Look at indentation, colons and quotes there and in the line above."
            ),
            MessageExplanation(
                code: "invalid-value",
                meaning: "A value is not one of those that the attribute, variable or option takes.",
                remedy: "The message says what is expected."
            ),
            MessageExplanation(
                code: "missing-attribute",
                meaning: "An attribute that is needed is not written.",
                remedy: "Write it; what takes over an object may leave out what only a creation needs."
            ),
            MessageExplanation(
                code: "missing-stack",
                meaning: "The file does not say which stack it describes.",
                remedy: "Write `stack: NAME` at its top."
            ),
            MessageExplanation(
                code: "module-cycle",
                meaning: "A module uses itself, directly or by another.",
                remedy: "Take one of the uses out."
            ),
            MessageExplanation(
                code: "non-scalar-key",
                meaning: "A key is a list or a map.",
                remedy: "Put it in quotes if it is text with brackets."
            ),
            MessageExplanation(
                code: "nothing-included",
                meaning: "The pattern of an `include` matches no file.",
                remedy: "It is relative to the file in which it stands."
            ),
            MessageExplanation(
                code: "outside-range",
                meaning: "An address or range is not inside the range that it belongs to.",
                remedy: "Choose one inside, or widen the range."
            ),
            MessageExplanation(
                code: "overlapping-ranges",
                meaning: "Two ranges share addresses.",
                remedy: "Choose ranges that do not."
            ),
            MessageExplanation(
                code: "recursive-alias",
                meaning: "An anchor contains an alias of itself.",
                remedy: "Take the alias out of what it names."
            ),
            MessageExplanation(
                code: "reserved-label",
                meaning: "Labels that begin with `hzform/` and `hetzner.cloud/` belong to hzform and to Hetzner.",
                remedy: "Choose another prefix."
            ),
            MessageExplanation(
                code: "several-documents",
                meaning: "There is more than one YAML document in the file.",
                remedy: "Use one file each, and `include` or `-f` to bring them together."
            ),
            MessageExplanation(
                code: "subdomain",
                meaning:
                    "A zone lies below a domain that can be registered, and the API takes only that domain itself.",
                remedy: "Write the records in the zone above: `www.dev` in `example.com`."
            ),
            MessageExplanation(
                code: "tab-indentation",
                meaning: "A line is indented with a tab; YAML takes spaces.",
                remedy: "Replace it by spaces."
            ),
            MessageExplanation(
                code: "tag-mismatch",
                meaning: "A value is not what its tag says.",
                remedy: "Correct the value, or leave the tag out."
            ),
            MessageExplanation(
                code: "too-deep",
                meaning: "Lists and maps are nested deeper than the reader follows.",
                remedy: "Make it flatter."
            ),
            MessageExplanation(
                code: "too-many-aliases",
                meaning: "Aliases repeat so much that the file would become enormous.",
                remedy: "Use `for_each` or a module in place of anchors."
            ),
            MessageExplanation(
                code: "too-many-directives",
                meaning: "More lines than any file needs start with '%'.",
                remedy: "Remove them."
            ),
            MessageExplanation(
                code: "too-many-elements",
                meaning: "A list has more elements than the API takes.",
                remedy: "Divide it over several resources."
            ),
            MessageExplanation(
                code: "unalike-elements",
                meaning: "All elements of this list must agree in one part, and one differs.",
                remedy: "Make it the same."
            ),
            MessageExplanation(
                code: "unclosed-bracket",
                meaning: "A list or map in brackets is not closed.",
                remedy: "Add the bracket; the place is where it opens."
            ),
            MessageExplanation(
                code: "unclosed-quote",
                meaning: "A quoted text has no closing quote.",
                remedy: "Add it; the place is where the text begins."
            ),
            MessageExplanation(
                code: "unequal-parts",
                meaning: "The API changes two attributes together, and they are written differently.",
                remedy: "Write one of them; the other follows."
            ),
            MessageExplanation(
                code: "unknown-alias",
                meaning: "`*name` has no `&name` before it.",
                remedy: "Write the anchor above the place where it is used."
            ),
            MessageExplanation(
                code: "unknown-attribute",
                meaning: "The resource type has no attribute of this name, or the element no such part.",
                remedy: "See them with `hzform explain SECTION`."
            ),
            MessageExplanation(
                code: "unknown-key",
                meaning: "A key means nothing at this place.",
                remedy: "The nearest name is given. Keys that begin with `x-` are ignored at the top."
            ),
            MessageExplanation(
                code: "unknown-section",
                meaning: "There is no such section, or no such resource type.",
                remedy: "The nearest name is given; `hzform explain` lists them."
            ),
            MessageExplanation(
                code: "unreadable-file",
                meaning: "A file that the desired-state file names cannot be read.",
                remedy: "Paths are relative to the file in which they stand."
            ),
            MessageExplanation(
                code: "unsupported-expression",
                meaning: "No `${…}` can stand here, because it is read before anything is evaluated.",
                remedy: "The message says what to use instead."
            ),
            MessageExplanation(
                code: "unsupported-layout",
                meaning: "`hzform fmt` cannot format this file without changing what it means.",
                remedy: "Avoid keys over several lines and keys of more than 1000 characters."
            ),
            MessageExplanation(
                code: "unsupported-tag",
                meaning: "YAML tags other than those of the core schema, `!append` and `!reset` are not read.",
                remedy: "Put a text that starts with '!' in quotes."
            ),
            MessageExplanation(
                code: "unusable-character",
                meaning: "An invisible control character stands where none may.",
                remedy: "Remove it, or write it as an escape in a double-quoted string."
            ),
            MessageExplanation(
                code: "unwanted-attribute",
                meaning: "The attribute says nothing beside what else is written.",
                remedy: "Leave it out, or change what it depends on."
            ),
            MessageExplanation(
                code: "wrong-type",
                meaning: "A value is of another kind: a text where a number is expected, a list where a map is.",
                remedy: "The message says what is expected."
            ),
        ]
    )
}
