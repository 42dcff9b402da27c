extension MessageChapter {
    static let state = MessageChapter(
        title: "State, saved plans and the lock",
        explanations: [
            MessageExplanation(
                code: "doubled-object",
                meaning: "The state has one object at two addresses.",
                remedy: "Remove the wrong one with `hzform state rm`."
            ),
            MessageExplanation(
                code: "foreign-state",
                meaning: "The state file belongs to another stack.",
                remedy: "Name the right one with `--state`. If the stack was renamed: `hzform state rename NAME`."
            ),
            MessageExplanation(
                code: "git",
                meaning: "The state cannot be committed or pushed.",
                remedy: "The message says what git needs; what was applied is in the state file."
            ),
            MessageExplanation(
                code: "left-over",
                meaning: "All steps are done, and the API still shows something else than the file says.",
                remedy: "See it with `hzform plan`."
            ),
            MessageExplanation(
                code: "lock",
                meaning: """
                    The lock cannot be taken: the project has no room for it, its answers have no time, or its file \
                    cannot be used.
                    """,
                remedy: "The message says which; `settings.lock` takes `project`, `local` and `off`."
            ),
            MessageExplanation(
                code: "lock-lost",
                meaning: "The lock was lost while applying; nothing new was started; exit code 3.",
                remedy: "Plan, and see that no other run is on its way."
            ),
            MessageExplanation(
                code: "locked",
                meaning: "Another run holds the lock of the stack; exit code 3.",
                remedy: "Wait for it; where it is dead for certain, `hzform unlock --force`."
            ),
            MessageExplanation(
                code: "malformed-plan",
                meaning: "The saved plan is not what hzform writes.",
                remedy: "Save it again with `hzform plan --out FILE`."
            ),
            MessageExplanation(
                code: "malformed-state",
                meaning: "The state file says something that no apply can have written.",
                remedy: "Restore it from git, or rebuild it with `hzform state rebuild`."
            ),
            MessageExplanation(
                code: "newer-state",
                meaning: "The state, or the branch it is on, is newer than what is here.",
                remedy: "Pull first, or update hzform."
            ),
            MessageExplanation(
                code: "no-state-file",
                meaning: "There is no state file yet where one is needed.",
                remedy: "Apply first, or name it with `--state`."
            ),
            MessageExplanation(
                code: "not-a-plan",
                meaning: "The file is no saved plan.",
                remedy: "Save one with `hzform plan --out FILE`."
            ),
            MessageExplanation(
                code: "not-a-state",
                meaning: "The file is no state file.",
                remedy: "Name another file."
            ),
            MessageExplanation(
                code: "not-recorded",
                meaning: "The state has nothing at this address.",
                remedy: "`hzform state list` shows what it has."
            ),
            MessageExplanation(
                code: "other-plan",
                meaning: "The saved plan is of another stack, or of another file.",
                remedy: "Name the right plan, or the right file with `-f`."
            ),
            MessageExplanation(
                code: "other-project",
                meaning: "None of the recorded objects exists: the token is probably of another project.",
                remedy: "Check `HCLOUD_TOKEN`."
            ),
            MessageExplanation(
                code: "partial-plan",
                meaning: "A saved plan covers a part of the stack only, where the whole is needed.",
                remedy: "Save one without `--target` and `--exclude`."
            ),
            MessageExplanation(
                code: "plan-file",
                meaning: "The saved plan cannot be read or written.",
                remedy: "The reason is the operating system's."
            ),
            MessageExplanation(
                code: "plan-moved",
                meaning: "The saved plan is not what would happen now; exit code 4.",
                remedy: "Plan again, and have the new plan reviewed."
            ),
            MessageExplanation(
                code: "same-stack",
                meaning: "Resources would be handed over to a state of the same stack.",
                remedy: "Name the state of another stack, or use 'hzform state mv' without '--to'."
            ),
            MessageExplanation(
                code: "simulated-project",
                meaning: "The file of the simulated project cannot be read, or belongs to something else.",
                remedy: "Name another one with `--simulate=FILE`."
            ),
            MessageExplanation(
                code: "state-conflict",
                meaning: "The state has the marks of an unresolved merge, or two runs recorded different values.",
                remedy: "`hzform state rebuild` reads what is true from the project."
            ),
            MessageExplanation(
                code: "state-file",
                meaning: "The state file cannot be read or written.",
                remedy: "The reason is the operating system's; check the path, the rights and the disk."
            ),
            MessageExplanation(
                code: "state-key",
                meaning: "The state tells secrets by a key, and `HZFORM_STATE_KEY` does not have it.",
                remedy: "Set the variable to that key."
            ),
            MessageExplanation(
                code: "state-not-saved",
                meaning: """
                    The state could not be written; if anything was done, it was printed, unless another run's state \
                    is there.
                    """,
                remedy: "Put what was printed there before the next run. Leave another run's state alone."
            ),
            MessageExplanation(
                code: "unconfirmed",
                meaning: """
                    Something went wrong after all steps were done, so that it was not confirmed that nothing is \
                    left.
                    """,
                remedy: "See with `hzform plan`."
            ),
            MessageExplanation(
                code: "unknown-recorded-type",
                meaning: "The state has a section that this version of hzform does not know.",
                remedy: "Update hzform."
            ),
            MessageExplanation(
                code: "unreadable-plan",
                meaning: "The saved plan is no JSON.",
                remedy: "Save it again with `hzform plan --out FILE`."
            ),
            MessageExplanation(
                code: "unreadable-state",
                meaning: "The state file is no JSON.",
                remedy: "Restore it from git, or rebuild it with `hzform state rebuild`."
            ),
        ]
    )
}
