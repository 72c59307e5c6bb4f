"""The audit of a built site: HTML, links and RGAA, as rules over parsed pages, reported as findings.

Nothing is imported here, so that a build does not load what only an audit needs.
"""
