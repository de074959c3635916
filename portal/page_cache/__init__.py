"""Published pages, kept by what their content is made of: nothing has to be thrown away when something is published.

`door`      answers what is known, in front of Django, and keeps what Django answers
`versions`  which content a page would show now: the counts of changes at its site and above (SiteVersion)
`memory`    the pages this process knows, within a bound
`shelf`     the pages that all processes know, in Redis; nothing is lost when it is
`page`      one kept page: its bytes in each encoding, its headers
"""
