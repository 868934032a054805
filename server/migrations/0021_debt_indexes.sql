-- Debts are found by their order whatever became of them, and those to be collected in the order in which they are.
--
-- An index of the open debts alone is a trap: after a quiet day its statistics say that there are none, and PostgreSQL reads all of it for
-- each bill of a run that has just opened many. An account has few debts: its primary key finds the open ones.
drop index debts_account_id_order_id_idx;
drop index debts_account_id_id_idx;
create index on debts (account_id, order_id);

-- All that falls due at one moment is taken up by account and number, which the index has in its order.
drop index debts_collect_at_idx;
create index on debts (collect_at, account_id, id) where closed_at is null and collect_at is not null;
