# What is said by the clock, and after sending.
circular-issued-told = { $number } “{ $title }” has been issued. Recipients: { $people }{ $unreachable ->
        [0] .
       *[other] , of whom without a working channel: { $unreachable }.
    }
circular-issued-nobody =
    { $number } “{ $title }” has been issued. Recipients: { $people }{ $unreachable ->
        [0] .
       *[other] , of whom without a working channel: { $unreachable }.
    }
    Organisations addressed that have nobody registered here: { $count }. Please inform them in another way:
    { $names }
circular-undeliverable-told = { $number } “{ $title }” could not be delivered to everyone. Please see the list and contact them in another way.
circular-undeliverable-open = See the list
circular-silent-told =
    { $number } “{ $title }”. Recipients who have not acknowledged in time, with nobody left in their organisation to send it to: { $people }. They are on the list of those to contact by other means. Please do so soon:
    { $names }
circular-silent-brief = { $number }. Recipients who have not acknowledged in time: { $people }. Please sign in to see the list.
digest-citizen =
    Today’s digest. New warnings: { $count }
    { $titles }
digest-enterprise =
    Today’s digest. New circulars: { $count }. Due: { $owed }
    { $titles }
digest-bundled =
    Today’s digest. New circulars: { $count }. As you chose, those that are not urgent come together; press a number to read one.
    { $titles }
digest-read = Read { $number }
digest-brief = Today’s digest. New circulars: { $count }. Please sign in to read them.
