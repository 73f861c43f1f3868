"""E-mail: SMTP out, and what comes back as bounces. Nobody is talked with here."""
