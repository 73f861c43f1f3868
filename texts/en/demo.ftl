# `fenghuo demo`: what is going on, on the terminal.
demo-step-tips = Citizens report problems
demo-step-verify = The officer takes, verifies and enters the signal
demo-step-commission = An assessment is commissioned
demo-step-assess = The expert assesses the risk
demo-step-decide = The report is adopted, the decision taken
demo-step-draft = A public announcement is drafted and submitted
demo-step-approve = The signing leader approves it
demo-step-issue = It is issued
demo-step-receive = Enterprises acknowledge and answer
demo-step-file = The superior acknowledges the filing
demo-step-look = A citizen looks at the case and at the warning
demo-done = All done
demo-failed = The demonstration did not come to its end: { $reason }
demo-folder-used = { $folder } already holds data. Please give an empty folder.
