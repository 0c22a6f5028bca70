"""Judgement: how it goes with every target, by a written rule and a projection behind it."""
