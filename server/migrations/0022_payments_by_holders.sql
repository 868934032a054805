-- Payments know whether their account's holder asked for them, or the engine: what was tried on a bill is told apart by that.
alter table payment_attempts add column by_holder boolean not null default false;

-- So far the engine alone paid automatic orders, as far as anybody can tell now; nobody else pays the others.
update payment_attempts set by_holder = true
from orders
where orders.account_id = payment_attempts.account_id and orders.id = payment_attempts.order_id and orders.kind <> 'automatic';
