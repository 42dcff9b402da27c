extension Mistakes {
    static let moves = Mistakes(
        "moves.txt",
        [
            "a map where a list of moves is expected": """
            stack: shop
            moved: { from: servers.web, to: servers.front }
            """,
            "a move without a section, and one without 'to'": """
            stack: shop
            placement_groups: { front: { type: spread } }
            moved:
              - { from: web, to: front }
              - { from: placement_groups.web }
              - { form: placement_groups.web, to: placement_groups.front }
            """,
            "a move to what is not there": """
            stack: shop
            placement_groups: { front: { type: spread } }
            moved: [{ from: placement_groups.web, to: placement_groups.frnt }]
            """,
            "a move of what is still there": """
            stack: shop
            placement_groups:
              web: { type: spread }
              front: { type: spread }
            moved: [{ from: placement_groups.web, to: placement_groups.front }]
            """,
            "a move to another type, to a section that is none, and to where it is": """
            stack: shop
            placement_groups: { front: { type: spread } }
            moved:
              - { from: server.web, to: placement_groups.front }
              - { from: servers.web, to: placement_groups.front }
              - { from: placement_groups.front, to: placement_groups.front }
              - { from: modules.eu, to: placement_groups.front }
              - { from: modules.eu, to: modules.eu.modules.inner }
            """,
            "two moves from one place, and two to one": """
            stack: shop
            placement_groups: { a: { type: spread }, b: { type: spread } }
            moved:
              - { from: placement_groups.x, to: placement_groups.a }
              - { from: placement_groups.x, to: placement_groups.b }
              - { from: placement_groups.y, to: placement_groups.a }
            """,
            "moves in a circle": """
            stack: shop
            placement_groups: { a: { type: spread }, b: { type: spread } }
            moved:
              - { from: placement_groups.a, to: placement_groups.b }
              - { from: placement_groups.b, to: placement_groups.a }
            """,
            "something to forget that is still declared": """
            stack: shop
            placement_groups: { a: { type: spread } }
            removed: [{ from: placement_groups.a }, placement_groups.b]
            """,
        ]
    )
}
