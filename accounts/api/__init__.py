"""The form of the API: who asks, what is refused and how, pages of lists, the schema. The apps add their endpoints."""
