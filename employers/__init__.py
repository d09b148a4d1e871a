"""Employers (用人单位): registration, authorised officers, post tables."""
