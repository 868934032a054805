-- The mark that a customer sets on the prepaid balance.

alter table accounts add column balance_alert bigint;
comment on column accounts.balance_alert is 'alertThreshold of the prepaid account, in units of its currency: kept for its customer';
