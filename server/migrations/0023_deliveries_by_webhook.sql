-- Each webhook is served by itself: what one that hangs has waiting is not read through on the way to another's.

create index on webhook_deliveries (webhook_id, send_at) where state = 'waiting';
