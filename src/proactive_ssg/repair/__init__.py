"""What editors write, made accessible in the finished page, as far as nothing has to be invented.

Nothing is imported here: a build that has nothing to do loads ``log`` and no more.
"""
