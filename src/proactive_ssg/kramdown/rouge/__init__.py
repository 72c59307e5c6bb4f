"""Lexers that cut code as Rouge does, for the languages that sites show most.

They are Pygments' lexers in all but where they cut and what they call it. Both were found by giving code to
Rouge and looking at what came back (``tests/kramdown/rouge_oracle.rb`` asks it). Nothing is loaded before a
page has code in such a language.
"""
