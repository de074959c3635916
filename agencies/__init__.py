"""The tree of agencies (cơ quan): who they are, were and stand under, their sites, and the rights of their staff.

Knows nothing of what is published on the sites; apps above register in `agencies.hooks` what they do when the tree
changes.
"""
