"""What a browser gets from us besides the chat: portal, sign-in, real-name page, health; and how we speak HTTP."""
