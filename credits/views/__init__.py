"""Pages on credits: the person's, and the registrar's."""
