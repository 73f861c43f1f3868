# Words that are heard, whatever the language of the person; a list of parts, delete+data needs both.
typed-unknown = not sure|don't know|i don't know|do not know|i do not know|unknown|no idea|i'm not sure|i am not sure|unclear
typed-nobody = no|nope|none|nobody|no one|nobody was hurt|nobody hurt|no one was hurt|no one hurt|no injuries|no injury|not hurt|all fine|we are fine|everyone is fine|everybody is fine|all ok|all safe|luckily|fortunately
typed-yes = yes|yeah|yep|yes somebody|somebody was hurt|someone was hurt|somebody|someone
typed-hurt = burn|burnt|scald|blister|bleed|bled|cut my|cut his|cut her|cut on|a cut|bruis|hurt|injur|sore|dizzy|swollen|swelling|rash|fracture|broken arm|broken leg|stitches|vomit|nausea|electric shock|got a shock|poison|hospital|scratch|graze
typed-not = nobody|nobody was|no one|no one was|not|not been|never|without|almost|nearly|wasnt|werent|isnt|no
typed-filler = i|he|she|thank you|thanks|please|so far|at the moment|right now|we|are|all|was
typed-greeting = hello|hi|hey|hello there|hi there|good morning|good afternoon|good evening|anyone there|anybody there|is anyone there|is anybody there|are you there
typed-small = um|uh|well|so|i have a question|i want to ask something|can i ask something|i'd like to ask|question|who are you|are you a robot|are you a bot|human please|talk to a human|test|testing|help me
typed-status = status+report|status+case|where is my+report|where is my+case|what happened to my report|what happened to my case|progress+report|progress+case|check+my report|check+my case|any update|any news
typed-status-word = status|progress|my report|my reports|my case|my cases|check
typed-erase = delete my+data|delete my+info|delete my+report|delete my+chat|delete everything|erase my|remove my data|remove my information|forget me
typed-how-far = status|progress|how far|what happened with|any news|update|result
typed-no-photo = no photo|no photos|no picture|no pictures|i have no photo|i don't have a photo|i have none|don't have one|cannot take one
typed-what-now = what should i do|what do i do|what now|what should we do|what can i do|help|please help|emergency|urgent
typed-anger = useless|you are useless|you're useless|idiots|get lost|scam|what is the point|do you even care|fuck you|fuck off|fuck|shut up|i don't want to say
typed-somebody = nobody|no one|hurt|injur|fine|safe
