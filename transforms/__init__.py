"""Pure functions from raw articles to event rows, and the codebooks that drive them."""
