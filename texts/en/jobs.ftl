# What is said by the clock, and after sending.
circular-issued-told = { $number } “{ $title }” has been issued. Recipients: { $people }, of whom without a working channel: { $unreachable }.
circular-issued-nobody =
    { $number } “{ $title }” has been issued. Recipients: { $people }, of whom without a working channel: { $unreachable }.
    Organisations addressed that have nobody registered here: { $count }. Please inform them in another way:
    { $names }
circular-undeliverable-told = { $number } “{ $title }” could not be delivered to everyone. Please see the list and contact them in another way.
circular-undeliverable-open = See the list
circular-silent-told = “{ $company }” has not acknowledged { $number } “{ $title }” after several reminders. Please contact them.
digest-citizen =
    Today’s digest. New warnings: { $count }
    { $titles }
digest-enterprise =
    Today’s digest. New circulars: { $count }. Due: { $owed }
    { $titles }
digest-brief = Today’s digest. New circulars: { $count }. Please sign in to read them.
