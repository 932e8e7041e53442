"""The state of things: where each open case stands, and what a period came to, as whoever asks may see it. Pure."""
