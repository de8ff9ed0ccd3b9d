"""The figures a town is built on, each with its source; *assumed* = nobody has published one that we found.

Sources marked [C] stand in calibration.csv of the project's third-party data.
"""

REGION_SHARES = {"sweden": 0.72, "nordic": 0.03, "europe": 0.09, "outside_europe": 0.16}
"""Region of birth. Assumed: a town with many immigrants, so that recorded kin are often missing."""

PROTECTED_IN_SWEDEN = 27_000
"""Persons with protected data in Sweden 2023 (gdprhero.se [C]): about 0.26 % of the population."""

PROTECTED_SHARE = 0.01
"""Share of a made-up town that is protected. Assumed: four times the published share, for tests."""

WRONG_ADDRESS_SHARE = 0.019
"""Share of registered persons whose register entry is wrong (Skatteverket 2019, press release c3040044 [C])."""

RETURNED_LETTERS_PER_WRONG_ADDRESS = 0.05
"""Share of wrong addresses from which a letter to a person came back within a year. Assumed."""

TIPS_PER_DWELLING = 0.001
"""Tips about a dwelling in a year. Assumed."""

OTHER_HOUSEHOLDS = 0.069
"""Households of lodgers, friends or several generations (SCB 2012 [C])."""

LODGER_HOUSEHOLDS = 0.030
THREE_GENERATIONS = 0.027
FRIENDS_SHARING = 0.008
COUSINS = 0.004
"""How the 6.9 % fall apart: lodgers, generations, friends, siblings who came apart. Assumed; the sum is SCB's."""

CHILDLESS_SAMBO_PERSONS = 500_000 / 10_500_000
"""Persons in unmarried couples without common children (SCB note quoted by conzoom [C]), by population."""

AID_PERSONS = 3_262 / 98_000
"""Persons in households with aid in a year (3,262, sodertalje.se 2019 [C]) by residents (about 98,000: assumed)."""

UNPERMITTED_SUBLETS = (0.04, 0.06)
"""Flats sublet without leave, the landlords' own estimate (fastighetstidningen.se 2019 [C]). Invisible in registers."""

SUBLETS_WITH_PERMIT = 0.015
"""Flats sublet with leave. Assumed."""

AID_ELSEWHERE = 0.009
"""Of these, the persons of special households, who get aid apart from the rest. Measured on the town itself."""

CROWDED_OUTSIDE_EUROPE = 0.20
CROWDED_SWEDEN = 0.02
"""Crowded by norm 2 (over two to a room, kitchen and living room apart), by region of birth (Boverket 2018 [C])."""

LARGE_FAMILIES = 0.004
"""Families of seven in three rooms, by households. Assumed, of the order that the figures on crowding imply."""

SHELTERED = 0.001
"""Households with someone in sheltered housing who stays registered at home, without any mark. Assumed."""

ALTERNATING_WITH_AID = 0.0005
"""Pairs of parted parents with aid and an alternating child, by households. Assumed."""

BLOCK_LEASES = 0.001
STUDENTS = 0.010
ELDERLY_HOMES = 0.006
ALTERNATING = 0.35
"""Block-leased flats, persons in student houses and in homes for the old, by households; the share of parted parents
whose children live with both in turn. Assumed."""

RENTAL_SHARE = 0.50
MUNICIPAL_SHARE_OF_RENTALS = 0.60
"""Rented dwellings, and those of them that the municipal company owns. Assumed."""

MUNICIPAL_SHARE = RENTAL_SHARE * MUNICIPAL_SHARE_OF_RENTALS
"""Dwellings that the municipal company owns."""

UNREGISTERED = 0.003
"""Persons with a coordination number who work or are known here without being registered, by residents. Assumed."""

RETURNED = 0.004
"""Persons who emigrated and came back, by residents. Assumed."""

PERSONS_PER_DWELLING = 2.05
"""Residents per ordinary dwelling that twenty made years end with. Measured on the town itself."""
