# Words that are heard, whatever the language of the person; a list of parts, delete+data needs both.
typed-unknown = not sure|don't know|i don't know|do not know|i do not know|unknown|no idea|i'm not sure|i am not sure|unclear
typed-nobody = no|nope|none|nobody|no one|nobody was hurt|nobody hurt|no one was hurt|no one hurt|no injuries|no injury|not hurt|all fine|we are fine|everyone is fine|everybody is fine|all ok|all safe|luckily|fortunately
typed-yes = yes|yeah|yep|yes somebody|somebody was hurt|someone was hurt|somebody|someone
typed-hurt = burn|burnt|scald|blister|bleed|bled|cut my|cut his|cut her|cut on|a cut|bruis|hurt|injur|sore|dizzy|swollen|swelling|rash|fracture|broken arm|broken leg|stitches|vomit|nausea|electric shock|got a shock|poison|hospital|scratch|graze
typed-not = nobody|nobody was|no one|no one was|not|not been|never|without|almost|nearly|wasnt|werent|isnt|no
typed-filler = i|he|she|thank you|thanks|please|so far|at the moment|right now|we|are|all|was
