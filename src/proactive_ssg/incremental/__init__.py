"""What builds remember from one to the next, so that the next does only what has changed.

An incremental build is, byte for byte, a clean one: nothing is taken over on trust. A page is, when the
page itself and all that its rendering asked for (:mod:`proactive_ssg.journal`) have the fingerprints that
they had, and its file in the destination is the one that was written.

Nothing is imported here: a build that has nothing to do loads :mod:`.snapshot` only.
"""
