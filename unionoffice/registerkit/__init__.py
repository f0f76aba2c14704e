"""What registers are declared from: fields, sections, rules, evidence; no Qt, no session."""
