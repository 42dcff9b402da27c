extension MessageChapter {
    static let expressions = MessageChapter(
        title: "Expressions, variables and references",
        explanations: [
            MessageExplanation(
                code: "dependency-cycle",
                meaning: "Resources or values wait for each other in a circle.",
                remedy: "Take one of the references out; the message shows the way around."
            ),
            MessageExplanation(
                code: "deprecated",
                meaning: "An offering can still be used and soon not ordered any more. A warning.",
                remedy: "Choose its successor before the date that the message gives."
            ),
            MessageExplanation(
                code: "disagreement",
                meaning: """
                    Two resources that belong together have different values where they must agree, like their \
                    locations.
                    """,
                remedy: "Make them the same."
            ),
            MessageExplanation(
                code: "division-by-zero",
                meaning: "Something is divided by zero.",
                remedy: "Ask first: `n == 0 ? … : x / n`."
            ),
            MessageExplanation(
                code: "duplicate-move",
                meaning: "Two entries of `moved` start at, or lead to, the same address.",
                remedy: "Remove one."
            ),
            MessageExplanation(
                code: "expression-syntax",
                meaning: "What stands in `${…}` is no expression.",
                remedy: "The caret shows where reading stopped; the language is CEL, see docs/language.md."
            ),
            MessageExplanation(
                code: "expression-too-large",
                meaning: "A value is at the end of a chain of expressions that is longer than any file needs.",
                remedy: "Make the chain shorter."
            ),
            MessageExplanation(
                code: "failed-expression",
                meaning: "The expression is right but has no value: a division by zero, a key that is not there.",
                remedy: "Guard it: `has(x.y) ? x.y : …`."
            ),
            MessageExplanation(
                code: "failed-output",
                meaning: "An output cannot be calculated after the apply.",
                remedy: "See why with `hzform console`."
            ),
            MessageExplanation(
                code: "invalid-address",
                meaning: "This is no address of a resource.",
                remedy: "Write `servers.web`, `servers.web[0]` or `modules.eu.servers.web`."
            ),
            MessageExplanation(
                code: "invalid-argument",
                meaning: "A function was given something that it cannot use.",
                remedy: "The message says what it takes."
            ),
            MessageExplanation(
                code: "invalid-move",
                meaning: "An entry of `moved` says something that cannot be.",
                remedy: "A resource keeps its type, and moves to another address."
            ),
            MessageExplanation(
                code: "missing-variable",
                meaning: "A variable has neither a value nor a default.",
                remedy: "Give it with `--var`, `HZFORM_VAR_name` or a file of values."
            ),
            MessageExplanation(
                code: "move-conflict",
                meaning: "Something is at the address already to which a resource is to move.",
                remedy: "Move that one too, or do without the entry."
            ),
            MessageExplanation(
                code: "move-cycle",
                meaning: "The entries of `moved` lead in a circle.",
                remedy: "Remove one."
            ),
            MessageExplanation(
                code: "no-match",
                meaning: "A lookup under `existing`, or `adopt`, finds nothing in this project.",
                remedy: "Check name, ID, labels and token."
            ),
            MessageExplanation(
                code: "no-such-key",
                meaning: "A map has no such key.",
                remedy: "Ask first: `has(x.y) ? x.y : …`."
            ),
            MessageExplanation(
                code: "no-value",
                meaning: "An expression reads what has no value.",
                remedy: "Ask first: `has(x.y)`."
            ),
            MessageExplanation(
                code: "none-available",
                meaning: "Nothing of a list of alternatives can be ordered now.",
                remedy: "Add alternatives, or another location."
            ),
            MessageExplanation(
                code: "not-attached",
                meaning: "A resource is to be reached over a network to which it is not attached.",
                remedy: "Attach it to that network."
            ),
            MessageExplanation(
                code: "other-architecture",
                meaning: "A server type and an image, or a server and its new type, are of different architectures.",
                remedy: "Choose both for x86 or both for arm; an existing server cannot change."
            ),
            MessageExplanation(
                code: "other-type",
                meaning: "A reference or `moved` names a resource of another type.",
                remedy: "Name one of the right type."
            ),
            MessageExplanation(
                code: "other-value",
                meaning: "What is referred to has another value than this reference needs.",
                remedy: "The message names the attribute and both values."
            ),
            MessageExplanation(
                code: "out-of-range",
                meaning: "A list has no element at this index.",
                remedy: "An index begins at 0; `size(list)` is the number of elements."
            ),
            MessageExplanation(
                code: "over-capacity",
                meaning: "The resource has more of something than its type takes.",
                remedy: "Choose a larger type, or take some away."
            ),
            MessageExplanation(
                code: "overflow",
                meaning: "A number becomes larger than 64 bits hold.",
                remedy: "Calculate with smaller numbers."
            ),
            MessageExplanation(
                code: "reserved-name",
                meaning: "A variable or local is called like something that expressions know already.",
                remedy: "Choose another name."
            ),
            MessageExplanation(
                code: "sensitive-value",
                meaning: "A sensitive value stands where it would be shown or kept: in a name, a label, a reference.",
                remedy: "Use a value that is not sensitive there."
            ),
            MessageExplanation(
                code: "several-matches",
                meaning: "A lookup finds several objects where one is expected.",
                remedy: "Narrow it: `id: …`, or further labels."
            ),
            MessageExplanation(
                code: "several-resources",
                meaning: "The name stands for several instances where one is expected.",
                remedy: "Name one: `web[0]`."
            ),
            MessageExplanation(
                code: "still-declared",
                meaning: "A resource is listed under `removed`, and the file still declares it.",
                remedy: "Take it out of one of the two."
            ),
            MessageExplanation(
                code: "syntax",
                meaning: "`hzform console` takes one expression.",
                remedy: "Write one a line, without `${` and `}`."
            ),
            MessageExplanation(
                code: "too-large",
                meaning: "A value is larger than another one that bounds it.",
                remedy: "The message names both."
            ),
            MessageExplanation(
                code: "too-many-references",
                meaning: "More resources refer to this one than the API allows.",
                remedy: "Divide them over several."
            ),
            MessageExplanation(
                code: "too-many-steps",
                meaning: "An expression takes more steps than any file needs.",
                remedy: "Look for a list that is gone through once for each element of another."
            ),
            MessageExplanation(
                code: "too-small",
                meaning: "An offering is too small for what it is to hold, like a disk for an image.",
                remedy: "Choose a larger one."
            ),
            MessageExplanation(
                code: "unavailable",
                meaning: "An offering cannot be ordered in this location now.",
                remedy: "Choose another, or give a list to fall back on."
            ),
            MessageExplanation(
                code: "unevaluated",
                meaning: "A text reads like an expression, and has no `${}` around it. A warning.",
                remedy: "Write `${file('init.yaml')}` for what the file has; leave it where the text itself is meant."
            ),
            MessageExplanation(
                code: "unknown-address",
                meaning: "An option, or `moved`, names a resource that is in neither file nor state.",
                remedy: "`hzform state list` shows what there is."
            ),
            MessageExplanation(
                code: "unknown-at-plan",
                meaning: "Something that decides what the plan consists of is only known after apply.",
                remedy: "Use what the file writes itself: `count`, `for_each` and names must be known when planning."
            ),
            MessageExplanation(
                code: "unknown-function",
                meaning: "An expression calls a function that does not exist.",
                remedy: "The nearest one is given; docs/language.md lists them."
            ),
            MessageExplanation(
                code: "unknown-name",
                meaning: "An expression uses a name that nothing has.",
                remedy: """
                    The nearest name is given: a variable, a local, `SECTION.KEY`, `existing.SECTION.KEY`, `index`, \
                    `each`.
                    """
            ),
            MessageExplanation(
                code: "unknown-offering",
                meaning: "The API's catalog has no server type, image, location or other offering of this name.",
                remedy: "The nearest names are given; `hzform catalog` lists them."
            ),
            MessageExplanation(
                code: "unknown-reference",
                meaning: "No resource of this file, and nothing under `existing`, has this name.",
                remedy: "The nearest name is given; what is in no file is declared under `existing`."
            ),
            MessageExplanation(
                code: "unknown-variable",
                meaning: "No variable or local has this name.",
                remedy: "Declare it under `variables`, or correct the name."
            ),
        ]
    )
}
