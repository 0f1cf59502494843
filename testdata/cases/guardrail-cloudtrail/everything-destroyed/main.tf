# Nothing is left: the plan only destroys.
