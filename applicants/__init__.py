"""The person: profile and achievement archive (业绩档案)."""
