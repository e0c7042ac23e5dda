"""WhatsApp by way of Twilio: messages in, messages out, receipts."""
