"""What layouts are written in: the engines, the filters, and what ``site`` and ``page`` are inside them."""
