extension MessageChapter {
    static let plans = MessageChapter(
        title: "What a plan refuses",
        explanations: [
            MessageExplanation(
                code: "address-taken",
                meaning: "An IP address is in use already.",
                remedy: "Choose a free one, or let the API choose."
            ),
            MessageExplanation(
                code: "adopted-twice",
                meaning: "An object would be at two addresses.",
                remedy: "Use `moved` to give it another address."
            ),
            MessageExplanation(
                code: "cannot-create-first",
                meaning:
                    "The new one cannot be created before the old one goes, because both would need the same thing.",
                remedy: "Leave `create_before_destroy` out."
            ),
            MessageExplanation(
                code: "change-forbidden",
                meaning: "An attribute changed, and `on_change` says `error`.",
                remedy: "Undo the change, or say what is to happen: `ignore`, `rebuild`, `replace`."
            ),
            MessageExplanation(
                code: "deletion-not-allowed",
                meaning: "The plan deletes or replaces something, and nobody was asked.",
                remedy: "Read the plan; then add the `--allow` of the hint."
            ),
            MessageExplanation(
                code: "destroy-prevented",
                meaning: "Something with `lifecycle.prevent_destroy` would be deleted or replaced.",
                remedy: "Take the key out first, in an apply of its own, if that is meant."
            ),
            MessageExplanation(
                code: "excluded-user",
                meaning: "A resource would be replaced while one that refers to it is left out by `--exclude`.",
                remedy: "Leave both out, or neither."
            ),
            MessageExplanation(
                code: "extra-element",
                meaning: "The cloud has an element that the file does not have, and `extra` says `error`.",
                remedy: "Declare it, or write `extra: keep` or `extra: remove`."
            ),
            MessageExplanation(
                code: "foreign-address",
                meaning: "An address is none of this resource's own.",
                remedy: "The message lists those that it has."
            ),
            MessageExplanation(
                code: "foreign-object",
                meaning: "An object that would be taken over has the labels of another stack.",
                remedy: "Take it out of that stack first, or `hzform import --take`."
            ),
            MessageExplanation(
                code: "found-by-labels",
                meaning: """
                    Something finds this resource by its labels and needs an attribute that would change or is \
                    missing.
                    """,
                remedy: "Change the labels, or keep the attribute."
            ),
            MessageExplanation(
                code: "held-by-others",
                meaning: """
                    Something that is in no file of this stack refers to this resource and needs an attribute that \
                    would change: a load balancer a server's public address.
                    """,
                remedy: "Take the resource out there first, or delete what nobody needs any more."
            ),
            MessageExplanation(
                code: "goes-along",
                meaning: "The API would delete something together with what goes, and nothing keeps it.",
                remedy: "Change the attribute that the message names."
            ),
            MessageExplanation(
                code: "in-use",
                meaning: "Something that is not part of this stack uses what would be deleted.",
                remedy: "Detach it there, or keep the object with `removed`."
            ),
            MessageExplanation(
                code: "mistaken-object",
                meaning: "The state has the ID of something that has another name than the recorded one and no label of"
                    + " the stack, so it is most likely somebody else's.",
                remedy:
                    "Put the right ID into the state, or take the resource out of it with `hzform state rm`. If it is"
                    + " the right one, say so with `hzform import`."
            ),
            MessageExplanation(
                code: "name-taken",
                meaning: "The project has an object of this name that is not part of this stack.",
                remedy: "Choose another `name:`, or take it over with `adopt: true`."
            ),
            MessageExplanation(
                code: "needs-replacement",
                meaning: "A change needs a replacement, and something else in the plan rules that out.",
                remedy: "The message says what."
            ),
            MessageExplanation(
                code: "not-allowed",
                meaning: "The plan has impacts that must be allowed and were not.",
                remedy: "Read the plan; then add the `--allow` of the hint."
            ),
            MessageExplanation(
                code: "not-alone",
                meaning: "A record set cannot stand beside another one of the same name.",
                remedy: "A CNAME is alone at its name; remove the other one."
            ),
            MessageExplanation(
                code: "not-approved",
                meaning: "The answer at the question was not the one that goes on, or nobody could be asked.",
                remedy: "Nothing was changed. Without a terminal, pass `--auto-approve` or a saved plan."
            ),
            MessageExplanation(
                code: "not-refreshed",
                meaning: "`--refresh=false`: changes that were made in the cloud are not seen.",
                remedy: "Leave the option out to see them."
            ),
            MessageExplanation(
                code: "nothing-above",
                meaning: "A certificate is for a domain of which no zone is known.",
                remedy: "Check the spelling, or declare the zone in the file."
            ),
            MessageExplanation(
                code: "orphan",
                meaning: """
                    Something has the labels of this stack, and neither the file nor the state knows it: a killed apply \
                    made it, or it was let go of.
                    """,
                remedy: "Declare it again, delete it, or say with `removed` that it is to stay."
            ),
            MessageExplanation(
                code: "out-of-zone",
                meaning: """
                    A resource cannot be attached to a network, because the network has no subnet in its network \
                    zone.
                    """,
                remedy: "Add a subnet there, or choose a location in the zone."
            ),
            MessageExplanation(
                code: "project-limit",
                meaning: "The project's limit for this type would be exceeded.",
                remedy: "Ask Hetzner for a higher limit, or take something away."
            ),
            MessageExplanation(
                code: "recorded-already",
                meaning: "The state knows this address already.",
                remedy: "Forget it first with `hzform state rm`, if another object is meant."
            ),
            MessageExplanation(
                code: "replacement-forbidden",
                meaning: "A replacement is needed, and `lifecycle.never_replace` forbids it.",
                remedy: "Undo the change, or take the key out."
            ),
            MessageExplanation(
                code: "reserved-address",
                meaning: "An IP address is kept back, for the gateway or the network itself.",
                remedy: "Choose another one."
            ),
            MessageExplanation(
                code: "steps-in-a-circle",
                meaning: "The changes wait for each other.",
                remedy: "Make one of them in an apply of its own: `--target`."
            ),
            MessageExplanation(
                code: "too-expensive",
                meaning: "The plan costs more than `--max-monthly` says.",
                remedy: "Read the cost; raise the amount if it is right."
            ),
            MessageExplanation(
                code: "too-many-deletions",
                meaning: "The plan deletes more than `--max-delete` says.",
                remedy: "Read the plan; raise the number if it is right."
            ),
            MessageExplanation(
                code: "undeclared-replacement",
                meaning: "`--replace` names what the file does not declare.",
                remedy: "Declare it, or leave the option out."
            ),
            MessageExplanation(
                code: "unselected-replacement",
                meaning: "`--replace` names what `--target` or `--exclude` leaves out.",
                remedy: "Select it, or leave the option out."
            ),
            MessageExplanation(
                code: "value-taken",
                meaning: "The project has an object with this value already, and only one can have it.",
                remedy: "Change the value, or take the object over with `adopt`."
            ),
        ]
    )
}
