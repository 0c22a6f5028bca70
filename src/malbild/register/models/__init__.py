"""The register's tables, one class a file. Only changes, queries, the admin and migrations may use them.

Record and Event are the ledger: what was ever acknowledged, each with the object as it stood after. The other tables
hold what is now, so that the database itself refuses what points at nothing and finds an organisation's part quickly.
"""

from malbild.register.models.account import Account
from malbild.register.models.action import Action
from malbild.register.models.budget_line import BudgetLine
from malbild.register.models.commitment import Commitment
from malbild.register.models.concern import Concern
from malbild.register.models.contribution import Contribution
from malbild.register.models.decision import Decision
from malbild.register.models.event import Event
from malbild.register.models.goal import Goal
from malbild.register.models.goal_indicator import GoalIndicator
from malbild.register.models.ledger import Ledger
from malbild.register.models.member import Member
from malbild.register.models.membership import Membership
from malbild.register.models.organisation import Organisation
from malbild.register.models.plan import Plan
from malbild.register.models.record import Record
from malbild.register.models.source import Source
from malbild.register.models.succession import Succession
from malbild.register.models.target import Target

__all__ = [
    "Account",
    "Action",
    "BudgetLine",
    "Commitment",
    "Concern",
    "Contribution",
    "Decision",
    "Event",
    "Goal",
    "GoalIndicator",
    "Ledger",
    "Member",
    "Membership",
    "Organisation",
    "Plan",
    "Record",
    "Source",
    "Succession",
    "Target",
]
