"""The public search: posts, events and pages, in the reader's language first."""
