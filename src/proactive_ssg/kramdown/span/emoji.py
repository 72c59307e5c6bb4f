FIRST = ":"
STARTS = {":": "(?=[A-Za-z0-9_])"}
def parse(s):
    return False
