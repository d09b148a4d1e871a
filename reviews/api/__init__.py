"""The API of the procedure: what the public pages show, one's own cases, a body's worklist, acts, data for partners."""
