-- When a service whose automatic bill was just written is looked at next, should that bill be paid before anything else happens to it.
--
-- The run that writes the bill knows; so the payment that extends the service can say the next action itself (rule A11), and the
-- service is not judged a second time. It counts only while `next_action_at` is what the run wrote beside it: whatever changes what a
-- service depends on sets that to -infinity, and every judgement that orders nothing takes it back.
alter table services add next_action_once_paid timestamptz;
