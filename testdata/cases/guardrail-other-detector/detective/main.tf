# The graph and what it learned are gone.
