# Everything goes; what other stacks encrypted with the key may still need it.
