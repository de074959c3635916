"""News (tin bài): written once, published on its agency's site, pushed down the tree to the sites below."""
