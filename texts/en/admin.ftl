# What is printed when the program starts.
admin-open-at = Fenghuo is up; open in a browser: { $address }
admin-links = One-time sign-in links, each for one use within { $hours } hours; fenghuo user link makes new ones:
admin-part-citizen = citizen
admin-part-enterprise = enterprise
admin-part-officer = duty officer
admin-part-expert = expert
admin-part-signer = signing leader
admin-part-superior = superior office
admin-part-admin = administrator
